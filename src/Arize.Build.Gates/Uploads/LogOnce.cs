using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// Logs an experiment once only. What is sent is never sent a second time unless the first was provably never sent or was refused; after a lost answer the experiment is looked for by
/// its exact name, which is unique on its dataset. docs/once-only.md tells the algorithm.
/// </summary>
internal sealed class LogOnce(ArizeClient arize, IBuildLog log)
{
    /// <summary>An interrupted build has a few seconds in all.</summary>
    static readonly TimeSpan WhenInterrupted = TimeSpan.FromSeconds(2);

    /// <summary>Logs, or continues what an earlier step of the same build has logged.</summary>
    /// <param name="request">What to log.</param>
    /// <param name="results">The results, without faults.</param>
    /// <param name="name">The experiment's name.</param>
    /// <param name="record">The open record.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArizeException">Nothing was logged, or (<see cref="GateErrorCode.UnknownOutcome"/>) it is not known.</exception>
    public async Task<(Experiment Experiment, LogOutcome How)> RunAsync(LogExperimentRequest request, ResultsInDataset results, string name, RunRecord record, CancellationToken cancellationToken)
    {
        if (request.ExperimentName is null && record.Entry is { State: RunState.Sent or RunState.Started, ExperimentName: { } known } open && IsOfThisBuild(open, request) && open.Results == results.File.Digest()
            && open.DatasetId == results.Dataset.Id)
            name = known; // a name that is made may end otherwise this time
        var plan = await arize.Experiments.PlanCreateAsync(results.ToRequest(name, request.MaxBodyBytes), cancellationToken).ConfigureAwait(false);
        var (earlier, digest) = (record.Entry, results.File.Digest());
        if (earlier is { State: RunState.Sent or RunState.Started } && IsOfThisBuild(earlier, request)
            && earlier.DatasetId == plan.DatasetId && earlier.ExperimentName == name && earlier.Results == digest)
        {
            if (earlier is { State: RunState.Started, ExperimentId: { } id })
            {
                log.Milestone($"Continuing with experiment {RemoteText.Quote(name)}, which an earlier step of this build logged.");
                return (await arize.Experiments.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false), LogOutcome.Continued);
            }
            const string Stopped = "an earlier step of this build was stopped after it had sent the experiment";
            return await ReconcileAsync(request, record, earlier, Stopped, cancellationToken).ConfigureAwait(false) ?? throw Unknown(request, record, earlier, Stopped, cancellationToken);
        }
        if (earlier is { State: RunState.Sent or RunState.Started, DatasetId: null })
            log.Warning(new ArizeDiagnostic(GateErrorCode.RunLeftBehind,
                $"An earlier build left {(earlier.RunId is null ? "a trigger whose outcome is unknown" : $"run {earlier.RunId}")} (task {RemoteText.Quote(earlier.TaskName)}). It may be active still, and cost money; this build does not wait for it."));
        if (await FindAsync(plan.DatasetId, name, cancellationToken).ConfigureAwait(false) is not null)
            throw NameTaken(name);
        var entry = new RunEntry
        {
            State = RunState.Intent,
            Gate = request.Gate,
            Build = request.Build,
            Commit = request.Commit,
            Service = arize.Service,
            TaskId = "",
            TaskName = "",
            DatasetId = plan.DatasetId,
            Results = digest,
            ExperimentName = name,
            Prepared = arize.ServerNow,
        };
        return await SendAsync(request, record, entry, plan, cancellationToken).ConfigureAwait(false);
    }

    bool IsOfThisBuild(RunEntry entry, LogExperimentRequest request) => entry.Build is not null && entry.Build == request.Build && entry.Service == arize.Service;

    async Task<(Experiment, LogOutcome)> SendAsync(LogExperimentRequest request, RunRecord record, RunEntry entry, ExperimentPlan plan, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            record.Write(entry with { State = RunState.Sent });
            ArizeException fault;
            try
            {
                var made = await arize.Experiments.SendCreateAsync(plan, cancellationToken).ConfigureAwait(false);
                log.Milestone($"Logged experiment {RemoteText.Quote(plan.Name)} ({made.Id}): {plan.Body["experiment_runs"]!.AsArray().Count} rows.");
                record.Write(entry with { State = RunState.Started, ExperimentId = made.Id });
                return (made, LogOutcome.Logged);
            }
            catch (OperationCanceledException)
            {
                record.Write(entry); // never sent
                throw;
            }
            catch (ArizeException e) when (e.Code != GateErrorCode.Record)
            {
                fault = e;
            }
            switch (TriggerFault.Classify(fault, afterLostAnswer: false))
            {
                case TriggerFault.Class.Final:
                    record.Write(entry);
                    throw fault;
                case TriggerFault.Class.NameTaken:
                    record.Write(entry);
                    throw NameTaken(plan.Name, fault);
                case TriggerFault.Class.Lost:
                    return await ReconcileAsync(request, record, entry, fault.Diagnostics[0].Message, cancellationToken).ConfigureAwait(false)
                        ?? throw Unknown(request, record, entry, fault.Diagnostics[0].Message, cancellationToken, fault);
            }
            record.Write(entry);
            var pause = fault.RetryAfter is { Ticks: > 0 } asked ? asked : TimeSpan.FromSeconds(Math.Min(20, Math.Pow(2, attempt - 1)) * Jitter());
            if (pause > arize.MaxRetryDuration - arize.TimeProvider.GetElapsedTime(started))
                throw fault;
            log.Detail($"The experiment was not accepted, and nothing was stored; sending it again in {Settings.Duration.Show(pause)}. {fault.Diagnostics[0]}");
            await Task.Delay(pause, arize.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for the experiment whose answer was lost; null where it is not there. It costs nothing to leave it behind, so an interrupted build only says what it found.</summary>
    async Task<(Experiment, LogOutcome)?> ReconcileAsync(LogExperimentRequest request, RunRecord record, RunEntry entry, string why, CancellationToken cancellationToken)
    {
        var interrupted = cancellationToken.IsCancellationRequested;
        var limit = interrupted ? WhenInterrupted : request.ReconcileFor;
        log.Milestone($"It is not known whether the experiment was logged ({why}); looking for it for up to {Settings.Duration.Show(limit)}. Nothing is sent again.");
        using var budget = new CancellationTokenSource(limit, arize.TimeProvider);
        using var either = interrupted ? budget : CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        Experiment found;
        try
        {
            found = await UntilFoundAsync(entry, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!interrupted && cancellationToken.IsCancellationRequested)
        {
            return await ReconcileAsync(request, record, entry, why, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return null;
        }
        log.Milestone($"Found experiment {RemoteText.Quote(found.Name)} ({found.Id}): it had arrived.");
        record.Write(entry with { State = RunState.Started, ExperimentId = found.Id });
        return interrupted ? throw new OperationCanceledException(cancellationToken) : (found, LogOutcome.Adopted);
    }

    async Task<Experiment> UntilFoundAsync(RunEntry entry, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await FindAsync(entry.DatasetId!, entry.ExperimentName!, cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
            }
            catch (ArizeException e)
            {
                log.Detail($"Looking for the experiment: {e.Diagnostics[0]}");
            }
            await Task.Delay(TimeSpan.FromSeconds(1 + 2 * Jitter()), arize.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Of exactly that name: the service's own filter is a substring.</summary>
    async Task<Experiment?> FindAsync(string datasetId, string name, CancellationToken cancellationToken)
    {
        await foreach (var experiment in arize.Experiments.ListAsync(new() { Dataset = datasetId, Name = name }, cancellationToken).ConfigureAwait(false))
            if (experiment.Name == name)
                return experiment;
        return null;
    }

    static ArizeException Unknown(LogExperimentRequest request, RunRecord record, RunEntry entry, string why, CancellationToken cancellationToken, Exception? inner = null) => new([new ArizeDiagnostic(GateErrorCode.UnknownOutcome,
        $"It is not known whether experiment {RemoteText.Quote(entry.ExperimentName!)} was logged (sent after {entry.Prepared.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}): {why} "
        + $"Searched for {Settings.Duration.Show(cancellationToken.IsCancellationRequested ? WhenInterrupted : request.ReconcileFor)} among the dataset's experiments, by that name. It may appear yet; nothing was sent again. "
        + $"Look at the dataset's experiments in Arize. What is known is in {Path.Combine(record.Folder, "run.json")}.")], inner);

    static ArizeException NameTaken(string name, Exception? inner = null) => new([new ArizeDiagnostic(GateErrorCode.NameTaken,
        $"The dataset has an experiment named {RemoteText.Quote(name)} already, and there is no open record of it here. Nothing was logged. "
        + "Give another name, or none; where legs of one CI matrix share it, set ArizeRunKey to what tells them apart.")], inner);

#pragma warning disable CA5394 // jitter needs no secrecy
    static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// Triggers a run once only, with a service that has no idempotency key. A trigger is sent again only where the earlier one was provably never sent, or was refused. After a lost
/// answer the run is looked for by what marks it as ours; where that decides nothing, the outcome is named as unknown, and nothing is sent.
/// docs/once-only.md tells the algorithm, and what it cannot close.
/// </summary>
public sealed class TriggerOnce(ArizeClient arize, IBuildLog log)
{
    /// <summary>Clocks differ, and the service's own servers may differ among themselves.</summary>
    internal static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>An interrupted build has five seconds in all: two to look for its run, two to cancel it or to list candidates.</summary>
    static readonly TimeSpan WhenInterrupted = TimeSpan.FromSeconds(2);

    /// <summary>A run that was started for a later build is judged within a day.</summary>
    static readonly TimeSpan LongestHandover = TimeSpan.FromDays(1);

    /// <summary>Triggers, or continues what an earlier step of the same build has triggered.</summary>
    /// <param name="request">The run.</param>
    /// <param name="record">The open record.</param>
    /// <param name="cancellationToken">Ends the call. A trigger that is under way is looked for first, and its run cancelled.</param>
    /// <exception cref="ArizeException">Nothing was started, or (<see cref="GateErrorCode.UnknownOutcome"/>) it is not known.</exception>
    public async Task<TriggeredRun> RunAsync(OnceRequest request, RunRecord record, CancellationToken cancellationToken)
    {
        var earlier = record.Entry;
        var fingerprint = default(DateTimeOffset?);
        var plan = await arize.Tasks.PlanTriggerAsync(request.Trigger, Complete, cancellationToken).ConfigureAwait(false);
        var name = plan.Body["experiment_name"]?.GetValue<string>();
        var search = new RunSearch(arize, plan);

        if (IsOurs(earlier, request, plan, name))
        {
            if (earlier.State == RunState.Started)
            {
                log.Milestone($"Continuing run {earlier.RunId}, which {(earlier.ForLater ? "an earlier build of this commit" : "an earlier step of this build")} started.");
                return new TriggeredRun(earlier.RunId, plan.Task, earlier.ExperimentName, TriggerOutcome.Continued);
            }
            if (earlier.State == RunState.Sent)
            {
                const string Stopped = "an earlier step of this build was stopped after it had sent the trigger";
                return await ReconcileAsync(request, record, earlier, search, Stopped, cancellationToken).ConfigureAwait(false)
                    ?? throw await UnknownAsync(request, record, earlier, search, Stopped, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (earlier is { State: RunState.Sent or RunState.Started, Status: null, DatasetId: null })
            log.Warning(new ArizeDiagnostic(GateErrorCode.RunLeftBehind,
                $"An earlier build left {(earlier.RunId is null ? "a trigger whose outcome is unknown" : $"run {earlier.RunId}")} (task {Show(earlier.TaskName)}). "
                + "It may be active still, and cost money; this build does not wait for it."));

        if (name is not null && await search.ExperimentAsync(name, cancellationToken).ConfigureAwait(false) is not null)
            throw NameTaken(name);
        var entry = new RunEntry
        {
            State = RunState.Intent,
            Gate = request.Gate,
            Build = request.Build,
            Commit = request.Commit,
            ForLater = request.ForLater,
            Service = arize.Service,
            TaskId = plan.Task.Id,
            TaskName = plan.Task.Name,
            ExperimentName = name,
            Fingerprint = fingerprint,
            Prepared = arize.ServerNow,
            Before = [.. (await search.RunsSinceAsync(arize.ServerNow - ClockSlack, cancellationToken).ConfigureAwait(false)).Select(r => r.Id)],
        };
        return await SendAsync(request, record, entry, plan, search, cancellationToken).ConfigureAwait(false);

        TriggerRunRequest Complete(ArizeTask task)
        {
            if (task.Type == TaskType.RunExperiment && string.IsNullOrWhiteSpace(request.Trigger.ExperimentName))
                return request.Trigger with
                {
                    ExperimentName = IsOfThisBuild(earlier, request) && earlier is { State: not RunState.Done, ExperimentName: { } known } && earlier.TaskId == task.Id
                        ? known
                        : ExperimentNames.Make(task.Name, request.Gate, request.Project, request.Build, arize.TimeProvider.GetUtcNow(), request.Fingerprint),
                };
            if (task is { ProjectId: not null, Type: not TaskType.RunExperiment } && request.Trigger.DataEndTime is null)
            {
                // The end defaults to now; said by us to the microsecond, it marks our run.
                fingerprint = (arize.ServerNow + TimeSpan.FromMicroseconds(System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000))).ToUniversalTime();
                return request.Trigger with { DataEndTime = fingerprint };
            }
            return request.Trigger;
        }
    }

    async Task<TriggeredRun> SendAsync(
        OnceRequest request, RunRecord record, RunEntry entry, TriggerPlan plan, RunSearch search, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        string? lost = null; // why an earlier answer was lost
        for (var attempt = 1; ; attempt++)
        {
            record.Write(entry with { State = RunState.Sent });
            var unsent = lost is null ? entry : entry with { State = RunState.Sent }; // a second trigger that was refused proves nothing of the first
            TaskRun? run = null;
            ArizeException? fault = null;
            try
            {
                run = await arize.Tasks.SendTriggerAsync(plan, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                record.Write(unsent); // never sent
                throw;
            }
            catch (ArizeException e)
            {
                fault = e;
            }
            if (fault is null)
                return await KnownAsync(record, entry, plan, run!, TriggerOutcome.Started).ConfigureAwait(false);

            switch (TriggerFault.Classify(fault, afterLostAnswer: lost is not null))
            {
                case TriggerFault.Class.Final:
                    record.Write(entry);
                    throw fault;
                case TriggerFault.Class.NameTaken:
                    record.Write(entry);
                    throw NameTaken(entry.ExperimentName ?? "", fault);
                case TriggerFault.Class.SendAgain:
                    record.Write(unsent);
                    var pause = fault.RetryAfter is { Ticks: > 0 } asked ? asked : TimeSpan.FromSeconds(Math.Min(20, Math.Pow(2, attempt - 1)) * Jitter());
                    if (pause > arize.MaxRetryDuration - arize.TimeProvider.GetElapsedTime(started))
                        throw lost is null ? fault : await UnknownAsync(request, record, entry, search, lost, cancellationToken, fault).ConfigureAwait(false);
                    log.Detail($"The trigger was not accepted, and nothing was started; sending it again in {Settings.Duration.Show(pause)}. {fault.Diagnostics[0]}");
                    await Task.Delay(pause, arize.TimeProvider, cancellationToken).ConfigureAwait(false);
                    continue;
            }

            var why = fault.Diagnostics[0].Message;
            if (await ReconcileAsync(request, record, entry, search, why, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
            if (!request.ResendOnce || entry.ExperimentName is null || lost is not null || cancellationToken.IsCancellationRequested)
                throw await UnknownAsync(request, record, entry, search, why, cancellationToken, fault).ConfigureAwait(false);
            lost = why;
            log.Warning(new ArizeDiagnostic(GateErrorCode.SentAgain,
                $"The answer to the trigger was lost and no run of it can be found; sending it once more under the same name {Show(entry.ExperimentName)} (ResendOnce)."));
        }
    }

    /// <summary>Looks for the run whose trigger's answer was lost. An interrupted build has five seconds for it, and cancels what it finds.</summary>
    async Task<TriggeredRun?> ReconcileAsync(OnceRequest request, RunRecord record, RunEntry entry, RunSearch search, string why, CancellationToken cancellationToken)
    {
        var interrupted = cancellationToken.IsCancellationRequested;
        var limit = SearchFor(request, cancellationToken);
        log.Milestone($"The outcome of the trigger is not known ({why}); looking for its run for up to {Settings.Duration.Show(limit)}. Nothing is sent again.");
        using var budget = new CancellationTokenSource(limit, arize.TimeProvider);
        using var either = interrupted ? budget : CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        TaskRun? run;
        try
        {
            run = await FindAsync(entry, search, orScores: !interrupted, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!interrupted && cancellationToken.IsCancellationRequested)
        {
            return await ReconcileAsync(request, record, entry, search, why, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return null;
        }
        if (run is null)
        {
            record.Write(entry with { State = RunState.Done, Status = "SCORES_FOUND" });
            return new TriggeredRun(null, search.Plan.Task, null, TriggerOutcome.ScoresFound);
        }
        var found = await KnownAsync(record, entry, search.Plan, run, TriggerOutcome.Adopted).ConfigureAwait(false);
        if (!interrupted)
            return found;
        log.Milestone($"Interrupted. {await new RunSupervisor(arize, log).CancelAsync(run.Id, WhenInterrupted).ConfigureAwait(false)}");
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Looks until there is a run; null where the scores that it was to make are there instead.</summary>
    async Task<TaskRun?> FindAsync(RunEntry entry, RunSearch search, bool orScores, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await search.FindAsync(entry, ClockSlack, cancellationToken).ConfigureAwait(false) is { } run)
                    return run;
                if (orScores && await search.ScoresAreThereAsync(entry, ClockSlack, cancellationToken).ConfigureAwait(false))
                    return null;
            }
            catch (ArizeException e)
            {
                log.Detail($"Looking for the run: {e.Diagnostics[0]}");
            }
            await Task.Delay(TimeSpan.FromSeconds(1 + 2 * Jitter()), arize.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<ArizeException> UnknownAsync(OnceRequest request, RunRecord record, RunEntry entry, RunSearch search, string why, CancellationToken cancellationToken, Exception? inner = null)
    {
        using var limit = new CancellationTokenSource(WhenInterrupted, arize.TimeProvider);
        string candidates;
        try
        {
            candidates = await search.TellCandidatesAsync(entry, ClockSlack, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArizeException or OperationCanceledException)
        {
            candidates = "The task's runs cannot be read now.";
        }
        var what = entry.ExperimentName is { } name ? $"experiment {Show(name)}" : "evaluation";
        return new ArizeException([new ArizeDiagnostic(GateErrorCode.UnknownOutcome,
            $"It is not known whether a run of task {Show(entry.TaskName)} was started ({what}, sent after {entry.Prepared.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}): {why} "
            + $"Searched for {Settings.Duration.Show(SearchFor(request, cancellationToken))} among the task's runs{(entry.ExperimentName is null ? "" : " and the dataset's experiments")}. {candidates} "
            + "A paid run may be active; nothing was sent again. Look at the task's runs in Arize, and cancel one with ArizeCancelRun. "
            + $"What is known is in {Path.Combine(record.Folder, "run.json")}.")], inner);
    }

    /// <summary>A run's id is printed and written down before anything else happens; a run that cannot be written down is not left behind.</summary>
    async Task<TriggeredRun> KnownAsync(RunRecord record, RunEntry entry, TriggerPlan plan, TaskRun run, TriggerOutcome how)
    {
        var what = entry.ExperimentName is { } name ? $", experiment {Show(name)}" : "";
        log.Milestone(how == TriggerOutcome.Adopted
            ? $"Found run {run.Id} of task {Show(plan.Task.Name)}{what}: the trigger had arrived."
            : $"Started run {run.Id} of task {Show(plan.Task.Name)}{what}.");
        try
        {
            record.Write(entry with { State = RunState.Started, RunId = run.Id, ExperimentId = run.ExperimentId });
        }
        catch (ArizeException e)
        {
            var fate = await new RunSupervisor(arize, log).CancelAsync(run.Id, RunSupervisor.CancelBudget).ConfigureAwait(false);
            throw new ArizeException([e.Diagnostics[0] with { Message = $"{e.Diagnostics[0].Message} {fate}" }], e);
        }
        return new TriggeredRun(run.Id, plan.Task, entry.ExperimentName, how);
    }

    bool IsOurs([NotNullWhen(true)] RunEntry? earlier, OnceRequest request, TriggerPlan plan, string? name) =>
        earlier is { State: RunState.Sent or RunState.Started } && IsOfThisBuild(earlier, request) && earlier.TaskId == plan.Task.Id && earlier.ExperimentName == name;

    /// <summary>A record of this very build, or one that an earlier build of the same commit has left for this one, not long ago.</summary>
    bool IsOfThisBuild([NotNullWhen(true)] RunEntry? earlier, OnceRequest request) =>
        earlier is not null && earlier.Service == arize.Service
        && (earlier.Build is not null && earlier.Build == request.Build
            || earlier is { ForLater: true, Commit: not null } && !request.ForLater && earlier.Commit == request.Commit && arize.ServerNow - earlier.Prepared < LongestHandover);

    static TimeSpan SearchFor(OnceRequest request, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested ? WhenInterrupted : request.ReconcileFor;

    static ArizeException NameTaken(string name, Exception? inner = null) => new([new ArizeDiagnostic(GateErrorCode.NameTaken,
        $"The dataset has an experiment named {Show(name)} already, and there is no open record of it here. Nothing was started. "
        + "Give another ExperimentName; where legs of one CI matrix share it, set ArizeRunKey to what tells them apart.")], inner);

    static string Show(string text) => RemoteText.Quote(text);

#pragma warning disable CA5394 // jitter needs no secrecy
    static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}

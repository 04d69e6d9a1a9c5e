using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates;

/// <summary>Runs a gate over one run: triggers once, waits, judges the run itself. It needs no gate file and reads no rows.</summary>
internal sealed class RunGate(ArizeClient arize, IBuildLog log)
{
    /// <summary>Runs the gate.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancellationToken">Interrupts the gate; its run is cancelled.</param>
    /// <returns>The result; a run that is not good is one, not an exception.</returns>
    /// <exception cref="ArizeException">The gate could not be asked: a setting is wrong, the service cannot be reached, the wait timed out.</exception>
    public async Task<GateResult> RunAsync(RunGateRequest request, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        var triggered = await TriggerAsync(request, record, forLater: false, cancellationToken).ConfigureAwait(false);
        if (triggered.RunId is not { } runId)
            throw new ArizeException([new ArizeDiagnostic(GateErrorCode.NoEvidence,
                $"Gate {RemoteText.Quote(request.Name)}: the answer to the trigger was lost. Its scores are there, but no run can be named whose counters could be judged.")]);
        await log.LinkAsync(arize, request.Links, triggered.Task, cancellationToken).ConfigureAwait(false);

        var left = request.Timeout - arize.TimeProvider.GetElapsedTime(started);
        var run = await new RunSupervisor(arize, log) { OnCancelled = Done }
            .WaitAsync(runId, left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), request.PollInterval, request.OnTimeout, cancellationToken).ConfigureAwait(false);
        var cost = new GateCost(triggered.How == TriggerOutcome.Continued ? 0 : 1, 0, new Dictionary<string, double>());
        var result = await CloseAsync(request, run, triggered.ExperimentName, cost, arize.TimeProvider.GetElapsedTime(started)).ConfigureAwait(false);
        Done(run); // last: a step that is killed before and started again goes on with its run
        return result;

        void Done(TaskRun ended) => record.Write(record.Entry! with { State = RunState.Done, ExperimentId = ended.ExperimentId, Status = ended.StatusText });
    }

    /// <summary>Triggers the gate's run and leaves it to a later build of the same commit.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun> StartAsync(RunGateRequest request, CancellationToken cancellationToken)
    {
        using var record = RunRecord.Open(request.Record);
        RecordFile.RemoveVerdict(request.Record);
        ReportFiles.Remove(request.Record);
        var triggered = await TriggerAsync(request, record, forLater: true, cancellationToken).ConfigureAwait(false);
        await log.LinkAsync(arize, request.Links, triggered.Task, cancellationToken).ConfigureAwait(false);
        return triggered;
    }

    /// <summary>At the gate's timeout nothing more is started; what may have been is looked for.</summary>
    async Task<TriggeredRun> TriggerAsync(RunGateRequest request, RunRecord record, bool forLater, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(request.Timeout, arize.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        try
        {
            return await new TriggerOnce(arize, log).RunAsync(Once(request, forLater), record, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ArizeException(new ArizeDiagnostic(ArizeErrorCode.Timeout, $"Gate {RemoteText.Quote(request.Name)} could not start its run within {Duration.Show(request.Timeout)}."));
        }
    }

    /// <summary>Checks everything and reads everything, but triggers nothing.</summary>
    /// <param name="request">The gate.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <exception cref="ArizeException">A setting is wrong, a name is not found, or the service cannot be read.</exception>
    public async Task DryRunAsync(RunGateRequest request, CancellationToken cancellationToken)
    {
        var plan = await arize.Tasks.PlanTriggerAsync(request.Trigger, task => task.Type == TaskType.RunExperiment && request.Trigger.ExperimentName is null
            ? request.Trigger with { ExperimentName = ExperimentNames.Make(task.Name, request.Name, request.Project, request.Build, arize.TimeProvider.GetUtcNow()) }
            : request.Trigger, cancellationToken).ConfigureAwait(false);
        var examples = plan is { Task: { Type: TaskType.RunExperiment, DatasetId: { } dataset } }
            ? await arize.Datasets.CountExamplesAsync(dataset, request.Trigger.DatasetVersionId, cancellationToken).ConfigureAwait(false)
            : (long?)null;
        var run = examples is null ? "evaluations" : string.Create(CultureInfo.InvariantCulture,
            $"{Math.Min(examples.Value, request.Trigger.MaxExamples ?? long.MaxValue)} of {examples} examples as experiment {RemoteText.Quote(plan.Body["experiment_name"]!.GetValue<string>())}");
        log.Milestone($"Gate {RemoteText.Quote(request.Name)}, dry run: task {RemoteText.Quote(plan.Task.Name)} ({plan.Task.Id}) would run {run}. Nothing was triggered.");
    }

    async Task<GateResult> CloseAsync(RunGateRequest request, TaskRun run, string? experimentName, GateCost cost, TimeSpan elapsed)
    {
        var fault = RunJudge.Judge(run, request.Limits);
        // Too many errors are an answer; a run that did not complete, or proves nothing, is none.
        var outcome = fault is null ? Outcome.Pass : fault.Code == GateErrorCode.TooManyErrors ? Outcome.Fail : Outcome.Error;
        var verdict = new GateVerdict { Outcome = outcome, Passed = fault is null };
        List<GateDiagnostic> said = fault is null ? [] : [new GateDiagnostic(fault.Code, fault.Message)];
        var meta = new VerdictMeta
        {
            Service = arize.Service, JudgedAt = arize.ServerNow, Elapsed = elapsed, Build = request.Build, Commit = request.Commit, GateHash = request.Hash,
            Run = run, ExperimentId = run.ExperimentId, ExperimentName = experimentName,
        };
        var report = GateReports.Of(request.Name, verdict, said, cost, meta, null);
        said.AddRange(await new ReportFiles(arize.TimeProvider).WriteAsync(report, request.Record, null, request.StepSummary).ConfigureAwait(false));
        await VerdictFile.WriteAsync(request.Record, VerdictFile.Render(request.Name, verdict, said, cost, VerdictEvidence.In(request.Record, run), meta)).ConfigureAwait(false);
        return new GateResult
        {
            Gate = request.Name,
            Verdict = verdict,
            Diagnostics = [.. said.Select(f => f with { Message = $"Gate {RemoteText.Quote(request.Name)}{(f.Severity == DiagnosticSeverity.Error ? " blocked" : "")}: {f.Message}" })],
            Table = fault is null
                ? [$"Gate {RemoteText.Quote(request.Name)} passed: run {run.Id} {RemoteText.OneLine(run.StatusText, 60)} in {Duration.Show(elapsed)} ({RunJudge.Counters(run)})."]
                : [],
            Run = run,
            ExperimentName = experimentName,
            Cost = cost,
            VerdictFile = Path.Combine(request.Record, RecordFile.Verdict),
            Elapsed = elapsed,
        };
    }

    static OnceRequest Once(RunGateRequest request, bool forLater) => new()
    {
        Trigger = request.Trigger,
        Gate = request.Name,
        Project = request.Project,
        Build = request.Build,
        Commit = request.Commit,
        Fingerprint = request.Fingerprint,
        ForLater = forLater,
    };
}

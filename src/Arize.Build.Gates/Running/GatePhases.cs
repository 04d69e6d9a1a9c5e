using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>The phases of a gate: each takes what the earlier ones have found and returns it with what it adds.</summary>
/// <param name="arize">The client.</param>
/// <param name="log">Reports what happens.</param>
/// <param name="request">The gate.</param>
/// <param name="record">The gate's record, which is this build's already.</param>
/// <param name="once">Sends at most once.</param>
/// <param name="due">Ends what starts something at the gate's timeout: after a lost answer there must be time to look for what was started. A wait has its own deadline.</param>
internal sealed class GatePhases(ArizeClient arize, IBuildLog log, GateRequest request, RunRecord record, OnceOnly once, CancellationToken due)
{
    readonly long started = arize.TimeProvider.GetTimestamp();
    readonly GateDefinition gate = request.Gate!;
    readonly RowReading reading = new(arize, log, request.Gate!.Criteria, request.Gate.Data.Clusters);

    /// <summary>What is left of the gate's time; never nothing, so that what has ended already is still seen.</summary>
    TimeSpan Left() => gate.Timeout - arize.TimeProvider.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1);

    DateOnly Today => DateOnly.FromDateTime(arize.ServerNow.UtcDateTime);

    /// <summary>Reads everything that can be known before the run.</summary>
    public Task<GateState> PrepareAsync(CancellationToken cancellationToken) =>
        new GatePreparation(arize, log, request) { Earlier = record.Sends }.ReadAsync(cancellationToken);

    /// <summary>Triggers the run, once. With outputs of an application, uploads them, once; a gate that is only started leaves that to the gate.</summary>
    public async Task<GateState> StartAsync(GateState state, CancellationToken cancellationToken)
    {
        if (state is { Results: { } results, Experiment: null } && !record.Owner!.ForLater)
            return state with { Experiment = await new LogSource(arize, log, gate).SendAsync(results, state.Fingerprint, record, once, due).ConfigureAwait(false) };
        if (state.Task is not { } task || state.Reused is not null)
            return state;
        var trigger = await RunTrigger.PlanAsync(arize, log, record, SendKind.Run, gate.Trigger(task.Id), state.Fingerprint, resendOnce: false, due).ConfigureAwait(false);
        var triggered = await once.RunAsync(trigger, due).ConfigureAwait(false);
        await log.LinkAsync(arize, request.Context.Links, task, cancellationToken).ConfigureAwait(false);
        return state with { Triggered = triggered, Cost = state.Cost with { RunsTriggered = state.Cost.RunsTriggered + (triggered.How == TriggerOutcome.Continued ? 0 : 1) } };
    }

    /// <summary>Waits for the run. Whatever is not a completed run that did something, with few enough errors, stops the gate.</summary>
    public async Task<GateState> WaitAsync(GateState state, CancellationToken cancellationToken)
    {
        if (state.Triggered is { } triggered)
        {
            var runId = triggered.RunId ?? throw new ArizeException([new ArizeDiagnostic(GateErrorCode.NoEvidence,
                "The answer to the trigger was lost. Its scores exist, but no run can be named whose counters could be judged.")]);
            var run = await Watch(SendKind.Run, state.Task!.Id)
                .WaitAsync(runId, Left(), gate.PollInterval, gate.OnTimeout, cancellationToken).ConfigureAwait(false);
            record.Write(Ended(record.Find(SendKind.Run)!, run));
            state = state with { Run = run };
            if (RunJudge.Judge(run, gate.Limits) is { } fault)
                return state.With(new GateDiagnostic(fault.Code, fault.Message));
            if (gate.Criteria.Count > 0)
                state = state with { Experiment = await OursAsync(state.Task!.DatasetId, run, cancellationToken).ConfigureAwait(false) };
        }
        return state.Experiment is { } experiment && new PinnedVersions(arize, gate).Dataset(experiment) is { } moved ? state.With(moved) : state;
    }

    /// <summary>Has the experiment evaluated, and waits.</summary>
    public async Task<GateState> EvaluateAsync(GateState state, CancellationToken cancellationToken)
    {
        var tasks = state.Reused?.Unscored ?? state.Evaluations;
        if (tasks.Count == 0)
            return state;
        var evaluations = new EvaluationRuns(arize, log, gate, record, once, Watch, Left) { Due = due };
        var chained = gate.Chained && state.Reused is null;
        var done = chained
            ? await evaluations.ChainedAsync(tasks, state.Run!, cancellationToken).ConfigureAwait(false)
            : await evaluations.TriggerAsync(tasks, state.Experiment!.Id, cancellationToken).ConfigureAwait(false);
        state = state with { Cost = state.Cost with { RunsTriggered = state.Cost.RunsTriggered + (chained ? 0 : done.Count) } };
        foreach (var evaluation in done)
            if (evaluation.Run is { } ended && RunJudge.Judge(ended, RunLimits.None) is { } fault)
                // A completed run that found everything evaluated already has done nothing wrong: the rows show whether the scores exist.
                state = state.With(new GateDiagnostic(fault.Code, $"Evaluation {RemoteText.Quote(evaluation.Task.Name)}: {fault.Message}",
                    Severity: fault.Code == GateErrorCode.NoEvidence && ended.Status == RunStatus.Completed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error));
        return state;
    }

    /// <summary>Reads the rows of exactly that experiment, and those of the baseline. A gate without criteria needs none.</summary>
    public async Task<GateState> ReadAsync(GateState state, CancellationToken cancellationToken)
    {
        if (gate.Criteria.Count == 0)
            return state;
        reading.Fields = await ExampleFields.ReadAsync(arize, gate, state.DatasetId, state.Experiment!.DatasetVersionId, cancellationToken).ConfigureAwait(false);
        var patience = request.LateScores < Left() ? request.LateScores : Left();
        var expected = state.Results?.File.Lines.Count ?? (state.Run is { } run ? (run.NumSuccesses ?? 0) + (run.NumErrors ?? 0) : 0);
        var rows = await reading.CandidateAsync(state.Experiment!.Id, request.Record, expected, patience, cancellationToken).ConfigureAwait(false);
        if (state.Results is { } results && LogSource.Incomplete(results, rows.Rows) is { } incomplete)
            return state.With(new GateDiagnostic(incomplete.Code, incomplete.Message));
        var theirs = state.Compared?.Rows
            ?? (state.Baseline?.ExperimentId is { } id ? await reading.BaselineAsync(id, request.Record, cancellationToken).ConfigureAwait(false) : null);
        if (state.Baseline?.Record is { } pinned)
            RecordFile.Copy(pinned, RecordFile.Scores, request.Record, RecordFile.Baseline);
        var evaluators = (state.Reused?.Unscored ?? state.Evaluations).Sum(t => t.Evaluators.Count);
        return Versions(state) with
        {
            Cost = state.Cost with { Evaluations = rows.Rows * evaluators, Totals = reading.Totals },
            Judged = new JudgeRequest
            {
                Criteria = gate.Criteria,
                Data = gate.Data,
                Candidate = rows,
                Baseline = theirs,
                WithoutBaseline = gate.Baseline?.WhenMissing ?? Outcome.Error,
                Counters = state.Run is null ? null : RunCounters.Of(state.Run),
                Waivers = gate.Waivers,
                Today = Today,
                PassInconclusive = gate.PassInconclusive,
                Exchanges = IdenticalModel.Exchanges,
            },
        };
    }

    /// <summary>Judges. A run that completed with few enough errors is all that a gate without criteria asks for.</summary>
    public async Task<GateState> JudgeAsync(GateState state, CancellationToken cancellationToken) => state with
    {
        Verdict = state.Judged is { } judged
            ? await reading.WithTextsAsync(Judge.Verdict(judged), state.Experiment!.Id, cancellationToken).ConfigureAwait(false)
            : new GateVerdict { Outcome = Outcome.Pass, Passed = true },
    };

    /// <summary>Writes the reports and, last, the verdict; then closes the record: a step that is killed before and started again goes on with its runs.</summary>
    public async Task<GateResult> CloseAsync(GateState state)
    {
        var elapsed = arize.TimeProvider.GetElapsedTime(started);
        var verdict = state.Verdict ?? Stopped(state);
        var meta = Meta(state, elapsed);
        var report = GateReports.Of(request.Name, verdict, state.Diagnostics, state.Cost, meta, state.Judged);
        state = state.With(await new ReportFiles(arize.TimeProvider).WriteAsync(report, request.Record, gate.Reports, request.Context.StepSummary).ConfigureAwait(false));
        await VerdictFile.WriteAsync(request.Record, VerdictFile.Render(request.Name, verdict, state.Diagnostics, state.Cost, VerdictEvidence.In(request.Record, state.Run), meta)).ConfigureAwait(false);
        foreach (var send in record.Sends.Where(s => s.IsOpen))
            record.Write(send with { State = SendState.Done });
        return new GateResult
        {
            Gate = request.Name,
            Verdict = verdict,
            Diagnostics = GateDiagnostics.Of(request.Name, verdict, state.Diagnostics, gate.Path),
            Table = VerdictTable.Lines(request.Name, verdict, state, elapsed),
            Run = state.Run,
            Experiment = state.Experiment,
            Reused = state.Reused is not null,
            ExperimentName = state.Experiment?.Name ?? state.Triggered?.ExperimentName,
            Baseline = state.Baseline,
            Cost = state.Cost,
            VerdictFile = Path.Combine(request.Record, RecordFile.Verdict),
            Elapsed = elapsed,
        };
    }

    /// <summary>A "no" before there was anything to judge. Too many errors are an answer; a run that did not complete, or proves nothing, is none.</summary>
    GateVerdict Stopped(GateState state) => new()
    {
        Outcome = state.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).All(d => d.Code == GateErrorCode.TooManyErrors) ? Outcome.Fail : Outcome.Error,
        Passed = false,
        Waivers = Waivers.Used(gate.Waivers, [], Today),
    };

    GateState Versions(GateState state) => state is { Baseline: { DatasetVersionId: { } version } baseline, Experiment.DatasetVersionId: { } ours } && version != ours
        ? state.With(new GateDiagnostic(GateErrorCode.GateWarning,
            $"The baseline {RemoteText.Quote(baseline.Name)} was made on version {RemoteText.Quote(version)} of the dataset, this run on {RemoteText.Quote(ours)}. Only examples that both have are compared.",
            gate.BaselineAt, DiagnosticSeverity.Warning))
        : state;

    /// <summary>Exactly the experiment of our run: by the id on the run, else by the name that was made for it. Never the latest one.</summary>
    async Task<Experiment> OursAsync(string? dataset, TaskRun run, CancellationToken cancellationToken)
    {
        var entry = record.Find(SendKind.Run)!;
        var experiment = run.ExperimentId is { } id
            ? await arize.Experiments.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await arize.Experiments.GetAsync(entry.ExperimentName!, dataset, null, cancellationToken).ConfigureAwait(false);
        return experiment.Name == entry.ExperimentName && experiment.DatasetId == dataset && !(experiment.CreatedAt < entry.Prepared - RunTrigger.ClockSlack)
            ? experiment
            : throw new ArizeException([new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
                $"Run {run.Id} names experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}), which is not the one that was asked for: "
                + $"{RemoteText.Quote(entry.ExperimentName!)} on dataset {dataset}, made after {entry.Prepared.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}. Nothing was judged.")]);
    }

    RunSupervisor Watch(SendKind kind, string taskId) => new(arize, log)
    {
        OnCancelled = run => record.Write(Ended(record.Find(kind, taskId)!, run) with { State = SendState.Done }),
    };

    static SendEntry Ended(SendEntry entry, TaskRun run) => entry with { ExperimentId = run.ExperimentId ?? entry.ExperimentId, Status = run.StatusText };

    VerdictMeta Meta(GateState state, TimeSpan elapsed) => new()
    {
        Service = arize.Service,
        JudgedAt = arize.ServerNow,
        Elapsed = elapsed,
        Build = request.Context.Build,
        Commit = request.Context.Commit,
        GateHash = request.Hash,
        Run = state.Run,
        ExperimentId = state.Experiment?.Id ?? state.Run?.ExperimentId,
        ExperimentName = state.Experiment?.Name ?? state.Triggered?.ExperimentName,
        Reused = state.Reused is not null,
        ReusedFrom = state.Reused?.Experiment.CreatedAt,
        DatasetId = state.Experiment?.DatasetId,
        DatasetVersionId = state.Experiment?.DatasetVersionId,
        Baseline = state.Baseline,
    };
}

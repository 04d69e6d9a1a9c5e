using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>One gate under way.</summary>
internal sealed class GateUnderWay(ArizeClient arize, IBuildLog log, GateRequest request, RunRecord record)
{
    readonly long started = arize.TimeProvider.GetTimestamp();
    readonly GateFile gate = request.Gate;
    readonly List<GateDiagnostic> said = [];
    TaskRun? run;
    Experiment? experiment;
    BaselineUsed? baseline;
    JudgeRequest? judged;
    Reused? reused;
    EvaluationRuns? evaluations;
    int triggered;

    /// <summary>Ends what starts something at the gate's timeout: after a lost answer there must be time to look for what was started. A wait has a clock of its own.</summary>
    public required CancellationToken Due { get; init; }

    /// <summary>What is left of the gate's time; never nothing, so that what has ended already is still seen.</summary>
    TimeSpan Left() => gate.Timeout - arize.TimeProvider.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1);

    public async Task<GateResult> RunAsync(CancellationToken cancellationToken)
    {
        var found = new GatePreparation(arize, gate) { Logging = new LogSource(arize, log, request), Reuse = new ReuseSearch(arize, log, request, record.Entry), Earlier = record.Entry };
        await found.ReadAsync(async wanted => await new ExperimentTaskSetup(arize, log).EnsureAsync(wanted, IfExists.Update, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        said.AddRange(found.Diagnostics);
        (reused, baseline) = (found.Reused, found.Compared?.Used);
        (experiment, run) = (found.Existing ?? reused?.Experiment, reused?.Run);
        if (IsLost)
            return await StoppedAsync().ConfigureAwait(false);

        var expected = 0L;
        if (found.Results is { } results)
            experiment ??= await found.Logging.SendAsync(results, found.Fingerprint, record, Due).ConfigureAwait(false);
        else if (found.Task is { } task && reused is null && await TriggerAsync(task, found.Fingerprint, cancellationToken).ConfigureAwait(false) is { } fault)
            return await StoppedAsync(fault).ConfigureAwait(false);
        if (run is not null)
            (experiment, expected) = (await OursAsync(run, cancellationToken).ConfigureAwait(false), (run.NumSuccesses ?? 0) + (run.NumErrors ?? 0));
        if (new PinnedVersions(arize, gate).Dataset(experiment!) is { } moved)
            said.Add(moved);
        if (IsLost || await EvaluateAsync(found.Evaluations, cancellationToken).ConfigureAwait(false) is false)
            return await StoppedAsync().ConfigureAwait(false);
        return await JudgeAsync(found, expected, cancellationToken).ConfigureAwait(false);
    }

    DateOnly Today => DateOnly.FromDateTime(arize.ServerNow.UtcDateTime);

    bool IsLost => said.Exists(f => f.Severity == DiagnosticSeverity.Error);

    /// <summary>Triggers and waits. Whatever is not a completed run that did something is a fault; how many errors are too many, the data policy says.</summary>
    async Task<ArizeDiagnostic?> TriggerAsync(ArizeTask task, string? fingerprint, CancellationToken cancellationToken)
    {
        var once = new OnceRequest
        {
            Trigger = gate.Trigger(task.Id),
            Gate = request.Name,
            Project = request.Project,
            Build = request.Build,
            Commit = request.Commit,
            Fingerprint = fingerprint,
        };
        var known = await new TriggerOnce(arize, log).RunAsync(once, record, Due).ConfigureAwait(false);
        triggered += known.How == TriggerOutcome.Continued ? 0 : 1;
        await log.LinkAsync(arize, request.Links, task, cancellationToken).ConfigureAwait(false);
        run = await new RunSupervisor(arize, log) { OnCancelled = Done }.WaitAsync(known.RunId!, Left(), gate.PollInterval, gate.OnTimeout, cancellationToken).ConfigureAwait(false);
        record.Write(record.Entry! with { ExperimentId = run.ExperimentId, Status = run.StatusText });
        return RunJudge.Judge(run, new RunLimits(int.MaxValue, 1));
    }

    void Done(TaskRun ended) => record.Write(record.Entry! with { State = RunState.Done, ExperimentId = ended.ExperimentId, Status = ended.StatusText });

    /// <summary>Exactly the experiment of our run: by the id on the run, else by the name that was made for it. Never the latest one.</summary>
    async Task<Experiment> OursAsync(TaskRun ended, CancellationToken cancellationToken)
    {
        if (ended.ExperimentId is { } id)
            return await arize.Experiments.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var entry = record.Entry!;
        var task = await arize.Tasks.GetAsync(entry.TaskId, null, cancellationToken).ConfigureAwait(false);
        return await arize.Experiments.GetAsync(entry.ExperimentName!, task.DatasetId, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>False where an evaluation did not complete.</summary>
    async Task<bool> EvaluateAsync(IReadOnlyList<ArizeTask> tasks, CancellationToken cancellationToken)
    {
        tasks = reused?.Unscored ?? tasks;
        if (tasks.Count == 0)
            return true;
        evaluations = new EvaluationRuns(arize, log, request, Left) { Due = Due };
        var done = gate.Chained && reused is null
            ? await evaluations.ChainedAsync(tasks, run!, cancellationToken).ConfigureAwait(false)
            : await evaluations.TriggerAsync(tasks, experiment!.Id, cancellationToken).ConfigureAwait(false);
        triggered += gate.Chained && reused is null ? 0 : done.Count;
        foreach (var evaluation in done)
            if (evaluation.Run is { } ended && RunJudge.Judge(ended, new RunLimits(int.MaxValue, 1)) is { } fault)
                // A completed run that found everything evaluated already has done nothing wrong: the rows say whether the scores are there.
                said.Add(new GateDiagnostic(fault.Code, $"Evaluation {RemoteText.Quote(evaluation.Task.Name)}: {fault.Message}",
                    Severity: fault.Code == GateErrorCode.NoEvidence && ended.Status == RunStatus.Completed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error));
        return !IsLost;
    }

    async Task<GateResult> JudgeAsync(GatePreparation found, long expected, CancellationToken cancellationToken)
    {
        var reading = new RowReading(arize, log, gate.Criteria);
        var patience = request.LateScores < Left() ? request.LateScores : Left();
        var rows = await reading.CandidateAsync(experiment!.Id, request.Record, found.Results?.File.Lines.Count ?? expected, patience, cancellationToken).ConfigureAwait(false);
        if (found.Results is { } results && LogSource.Incomplete(results, rows.Rows) is { } incomplete)
            return await StoppedAsync(incomplete).ConfigureAwait(false);
        var theirs = found.Compared?.Rows ?? (baseline?.ExperimentId is { } id ? await reading.BaselineAsync(id, request.Record, cancellationToken).ConfigureAwait(false) : null);
        if (baseline?.Record is { } pinned)
            RecordFile.Copy(pinned, RecordFile.Scores, request.Record, RecordFile.Baseline);
        if (baseline?.DatasetVersionId is { } version && experiment.DatasetVersionId is { } ours && version != ours)
            said.Add(new GateDiagnostic(GateErrorCode.GateWarning,
                $"The baseline {RemoteText.Quote(baseline.Name)} was made on version {RemoteText.Quote(version)} of the dataset, this run on {RemoteText.Quote(ours)}. Only examples that both have are compared.",
                gate.BaselineAt, DiagnosticSeverity.Warning));
        judged = new JudgeRequest
        {
            Criteria = gate.Criteria,
            Data = gate.Data,
            Candidate = rows,
            Baseline = theirs,
            WithoutBaseline = gate.Baseline?.WhenMissing ?? Outcome.Error,
            Counters = run is null ? null : RunCounters.Of(run),
            Waivers = gate.Waivers,
            Today = Today,
            PassInconclusive = gate.PassInconclusive,
        };
        var verdict = await reading.WithTextsAsync(Judge.Verdict(judged), experiment.Id, cancellationToken).ConfigureAwait(false);
        return await CloseAsync(verdict, new GateCost(triggered, rows.Rows * (reused?.Unscored ?? found.Evaluations).Sum(t => t.Evaluators.Count), reading.Totals)).ConfigureAwait(false);
    }

    /// <summary>A no before there was anything to judge.</summary>
    Task<GateResult> StoppedAsync(ArizeDiagnostic? fault = null)
    {
        if (fault is not null)
            said.Add(new GateDiagnostic(fault.Code, fault.Message));
        return CloseAsync(new GateVerdict { Outcome = Outcome.Error, Passed = false, Waivers = Waivers.Used(gate.Waivers, [], Today) }, new GateCost(triggered, 0, new Dictionary<string, double>()));
    }

    async Task<GateResult> CloseAsync(GateVerdict verdict, GateCost cost)
    {
        var elapsed = arize.TimeProvider.GetElapsedTime(started);
        var report = GateReports.Of(request.Name, verdict, said, cost, Meta(elapsed), judged);
        said.AddRange(await new ReportFiles(arize.TimeProvider).WriteAsync(report, request.Record, gate.Reports, request.StepSummary).ConfigureAwait(false));
        await VerdictFile.WriteAsync(request.Record, VerdictFile.Render(request.Name, verdict, said, cost, VerdictEvidence.In(request.Record, run), Meta(elapsed))).ConfigureAwait(false);
        // Closed last: a step that is killed before and started again goes on with its runs.
        evaluations?.Close();
        if (run is not null && reused is null)
            Done(run);
        else if (record.Entry is { State: RunState.Started, DatasetId: not null } logged)
            record.Write(logged with { State = RunState.Done });
        return new GateResult
        {
            Gate = request.Name,
            Verdict = verdict,
            Diagnostics = GateDiagnostics.Of(request.Name, verdict, said, gate.Path),
            Table = VerdictTable.Lines(request.Name, verdict, baseline, cost, elapsed),
            Run = run,
            Experiment = experiment,
            Reused = reused is not null,
            ExperimentName = experiment?.Name,
            Baseline = baseline,
            Cost = cost,
            VerdictFile = Path.Combine(request.Record, RecordFile.Verdict),
            Elapsed = elapsed,
        };
    }

    VerdictMeta Meta(TimeSpan elapsed) => new()
    {
        Service = arize.Service,
        JudgedAt = arize.ServerNow,
        Elapsed = elapsed,
        Build = request.Build,
        Commit = request.Commit,
        GateHash = request.Hash,
        Run = run,
        ExperimentId = experiment?.Id,
        ExperimentName = experiment?.Name,
        Reused = reused is not null,
        ReusedFrom = reused?.Experiment.CreatedAt,
        DatasetId = experiment?.DatasetId,
        DatasetVersionId = experiment?.DatasetVersionId,
        Baseline = baseline,
    };
}

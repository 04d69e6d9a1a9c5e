using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Judging;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>One gate under way.</summary>
internal sealed class GateUnderWay(ArizeClient arize, IBuildLog log, GateRequest request, RunRecord record)
{
    readonly long started = arize.Time.GetTimestamp();
    readonly GateFile gate = request.Gate;
    readonly List<GateFault> said = [];
    TaskRun? run;
    Experiment? experiment;
    BaselineUsed? baseline;
    JudgeRequest? judged;
    int triggered;

    /// <summary>What is left of the gate's time; never nothing, so that what has ended already is still seen.</summary>
    TimeSpan Left() => gate.Timeout - arize.Time.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1);

    public async Task<GateResult> RunAsync(CancellationToken cancel)
    {
        // Everything that can be known beforehand is: a gate that cannot be judged should cost nothing.
        var task = await TaskAsync(cancel).ConfigureAwait(false);
        var evaluations = await EvaluationTasksAsync(cancel).ConfigureAwait(false);
        if (gate.Run is null)
            experiment = await arize.Experiments.GetAsync(gate.Existing!, gate.Dataset ?? (evaluations.Count > 0 ? evaluations[0].DatasetId : null), gate.Space, cancel).ConfigureAwait(false);
        var dataset = task?.DatasetId ?? experiment?.DatasetId;
        said.AddRange(await new Pins(arize, gate).EvaluatorsAsync(evaluations, cancel).ConfigureAwait(false));
        said.AddRange(await ReachAsync(task, cancel).ConfigureAwait(false));
        var compared = await BaselineAsync(dataset, task, cancel).ConfigureAwait(false);
        if (IsLost)
            return await StoppedAsync().ConfigureAwait(false);

        var expected = 0L;
        if (task is not null && await TriggerAsync(task, cancel).ConfigureAwait(false) is { } fault)
            return await StoppedAsync(fault).ConfigureAwait(false);
        if (run is not null)
            (experiment, expected) = (await OursAsync(run, cancel).ConfigureAwait(false), (run.NumSuccesses ?? 0) + (run.NumErrors ?? 0));
        if (new Pins(arize, gate).Dataset(experiment!) is { } moved)
            said.Add(moved);
        if (IsLost || await EvaluateAsync(evaluations, cancel).ConfigureAwait(false) is false)
            return await StoppedAsync().ConfigureAwait(false);
        return await JudgeAsync(compared, expected, evaluations, cancel).ConfigureAwait(false);
    }

    DateOnly Today => DateOnly.FromDateTime(arize.ServerNow.UtcDateTime);

    bool IsLost => said.Exists(f => f.Severity == FaultSeverity.Error);

    async Task<ArizeTask?> TaskAsync(CancellationToken cancel)
    {
        if (gate.Run is not { } section)
            return null;
        if (section.Configuration is not { } configuration)
            return await arize.Tasks.GetAsync(section.Task, gate.Space, cancel).ConfigureAwait(false);
        var wanted = new CreateRunExperimentTaskRequest { Name = section.Task, Dataset = section.Dataset!, Space = gate.Space, RunConfiguration = configuration };
        return await new ExperimentTaskSetup(arize, log).EnsureAsync(wanted, IfExists.Update, cancel).ConfigureAwait(false);
    }

    async Task<IReadOnlyList<ArizeTask>> EvaluationTasksAsync(CancellationToken cancel)
    {
        var tasks = new List<ArizeTask>();
        foreach (var name in gate.Evaluate)
            tasks.Add(await arize.Tasks.GetAsync(name, gate.Space, cancel).ConfigureAwait(false));
        return tasks;
    }

    /// <summary>What no run over this dataset could meet. The examples are counted only where a criterion hangs on their number.</summary>
    async Task<IEnumerable<GateFault>> ReachAsync(ArizeTask? task, CancellationToken cancel)
    {
        if (task?.DatasetId is not { } dataset || !Reach.Faults(gate.Criteria, gate.Data, 0).Any(f => f.Criterion is not null))
            return [];
        var all = await arize.Datasets.CountExamplesAsync(dataset, cancel).ConfigureAwait(false);
        var most = (int)Math.Min(all, Math.Min(gate.Run?.MaxExamples ?? int.MaxValue, gate.Run?.ExampleIds?.Count ?? int.MaxValue));
        return Reach.Faults(gate.Criteria, gate.Data, most).Select(f => new GateFault(ArizeErrorKind.GateFile, f.Message, f.Criterion?.Source));
    }

    async Task<BaselineFound?> BaselineAsync(string? dataset, ArizeTask? task, CancellationToken cancel)
    {
        if (gate.Baseline is not { } section || !gate.Criteria.Any(c => c.IsRegression))
            return null;
        var found = await new BaselineSearch(arize, gate).FindAsync(dataset, task?.Id, experiment?.Id, cancel).ConfigureAwait(false);
        baseline = found.Used;
        if (found.Why is { } why)
            said.Add(new GateFault(found.IsWrong || section.WhenMissing == Outcome.Error ? ArizeErrorKind.NotJudged : ArizeErrorKind.GateWarning, why, gate.BaselineAt,
                found.IsWrong || section.WhenMissing == Outcome.Error ? FaultSeverity.Error : FaultSeverity.Warning));
        return found;
    }

    /// <summary>Triggers and waits. Whatever is not a completed run that did something is a fault; how many errors are too many, the data policy says.</summary>
    async Task<ArizeFault?> TriggerAsync(ArizeTask task, CancellationToken cancel)
    {
        var once = new OnceRequest
        {
            Trigger = gate.Trigger(task.Id),
            Gate = request.Name,
            Project = request.Project,
            Build = request.Build,
            Commit = request.Commit,
        };
        var known = await new TriggerOnce(arize, log).RunAsync(once, record, cancel).ConfigureAwait(false);
        triggered += known.How == TriggerOutcome.Continued ? 0 : 1;
        run = await new RunWatch(arize, log) { OnCancelled = Done }.WaitAsync(known.RunId!, Left(), gate.PollInterval, gate.OnTimeout, cancel).ConfigureAwait(false);
        return RunJudge.Judge(run, new RunLimits(int.MaxValue, 1));
    }

    void Done(TaskRun ended) => record.Write(record.Entry! with { State = RunState.Done, ExperimentId = ended.ExperimentId, Status = ended.StatusText });

    /// <summary>Exactly the experiment of our run: by the id on the run, else by the name that was made for it. Never the latest one.</summary>
    async Task<Experiment> OursAsync(TaskRun ended, CancellationToken cancel)
    {
        if (ended.ExperimentId is { } id)
            return await arize.Experiments.GetAsync(id, cancel: cancel).ConfigureAwait(false);
        var entry = record.Entry!;
        var task = await arize.Tasks.GetAsync(entry.TaskId, null, cancel).ConfigureAwait(false);
        return await arize.Experiments.GetAsync(entry.ExperimentName!, task.DatasetId, null, cancel).ConfigureAwait(false);
    }

    /// <summary>False where an evaluation did not complete.</summary>
    async Task<bool> EvaluateAsync(IReadOnlyList<ArizeTask> tasks, CancellationToken cancel)
    {
        if (tasks.Count == 0)
            return true;
        var runs = new EvaluationRuns(arize, log, request, Left);
        var done = gate.Chained
            ? await runs.ChainedAsync(tasks, run!, cancel).ConfigureAwait(false)
            : await runs.TriggerAsync(tasks, experiment!.Id, cancel).ConfigureAwait(false);
        triggered += gate.Chained ? 0 : done.Count;
        foreach (var evaluation in done)
            if (evaluation.Run is { } ended && RunJudge.Judge(ended, new RunLimits(int.MaxValue, 1)) is { } fault)
                // A completed run that found everything evaluated already has done nothing wrong: the rows say whether the scores are there.
                said.Add(new GateFault(fault.Kind, $"Evaluation {Fault.Show(evaluation.Task.Name)}: {fault.Message}",
                    Severity: fault.Kind == ArizeErrorKind.NoEvidence && ended.Status == RunStatus.Completed ? FaultSeverity.Warning : FaultSeverity.Error));
        return !IsLost;
    }

    async Task<GateResult> JudgeAsync(BaselineFound? compared, long expected, IReadOnlyList<ArizeTask> evaluations, CancellationToken cancel)
    {
        var reading = new RowReading(arize, log, gate.Criteria);
        var patience = request.LateScores < Left() ? request.LateScores : Left();
        var rows = await reading.CandidateAsync(experiment!.Id, request.Record, expected, patience, cancel).ConfigureAwait(false);
        var theirs = compared?.Rows ?? (baseline?.ExperimentId is { } id ? await reading.BaselineAsync(id, request.Record, cancel).ConfigureAwait(false) : null);
        if (baseline?.Record is { } pinned)
            RecordFile.Copy(pinned, RecordFile.Scores, request.Record, RecordFile.Baseline);
        if (baseline?.DatasetVersionId is { } version && experiment.DatasetVersionId is { } ours && version != ours)
            said.Add(new GateFault(ArizeErrorKind.GateWarning,
                $"The baseline {Fault.Show(baseline.Name)} was made on version {Fault.Show(version)} of the dataset, this run on {Fault.Show(ours)}. Only examples that both have are compared.",
                gate.BaselineAt, FaultSeverity.Warning));
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
        var verdict = await reading.WithTextsAsync(Judge.Verdict(judged), experiment.Id, cancel).ConfigureAwait(false);
        return await CloseAsync(verdict, new GateCost(triggered, rows.Rows * evaluations.Sum(t => t.Evaluators.Count), reading.Totals)).ConfigureAwait(false);
    }

    /// <summary>A no before there was anything to judge.</summary>
    Task<GateResult> StoppedAsync(ArizeFault? fault = null)
    {
        if (fault is not null)
            said.Add(new GateFault(fault.Kind, fault.Message));
        return CloseAsync(new GateVerdict { Outcome = Outcome.Error, Passed = false, Waivers = Waivers.Used(gate.Waivers, [], Today) }, new GateCost(triggered, 0, new Dictionary<string, double>()));
    }

    async Task<GateResult> CloseAsync(GateVerdict verdict, GateCost cost)
    {
        var elapsed = arize.Time.GetElapsedTime(started);
        // Until here a step that is killed and started again goes on with its run.
        if (run is not null)
            Done(run);
        said.AddRange(await ReportFiles.WriteAsync(Report(verdict, cost, elapsed), request.Record, gate.Reports, request.StepSummary, arize.Time).ConfigureAwait(false));
        VerdictFile.Write(request.Record, VerdictFile.Render(request.Name, verdict, said, cost, VerdictEvidence.In(request.Record, run), Meta(elapsed)));
        return new GateResult
        {
            Gate = request.Name,
            Verdict = verdict,
            Diagnostics = GateDiagnostics.Of(request.Name, verdict, said),
            Table = VerdictTable.Lines(request.Name, verdict, baseline, cost, elapsed),
            Run = run,
            Experiment = experiment,
            Baseline = baseline,
            Cost = cost,
            VerdictFile = Path.Combine(request.Record, RecordFile.Verdict),
            Elapsed = elapsed,
        };
    }

    GateReport Report(GateVerdict verdict, GateCost cost, TimeSpan elapsed) => GateReports.Of(request.Name, verdict, said, judged) with
    {
        Baseline = baseline?.Name,
        Cost = cost,
        JudgedAt = arize.ServerNow,
        Elapsed = elapsed,
        Facts =
        [
            ("Run", run?.Id), ("Status", run?.StatusText), ("Counters", run is null ? null : RunCounters.Of(run)?.ToString()), ("Experiment", experiment?.Name), ("Experiment id", experiment?.Id),
            ("Dataset", experiment?.DatasetId), ("Dataset version", experiment?.DatasetVersionId), ("Baseline", baseline?.Name), ("Baseline experiment", baseline?.ExperimentId),
            ("Commit", request.Commit), ("Build", request.Build), ("Service", arize.Service), ("Gate file", Path.GetFileName(gate.Path)),
        ],
    };

    JsonObject Meta(TimeSpan elapsed) => new()
    {
        ["version"] = typeof(GateRunner).Assembly.GetName().Version?.ToString(3),
        ["judgedAt"] = VerdictFile.Time(arize.ServerNow),
        ["elapsedSeconds"] = Math.Round(elapsed.TotalSeconds, 1),
        ["service"] = arize.Service,
        ["build"] = request.Build,
        ["commit"] = request.Commit,
        ["runId"] = run?.Id,
        ["runStatus"] = run?.StatusText,
        ["experimentId"] = experiment?.Id,
        ["experimentName"] = experiment?.Name,
        ["datasetId"] = experiment?.DatasetId,
        ["datasetVersionId"] = experiment?.DatasetVersionId,
        ["baselineName"] = baseline?.Name,
        ["baselineExperimentId"] = baseline?.ExperimentId,
        ["baselineDatasetVersionId"] = baseline?.DatasetVersionId,
    };
}

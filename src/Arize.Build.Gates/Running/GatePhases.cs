using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
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
    /// <summary>What a report shows is worth no longer wait: the verdict is known already.</summary>
    static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(30);

    readonly long started = arize.TimeProvider.GetTimestamp();
    readonly GateDefinition gate = request.Gate!;
    readonly GateRepeats repeats = new(log, request, record);
    readonly RowReading reading = new(arize, log, request.Gate!.Criteria, request.Gate.Data.Clusters);

    /// <summary>What is left of the gate's time; never nothing, so that what has ended already is still seen.</summary>
    TimeSpan Left() => gate.Timeout - arize.TimeProvider.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1);

    DateOnly Today => DateOnly.FromDateTime(arize.ServerNow.UtcDateTime);

    /// <summary>Reads everything that can be known before the run.</summary>
    public Task<GateState> PrepareAsync(CancellationToken cancellationToken) =>
        new GatePreparation(arize, log, request) { Earlier = record.Sends, Windows = record.Windows }.ReadAsync(cancellationToken);

    /// <summary>Whether the gate is judged with the runs that are there.</summary>
    public bool IsLook(GateState state) => repeats.IsLook(state);

    /// <summary>The state with which another run starts; null if none follows.</summary>
    public GateState? Next(GateState state) => repeats.Next(state);

    /// <summary>Triggers the run, once. With outputs of an application, uploads them, once; a gate that is only started leaves that to the gate.</summary>
    public async Task<GateState> StartAsync(GateState state, CancellationToken cancellationToken)
    {
        if (state is { Results: { } results, Experiment: null } && !record.Owner!.ForLater)
            return state with { Experiment = await new LogSource(arize, log, gate).SendAsync(results, state.Fingerprint, record, once, due).ConfigureAwait(false) };
        if (state.Traffic is { } traffic)
        {
            Traffic(traffic).Fix(record);
            return state;
        }
        if (state.Task is { } repeated && state.Number > 1)
        {
            var search = new ReuseSearch(arize, log, gate, request.Context.Reuse, record.Sends) { Repeat = state.Number };
            var (fingerprint, reused) = await search.FindAsync(repeated, null, state.Evaluations, cancellationToken).ConfigureAwait(false);
            if (reused is not null && fingerprint == state.Fingerprint)
                state = state with { Reused = reused, Experiment = reused.Experiment, Run = reused.Run };
        }
        if (state.Task is not { } task || state.Reused is not null)
            return state;
        if (state.Number == 1)
            await AnnounceAsync(state, cancellationToken).ConfigureAwait(false);
        var order = new TriggerOrder { Kind = SendKind.Run, Request = Trigger(state, task), Repeat = state.Number, Fingerprint = state.Fingerprint };
        var trigger = await RunTrigger.PlanAsync(arize, log, record, order, due).ConfigureAwait(false);
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
            var run = await Watch(record.Find(SendKind.Run, state.Task!.Id, state.Number)!, request.Context.EstimatesProgress ? token => new GatePreparation(arize, log, request).CountItemsAsync(state, token) : null)
                .WaitAsync(runId, Left(), gate.PollInterval, gate.OnTimeout, cancellationToken).ConfigureAwait(false);
            record.Write(Ended(record.Find(SendKind.Run, repeat: state.Number)!, run));
            state = state with { Run = run };
            if (RunJudge.Judge(run, gate.Limits, isOfGate: true) is { } fault)
                return state.With(new GateDiagnostic(fault.Code, fault.Message));
            if (gate.Criteria.Count > 0)
                state = state with { Experiment = await OursAsync(state, run, cancellationToken).ConfigureAwait(false) };
        }
        if (state.Experiment is not { } experiment)
            return state;
        if (state.Runs is [{ Experiment: var first }, ..] && first.DatasetVersionId != experiment.DatasetVersionId)
            return state.With(new GateDiagnostic(GateErrorCode.NotJudged, $"The repeat {RemoteText.Quote(experiment.Name)} was made on version {RemoteText.Quote(experiment.DatasetVersionId ?? "none")} "
                + $"of the dataset, the first run on {RemoteText.Quote(first.DatasetVersionId ?? "none")}: their examples need not be the same."));
        return new PinnedVersions(arize, gate).Dataset(experiment) is { } moved ? state.With(moved) : state;
    }

    /// <summary>Has the experiment evaluated, and waits.</summary>
    public async Task<GateState> EvaluateAsync(GateState state, CancellationToken cancellationToken)
    {
        var tasks = state.Reused?.Unscored ?? state.Evaluations;
        if (tasks.Count == 0)
            return Evaluated(state);
        var evaluations = new EvaluationRuns(arize, log, gate, record, once, sent => Watch(sent, _ => Task.FromResult(Rows(state))), Left) { Due = due, Repeat = state.Number };
        var chained = gate.Chained && state.Reused is null;
        var done = state.Traffic is { } traffic ? await Traffic(traffic).EvaluateAsync(evaluations, tasks, cancellationToken).ConfigureAwait(false)
            : chained ? await evaluations.ChainedAsync(tasks, state.Run!, cancellationToken).ConfigureAwait(false)
            : await evaluations.TriggerAsync(tasks, state.Experiment!.Id, cancellationToken).ConfigureAwait(false);
        state = state with { Evaluated = done, Cost = state.Cost with { RunsTriggered = state.Cost.RunsTriggered + (chained ? 0 : done.Count) } };
        foreach (var evaluation in done)
            if (evaluation.Run is { } ended && RunJudge.Judge(ended, RunLimits.None, isOfGate: true) is { } fault)
                // A completed run that found everything evaluated already has done nothing wrong: the rows show whether the scores exist.
                state = state.With(new GateDiagnostic(fault.Code, $"Evaluation {RemoteText.Quote(evaluation.Task.Name)}: {fault.Message}",
                    Severity: (state.Traffic is null ? fault.Code == GateErrorCode.NoEvidence && ended.Status == RunStatus.Completed : TrafficPhases.FoundNothing(ended)) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error));
        return state.IsStopped ? state : Evaluated(state);
    }

    /// <summary>A gate without criteria judges its run alone, and has no experiment to read.</summary>
    static GateState Evaluated(GateState state) => state.Experiment is not { } experiment ? state : state with
    {
        Runs = [.. state.Runs, new GateRun
        {
            Run = state.Run,
            Experiment = experiment,
            Reused = state.Reused,
            Evaluators = (state.Reused?.Unscored ?? state.Evaluations).Sum(t => t.Evaluators.Count),
        }],
    };

    /// <summary>Reads the rows of exactly that experiment, and those of the baseline. A gate without criteria needs none.</summary>
    public async Task<GateState> ReadAsync(GateState state, CancellationToken cancellationToken)
    {
        if (gate.Criteria.Count == 0)
            return state;
        var patience = gate.LateScores ?? request.LateScores;
        patience = patience < Left() ? patience : Left();
        if (state.Traffic is { } traffic)
        {
            var (read, candidate, baseline) = await Traffic(traffic).ReadAsync(state, patience, cancellationToken).ConfigureAwait(false);
            return read with { Cost = read.Cost with { Evaluations = (int)state.Evaluated.Sum(e => e.Run?.NumSuccesses ?? 0) }, Judged = Asked(read, candidate, baseline) };
        }
        reading.Fields = await ExampleFields.ReadAsync(arize, gate, state.DatasetId, state.Runs[0].Experiment.DatasetVersionId, cancellationToken).ConfigureAwait(false);
        reading.Made = id => state.Results is { } results && id == state.Experiment?.Id
            ? new RowsMade(results.File.Count, 0, "were uploaded") { HasRepeats = results.File.Count > results.File.Examples }
            : state.Runs.FirstOrDefault(r => r.Experiment.Id == id)?.Run is { } run && RunCounters.Of(run) is { } counters ? RowsMade.By(counters) : null;
        reading.OwnScores = state.Results is { File.Scores.Names.Count: > 0 } uploaded ? new OwnScores(uploaded.File) : null;
        // Without an evaluation no score is on its way.
        patience = state is { Results: not null, Evaluations.Count: 0 } ? TimeSpan.Zero : patience;
        var expected = state.Results?.File.Count ?? state.Runs.Sum(r => (r.Run?.NumSuccesses ?? 0) + (r.Run?.NumErrors ?? 0));
        var rows = await reading.CandidateAsync([.. state.Runs.Select(r => r.Experiment.Id)], request.Record, expected, patience, cancellationToken).ConfigureAwait(false);
        var evaluations = state.Runs.Zip(reading.RowsOf, (run, count) => run.Evaluators * count).Sum();
        if (state.Results is { } file && LogSource.Incomplete(file, rows.Rows) is { } incomplete)
            return state.With(new GateDiagnostic(incomplete.Code, incomplete.Message));
        foreach (var line in reading.OwnScores?.Report() ?? [])
            log.Milestone(line);
        var theirs = state.Compared?.Rows
            ?? (state.Baseline?.ExperimentId is { } id ? await reading.BaselineAsync(id, request.Record, cancellationToken).ConfigureAwait(false) : null);
        if (state.Baseline?.Record is { } pinned)
            RecordFile.Copy(pinned, RecordFile.Scores, request.Record, RecordFile.Baseline);
        return Versions(state) with
        {
            Cost = state.Cost with { Evaluations = evaluations, Totals = reading.Totals },
            Judged = Asked(state, rows, theirs),
        };
    }

    JudgeRequest Asked(GateState state, RowSummary candidate, RowSummary? baseline) => new()
    {
        Criteria = gate.Criteria,
        Data = TrafficRecord.Data(gate),
        Candidate = candidate,
        Baseline = baseline,
        Noun = state.Traffic?.Noun,
        WithoutBaseline = gate.Baseline?.WhenMissing ?? Outcome.Error,
        Looks = gate.Looks,
        Counters = [.. state.Runs.Select(r => r.Run).OfType<TaskRun>().Select(RunCounters.Of).OfType<RunCounters>()],
        Waivers = gate.Waivers,
        Today = Today,
        PassInconclusive = gate.PassInconclusive,
        IsScoredByBuild = metric => reading.OwnScores is { } own && own.Judges(metric),
        Exchanges = IdenticalModel.Exchanges,
    };

    TrafficPhases Traffic(TrafficFound traffic) => new(arize, log, request, traffic);

    /// <summary>Judges. A run that completed with few enough errors is all that a gate without criteria asks for.</summary>
    public Task<GateState> JudgeAsync(GateState state, CancellationToken cancellationToken) => Task.FromResult(Judged(state));

    GateState Judged(GateState state)
    {
        if (state.Judged is not { } judged)
            return state with { Verdict = new GateVerdict { Outcome = Outcome.Pass, Passed = true } };
        if (state.Traffic is { } traffic)
            return state with { Verdict = Judge.Verdict(judged) with { Traffic = Traffic(traffic).Judged(judged) } };
        var verdict = Marked(Judge.Verdict(judged));
        return state with { Verdict = verdict with { Looks = repeats.Looks(state, verdict) } };
    }

    /// <summary>Looks up the texts of the examples that the reports show. Without them a report names examples by their ids; the verdict stands.</summary>
    public async Task<GateState> ShowAsync(GateState state, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestLookup, arize.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (state.Traffic is { } traffic)
                return state with { Worst = await Traffic(traffic).WorstAsync(state.Verdict, either.Token).ConfigureAwait(false) };
            return await new ShownExamples(arize, reading.Fields, reading.OwnScores).ReadAsync(state, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArizeException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var why = e is ArizeException known ? known.Diagnostics[0].Message : $"there was no answer within {Duration.Show(LongestLookup)}.";
            return state.With(new GateDiagnostic(GateErrorCode.GateWarning, $"The texts of the examples that the report shows cannot be read: {why}", Severity: DiagnosticSeverity.Warning));
        }
    }

    /// <summary>The verdict with a mark at the criteria whose scores the build has computed itself.</summary>
    GateVerdict Marked(GateVerdict verdict) => reading.OwnScores is not { } own ? verdict
        : verdict with { Criteria = [.. verdict.Criteria.Select(c => c with { ScoredByBuild = own.Judges(c.Criterion.Metric) })] };

    /// <summary>Writes what the gate leaves, the verdict last.</summary>
    public Task<GateResult> CloseAsync(GateState state) => new GateClosing(arize, request, record).CloseAsync(state, arize.TimeProvider.GetElapsedTime(started));

    /// <summary>Writes the reports of a gate that failed to run, or was interrupted: people and CI systems look there first. There is no verdict.</summary>
    public Task ReportAsync(GateState state, ArizeException? why) => new GateClosing(arize, request, record).ReportAsync(state, why, arize.TimeProvider.GetElapsedTime(started));

    /// <summary>What is about to be spent, if it is more than one run. A step that goes on with a run has announced it.</summary>
    async Task AnnounceAsync(GateState state, CancellationToken cancellationToken)
    {
        if (gate is { Run.Repeats: 1, Repeat: 0 } || record.Find(SendKind.Run) is not null)
            return;
        var examples = await new GatePreparation(arize, log, request).ExamplesAsync(state, cancellationToken).ConfigureAwait(false);
        if (repeats.Announcement(examples, state.Evaluations.Sum(t => t.Evaluators.Count)) is { } line)
            log.Milestone(line);
    }

    /// <summary>A repeat is over the examples of the first run, whatever became of the dataset meanwhile.</summary>
    TriggerRunRequest Trigger(GateState state, ArizeTask task)
    {
        var first = gate.Trigger(task.Id);
        return state.Runs is not [{ Experiment: var experiment }, ..] ? first : first with
        {
            ExperimentName = first.ExperimentName is { } name ? ExperimentNames.Repeat(name, state.Number) : null,
            DatasetVersionId = first.DatasetVersionId ?? experiment.DatasetVersionId,
        };
    }

    GateState Versions(GateState state) => state is { Baseline: { DatasetVersionId: { } version } baseline, Runs: [{ Experiment.DatasetVersionId: { } ours }, ..] } && version != ours
        ? state.With(new GateDiagnostic(GateErrorCode.GateWarning,
            $"The baseline {RemoteText.Quote(baseline.Name)} was made on version {RemoteText.Quote(version)} of the dataset, this run on {RemoteText.Quote(ours)}. Only examples that both have are compared.",
            gate.BaselineAt, DiagnosticSeverity.Warning))
        : state;

    /// <summary>Exactly the experiment of our run: by the id on the run, else by the name that was made for it. Never the latest one.</summary>
    async Task<Experiment> OursAsync(GateState state, TaskRun run, CancellationToken cancellationToken)
    {
        var (entry, dataset) = (record.Find(SendKind.Run, repeat: state.Number)!, state.Task!.DatasetId);
        var experiment = run.ExperimentId is { } id
            ? await arize.Experiments.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await arize.Experiments.GetAsync(entry.ExperimentName!, dataset, null, cancellationToken).ConfigureAwait(false);
        return experiment.Name == entry.ExperimentName && experiment.DatasetId == dataset && !(experiment.CreatedAt < entry.Prepared - RunTrigger.ClockSlack)
            ? experiment
            : throw new ArizeException([new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
                $"Run {run.Id} names experiment {RemoteText.Quote(experiment.Name)} ({experiment.Id}), which is not the one that was asked for: "
                + $"{RemoteText.Quote(entry.ExperimentName!)} on dataset {dataset}, made after {entry.Prepared.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}. Nothing was judged.")]);
    }

    /// <summary>How many rows the experiment has by what made it; null if nothing says so.</summary>
    static long? Rows(GateState state) => state.Results is { } results ? results.File.Count : state.Run is { } run ? (run.NumSuccesses ?? 0) + (run.NumErrors ?? 0) : default(long?);

    RunSupervisor Watch(SendEntry sent, Func<CancellationToken, Task<long?>>? countItems) => new(arize, log)
    {
        CountItems = countItems,
        WholeTimeout = gate.Timeout,
        OnCancelled = run => record.Write(Ended(record.Sends.First(sent.IsAbout), run) with { State = SendState.Done }),
    };

    static SendEntry Ended(SendEntry entry, TaskRun run) => entry with { ExperimentId = run.ExperimentId ?? entry.ExperimentId, Status = run.StatusText };
}

using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>What can be known of a gate on traffic before anything is triggered: its project, its windows, and which spans its evaluations will leave without a score.</summary>
internal sealed class TrafficPreparation(ArizeClient arize, GateRequest request)
{
    readonly GateDefinition gate = request.Gate!;

    /// <summary>The windows that an earlier step has fixed; null if none has.</summary>
    public FixedWindows? Fixed { get; init; }

    /// <summary>Finds the project and the windows.</summary>
    /// <param name="state">The state, with the evaluation tasks.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<GateState> ReadAsync(GateState state, CancellationToken cancellationToken)
    {
        var traces = gate.Traces!;
        var project = await arize.Projects.GetAsync(traces.Project, gate.Space, cancellationToken).ConfigureAwait(false);
        var continued = Fixed is { IsDone: false } earlier && earlier.GateHash == request.Hash && earlier.ProjectId == project.Id ? earlier : null;
        var now = WholeSecond(arize.ServerNow);
        var problems = new List<GateDiagnostic>();
        var candidate = new TrafficSide(continued?.Candidate ?? New(traces.Window, gate.TracesAt), traces.Window.Filter);
        var baseline = gate.Baseline?.Traces is not { } other || !gate.Criteria.Any(c => c.IsComparison) ? null
            : new TrafficSide(continued?.Baseline ?? (other.HasWindow ? New(other, gate.BaselineAt) : candidate.Window), other.Filter);
        if (baseline is not null && baseline.Filter == candidate.Filter && baseline.Window.Overlaps(candidate.Window))
            problems.Add(new GateDiagnostic(GateErrorCode.GateFile, $"The windows {candidate.Window} and {baseline.Window} overlap, so the same spans would be on both sides. Move the baseline's window, or give the two sides different filters.", gate.BaselineAt));
        problems.AddRange(state.Evaluations.SelectMany(task => Problems(task, project)));
        var found = new TrafficFound
        {
            Project = project, Unit = traces.Unit, Clusters = gate.Data.Clusters ?? TrafficMetrics.TraceId, Candidate = candidate, Baseline = baseline, IsContinued = continued is not null,
        };
        return (state with { Traffic = found }).With(problems);

        TimeWindow New(WindowSection section, SourcePosition? at)
        {
            var window = section.At(now, out var problem);
            if (problem is not null)
                problems.Add(new GateDiagnostic(GateErrorCode.GateFile, problem, at));
            return window;
        }
    }

    /// <summary>The windows as the record keeps them.</summary>
    public FixedWindows Fix(TrafficFound traffic) => new()
    {
        GateHash = request.Hash,
        ProjectId = traffic.Project.Id,
        Fixed = arize.ServerNow,
        Candidate = traffic.Candidate.Window,
        Baseline = traffic.Baseline?.Window,
    };

    /// <summary>What each evaluation will leave without a score; empty if it will leave nothing.</summary>
    /// <param name="tasks">The evaluation tasks.</param>
    public IEnumerable<string> Unscored(IEnumerable<ArizeTask> tasks)
    {
        foreach (var task in tasks)
        {
            var limits = new List<string>();
            if (task.SamplingRate is < 1 and var rate)
                limits.Add($"{NumberFormat.Percent(rate)} of the spans (its sampling rate)");
            if (task.QueryFilter is { Length: > 0 } filter)
                limits.Add($"only spans that match its filter {RemoteText.Quote(RemoteText.OneLine(filter, 200))}");
            foreach (var evaluator in task.Evaluators.Where(e => !string.IsNullOrEmpty(e.QueryFilter)))
                limits.Add($"with {RemoteText.Quote(evaluator.Name ?? evaluator.Evaluator.ToString())} only spans that match {RemoteText.Quote(RemoteText.OneLine(evaluator.QueryFilter, 200))}");
            limits.Add($"at most {NumberFormat.Count(gate.Traces!.MaxSpans ?? DefaultMaxSpans, "span")} in each window (maxSpans)");
            yield return $"evaluation {RemoteText.Quote(task.Name)} scores {string.Join(", ", limits)}; the others stay without a score";
        }
    }

    /// <summary>The service's own limit of a run.</summary>
    const int DefaultMaxSpans = 10_000;

    IEnumerable<GateDiagnostic> Problems(ArizeTask task, Project project)
    {
        if (task.Type == TaskType.RunExperiment || task.ProjectId != project.Id)
            yield return new GateDiagnostic(ArizeErrorCode.WrongForTaskType,
                $"Task {RemoteText.Quote(task.Name)} {(task.ProjectId is null ? $"of type {RemoteText.OneLine(task.TypeText, 60)} evaluates no project" : $"evaluates another project ({RemoteText.OneLine(task.ProjectId, 100)})")}. "
                + $"\"evaluate\" must name evaluation tasks of project {RemoteText.Quote(project.Name)} ({project.Id}).", gate.TracesAt);
        if (task.SamplingRate < gate.Data.MinCoverage)
            yield return new GateDiagnostic(GateErrorCode.GateFile,
                $"Task {RemoteText.Quote(task.Name)} scores {NumberFormat.Percent(task.SamplingRate.Value)} of the spans, less than data.minCoverage {NumberFormat.Percent(gate.Data.MinCoverage)}: this gate could never be judged. "
                + "Raise the task's sampling rate, or lower minCoverage.", gate.TracesAt);
    }

    static DateTimeOffset WholeSecond(DateTimeOffset moment) => new(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}

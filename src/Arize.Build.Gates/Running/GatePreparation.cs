using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Running;

/// <summary>Everything about a gate that can be known before its run: a gate that cannot be judged should cost nothing.</summary>
internal sealed class GatePreparation(ArizeClient arize, IBuildLog log, GateRequest request)
{
    const int LongestCount = 2000;

    readonly GateDefinition gate = request.Gate!;

    /// <summary>Reads and checks, but changes nothing and looks for nothing to reuse.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What an earlier step of this build has left open: what it names is this gate's own.</summary>
    public IReadOnlyList<SendEntry> Earlier { get; init; } = [];

    /// <summary>The windows of traffic that an earlier step has fixed; null if none has.</summary>
    public FixedWindows? Windows { get; init; }

    /// <summary>Prepares.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<GateState> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await SubjectAsync(new GateState(), cancellationToken).ConfigureAwait(false);
        state = state.With(await new PinnedVersions(arize, gate).EvaluatorsAsync(state.Evaluations, cancellationToken).ConfigureAwait(false));
        state = state.With(await FeasibilityAsync(state, cancellationToken).ConfigureAwait(false));
        // Without criteria the run itself is the question: an earlier one is no answer.
        if (!IsDryRun && !state.IsStopped && gate.Criteria.Count > 0 && gate.Traces is null)
        {
            var reuse = new ReuseSearch(arize, log, gate, request.Context.Reuse, Earlier);
            var (fingerprint, reused) = await reuse.FindAsync(state.Task, state.Results, state.Evaluations, cancellationToken).ConfigureAwait(false);
            state = state with { Fingerprint = fingerprint, Reused = reused, Experiment = state.Experiment ?? reused?.Experiment, Run = reused?.Run };
        }
        state = await CompareAsync(state, cancellationToken).ConfigureAwait(false);
        return state.IsStopped ? state : state.With(await new MetricCheck(arize, gate).RunAsync(state, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>How many examples a run would have; null if no run is made.</summary>
    public async Task<int?> ExamplesAsync(GateState state, CancellationToken cancellationToken) =>
        gate.Run is not { } run || state.DatasetId is not { } dataset || state.Task is { Type: not TaskType.RunExperiment } ? state.Results?.Count
        : (int)Math.Min(
            await arize.Datasets.CountExamplesAsync(dataset, run.DatasetVersion ?? gate.PinnedDatasetVersion, cancellationToken).ConfigureAwait(false),
            Math.Min(run.MaxExamples ?? int.MaxValue, run.ExampleIds?.Count ?? int.MaxValue));

    /// <summary>The same for a progress line, which is worth few requests: null if the dataset is large.</summary>
    public async Task<long?> CountItemsAsync(GateState state, CancellationToken cancellationToken)
    {
        if (state is not { DatasetId: { } dataset, Task.Type: TaskType.RunExperiment } || gate.Run is not { } run)
            return null;
        var (count, most) = (0L, Math.Min(run.MaxExamples ?? int.MaxValue, run.ExampleIds?.Count ?? int.MaxValue));
        await foreach (var _ in arize.Datasets.ListExamplesAsync(dataset, run.DatasetVersion ?? gate.PinnedDatasetVersion, cancellationToken).ConfigureAwait(false))
            if (++count == most)
                break;
            else if (count > LongestCount)
                return null;
        return count;
    }

    /// <summary>What is judged, and what judges it.</summary>
    async Task<GateState> SubjectAsync(GateState state, CancellationToken cancellationToken)
    {
        if (gate.Run is { Configuration: not null } made)
            state = await MadeTaskAsync(state, made, cancellationToken).ConfigureAwait(false);
        else if (gate.Run is { } run)
            state = state with { Task = await arize.Tasks.GetAsync(run.Task, gate.Space, cancellationToken).ConfigureAwait(false) };
        if (state.Task is { Type: not TaskType.RunExperiment } task && gate.Criteria.Count > 0)
            state = state.With(new GateDiagnostic(ArizeErrorCode.WrongForTaskType,
                $"Task {RemoteText.Quote(task.Name)} is of type {RemoteText.OneLine(task.TypeText, 60)}. A gate with criteria runs an experiment task (RUN_EXPERIMENT)."));
        var evaluations = new List<ArizeTask>();
        foreach (var name in gate.Evaluate)
            evaluations.Add(await arize.Tasks.GetAsync(name, gate.Space, cancellationToken).ConfigureAwait(false));
        state = state with { Evaluations = evaluations, DatasetId = state.Task?.DatasetId ?? state.DatasetId };
        if (gate.Traces is not null)
            return await new TrafficPreparation(arize, request) { Fixed = Windows }.ReadAsync(state, cancellationToken).ConfigureAwait(false);
        if (gate.Experiment is { } existing)
        {
            var experiment = await arize.Experiments.GetAsync(existing, gate.Dataset ?? evaluations.FirstOrDefault()?.DatasetId, gate.Space, cancellationToken).ConfigureAwait(false);
            state = state with { Experiment = experiment, DatasetId = experiment.DatasetId };
        }
        var uploads = new LogSource(arize, log, gate) { IsDryRun = IsDryRun };
        if (await uploads.ReadAsync(cancellationToken).ConfigureAwait(false) is { } results)
            state = (state with { Results = results, DatasetId = results.Dataset.Id }).With(uploads.Diagnostics(results, evaluations));
        return state;
    }

    /// <summary>A gate that brings a configuration makes its task, or brings it up to date. A dry run only looks for it.</summary>
    async Task<GateState> MadeTaskAsync(GateState state, RunSection made, CancellationToken cancellationToken)
    {
        var wanted = new CreateRunExperimentTaskRequest { Name = made.Task, Dataset = made.Dataset!, Space = gate.Space, RunConfiguration = made.Configuration! };
        if (!IsDryRun)
            return state with { Task = await new ExperimentTaskSetup(arize, log).EnsureAsync(wanted, IfExists.Update, cancellationToken).ConfigureAwait(false) };
        try
        {
            return state with { Task = await arize.Tasks.GetAsync(made.Task, gate.Space, cancellationToken).ConfigureAwait(false) };
        }
        catch (ArizeException e) when (e.Code == ArizeErrorCode.NotFound)
        {
            return state with { DatasetId = (await arize.Datasets.GetAsync(made.Dataset!, gate.Space, cancellationToken).ConfigureAwait(false)).Id };
        }
    }

    /// <summary>What no run over this dataset could meet. The examples are counted only if a criterion depends on their number.</summary>
    async Task<IEnumerable<GateDiagnostic>> FeasibilityAsync(GateState state, CancellationToken cancellationToken) =>
        (state.Results is not null || FeasibilityCheck.Diagnostics(gate.Criteria, gate.Data, 0, gate.Looks).Any(f => f.Criterion is not null))
        && await ExamplesAsync(state, cancellationToken).ConfigureAwait(false) is { } most
            ? FeasibilityCheck.Diagnostics(gate.Criteria, gate.Data, most, gate.Looks).Select(f => new GateDiagnostic(GateErrorCode.GateFile, f.Message, f.Criterion?.Source))
            : [];

    async Task<GateState> CompareAsync(GateState state, CancellationToken cancellationToken)
    {
        if (gate.Baseline is not { } section || !gate.Criteria.Any(c => c.IsComparison))
            return state;
        if (state.Traffic is { Used: { } other })
            return state with { Compared = new BaselineFound(other) };
        var compared = await new BaselineSearch(arize, gate) { Examples = state.Results?.Examples.Hashes }
            .FindAsync(state.DatasetId, state.Task?.Id, IsOwn, cancellationToken).ConfigureAwait(false);
        state = state with { Compared = compared };
        if (compared.Why is not { } why)
            return state;
        var isError = compared.IsWrong || section.WhenMissing == Outcome.Error;
        return state.With(new GateDiagnostic(isError ? GateErrorCode.NotJudged : GateErrorCode.GateWarning, why, gate.BaselineAt,
            isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning));

        // What is judged is never its own baseline, whether it exists already, is reused, or comes of a run that an earlier step has started.
        bool IsOwn(Experiment experiment) => experiment.Id == state.Experiment?.Id
            || Earlier.Any(open => open.IsOpen && (experiment.Id == open.ExperimentId || experiment.Name == open.ExperimentName));
    }
}

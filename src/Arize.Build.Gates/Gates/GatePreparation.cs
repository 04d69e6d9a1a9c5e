using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>Everything about a gate that can be known before its run: a gate that cannot be judged should cost nothing.</summary>
internal sealed class GatePreparation(ArizeClient arize, GateFile gate)
{
    /// <summary>The task to run; null for an experiment that is there, and in a dry run for a task that is not there yet.</summary>
    public ArizeTask? Task { get; private set; }

    /// <summary>The evaluation tasks.</summary>
    public IReadOnlyList<ArizeTask> Evaluations { get; private set; } = [];

    /// <summary>The experiment that is there; null where a run makes it.</summary>
    public Experiment? Existing { get; private set; }

    /// <summary>What an application has answered; null where nothing is logged.</summary>
    public ResultsInDataset? Results { get; private set; }

    /// <summary>What ends the name of an experiment that is made; null for nothing.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>An experiment of the very same making; null where one is to be made.</summary>
    public Reused? Reused { get; private set; }

    /// <summary>Looks for one; null looks for none.</summary>
    public ReuseSearch? Reuse { get; init; }

    /// <summary>The record's entry before this gate: while it is open, the experiment that it names is this gate's own.</summary>
    public required RunEntry? Earlier { get; init; }

    /// <summary>Reads what is to be logged.</summary>
    public required LogSource Logging { get; init; }

    /// <summary>What comparisons are with; null where the gate has none.</summary>
    public BaselineFound? Compared { get; private set; }

    /// <summary>What is wrong or odd.</summary>
    public List<GateDiagnostic> Diagnostics { get; } = [];

    /// <summary>The dataset that the gate is about.</summary>
    public string? DatasetId => Task?.DatasetId ?? Results?.Dataset.Id ?? Existing?.DatasetId ?? ofTaskToBe;

    /// <summary>The dataset of a task that is not there yet.</summary>
    string? ofTaskToBe;

    /// <summary>Reads.</summary>
    /// <param name="makeTask">Gives the task of a gate that brings its own configuration.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task ReadAsync(Func<CreateRunExperimentTaskRequest, Task<ArizeTask?>> makeTask, CancellationToken cancellationToken)
    {
        if (gate.Run is { Configuration: { } configuration } made)
        {
            Task = await makeTask(new() { Name = made.Task, Dataset = made.Dataset!, Space = gate.Space, RunConfiguration = configuration }).ConfigureAwait(false);
            if (Task is null)
                ofTaskToBe = (await arize.Datasets.GetAsync(made.Dataset!, gate.Space, cancellationToken).ConfigureAwait(false)).Id;
        }
        else if (gate.Run is { } run)
            Task = await arize.Tasks.GetAsync(run.Task, gate.Space, cancellationToken).ConfigureAwait(false);
        var evaluations = new List<ArizeTask>();
        foreach (var name in gate.Evaluate)
            evaluations.Add(await arize.Tasks.GetAsync(name, gate.Space, cancellationToken).ConfigureAwait(false));
        Evaluations = evaluations;
        if (gate.Existing is not null)
            Existing = await arize.Experiments.GetAsync(gate.Existing, gate.Dataset ?? (Evaluations.Count > 0 ? Evaluations[0].DatasetId : null), gate.Space, cancellationToken).ConfigureAwait(false);
        if ((Results = await Logging.ReadAsync(cancellationToken).ConfigureAwait(false)) is not null)
            Diagnostics.AddRange(Logging.Diagnostics(Results));
        Diagnostics.AddRange(await new PinnedVersions(arize, gate).EvaluatorsAsync(Evaluations, cancellationToken).ConfigureAwait(false));
        await ReachAsync(cancellationToken).ConfigureAwait(false);
        if (Reuse is not null && !Diagnostics.Exists(f => f.Severity == DiagnosticSeverity.Error))
            (Fingerprint, Reused) = await Reuse.FindAsync(Task, Results, Evaluations, cancellationToken).ConfigureAwait(false);
        await CompareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many examples a run would have; null where no run is made.</summary>
    public async Task<int?> ExamplesAsync(CancellationToken cancellationToken) => gate.Run is not { } run || DatasetId is not { } dataset ? Results?.Count
        : (int)Math.Min(
            await arize.Datasets.CountExamplesAsync(dataset, run.DatasetVersion ?? gate.PinnedDatasetVersion, cancellationToken).ConfigureAwait(false),
            Math.Min(run.MaxExamples ?? int.MaxValue, run.ExampleIds?.Count ?? int.MaxValue));

    /// <summary>What no run over this dataset could meet. The examples are counted only where a criterion hangs on their number.</summary>
    async Task ReachAsync(CancellationToken cancellationToken)
    {
        if ((Results is not null || FeasibilityCheck.Diagnostics(gate.Criteria, gate.Data, 0).Any(f => f.Criterion is not null)) && await ExamplesAsync(cancellationToken).ConfigureAwait(false) is { } most)
            Diagnostics.AddRange(FeasibilityCheck.Diagnostics(gate.Criteria, gate.Data, most).Select(f => new GateDiagnostic(GateErrorCode.GateFile, f.Message, f.Criterion?.Source)));
    }

    /// <summary>What is judged is never its own baseline, whether it is there already, is used again, or comes of a run that an earlier step has started.</summary>
    bool IsOwn(Experiment experiment) => experiment.Id == (Reused?.Experiment ?? Existing)?.Id
        || Earlier is { State: RunState.Sent or RunState.Started } open && (experiment.Id == open.ExperimentId || experiment.Name == open.ExperimentName);

    async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (gate.Baseline is not { } section || !gate.Criteria.Any(c => c.IsComparison))
            return;
        Compared = await new BaselineSearch(arize, gate) { Examples = Results?.Examples }.FindAsync(DatasetId, Task?.Id, IsOwn, cancellationToken).ConfigureAwait(false);
        if (Compared.Why is not { } why)
            return;
        var isError = Compared.IsWrong || section.WhenMissing == Outcome.Error;
        Diagnostics.Add(new GateDiagnostic(isError ? GateErrorCode.NotJudged : GateErrorCode.GateWarning, why, gate.BaselineAt, isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning));
    }
}

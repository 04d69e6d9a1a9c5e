using Arize.Build.Client;
using Arize.Build.Gates.Reuse;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>What a gate's phases have found so far. Each phase takes it from the one before and returns it with what it adds.</summary>
internal sealed record GateState
{
    /// <summary>The task to run; null for an experiment that exists, and in a dry run for a task that does not exist yet.</summary>
    public ArizeTask? Task { get; init; }

    /// <summary>The evaluation tasks.</summary>
    public IReadOnlyList<ArizeTask> Evaluations { get; init; } = [];

    /// <summary>The outputs of the application; null if there is nothing to upload.</summary>
    public ResultsInDataset? Results { get; init; }

    /// <summary>The production traffic; null if the gate judges none.</summary>
    public TrafficFound? Traffic { get; init; }

    /// <summary>The evaluations that have run.</summary>
    public IReadOnlyList<EvaluationDone> Evaluated { get; init; } = [];

    /// <summary>The dataset that the gate is about; null if it is about none.</summary>
    public string? DatasetId { get; init; }

    /// <summary>What ends the name of an experiment that is made; null for nothing.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>An identical experiment that is judged instead of making it again; null if there is none.</summary>
    public Reused? Reused { get; init; }

    /// <summary>What comparisons are with; null if the gate has none.</summary>
    public BaselineFound? Compared { get; init; }

    /// <summary>The runs that are complete and evaluated, the first one first; an existing experiment or uploaded results count as one.</summary>
    public IReadOnlyList<GateRun> Runs { get; init; } = [];

    /// <summary>Which run is under way: 1 for the first.</summary>
    public int Number => Runs.Count + 1;

    /// <summary>The verdict before the run that is under way; null if there was none.</summary>
    public GateVerdict? Before { get; init; }

    /// <summary>The run as it was triggered; null if none was.</summary>
    public TriggeredRun? Triggered { get; init; }

    /// <summary>The run as it ended; null if there is none.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>The experiment that is judged; null until it is known.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>The rows of the experiment and of the baseline, with what is asked of them; null until they are read.</summary>
    public JudgeRequest? Judged { get; init; }

    /// <summary>The verdict; null until there is one.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>The first rows with an error; empty if there are none, or they were not read.</summary>
    public IReadOnlyList<FailedRow> FailedRows { get; init; } = [];

    /// <summary>The worst observations of traffic that did not pass; empty if there are none, or they were not read.</summary>
    public IReadOnlyList<WorstObservation> Worst { get; init; } = [];

    /// <summary>What it has cost so far.</summary>
    public GateCost Cost { get; init; } = new();

    /// <summary>Errors and warnings besides the verdict.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>True if the gate cannot go on: what follows would cost money and change nothing.</summary>
    public bool IsStopped => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The baseline that was found; null if there is none.</summary>
    public BaselineUsed? Baseline => Compared?.Used;

    /// <summary>This state with more diagnostics.</summary>
    public GateState With(params IEnumerable<GateDiagnostic> more) => this with { Diagnostics = [.. Diagnostics, .. more] };
}

using Arize.Build.Client;
using Arize.Build.Gates.Reuse;

namespace Arize.Build.Gates.Running;

/// <summary>One run of a gate, complete and evaluated: the first, or a repeat of it over the same examples.</summary>
internal sealed record GateRun
{
    /// <summary>The run as it ended; null if the gate judges an existing experiment or uploaded results.</summary>
    public required TaskRun? Run { get; init; }

    /// <summary>Its experiment.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Where the experiment comes from if an earlier build made it; null if this one did.</summary>
    public required Reused? Reused { get; init; }

    /// <summary>How many evaluators this gate had score it.</summary>
    public required int Evaluators { get; init; }
}

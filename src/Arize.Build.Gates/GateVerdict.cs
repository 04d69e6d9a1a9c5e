using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>The outcome of a gate and of each of its criteria.</summary>
public sealed record GateVerdict
{
    /// <summary>Pass, inconclusive, fail or error: never <see cref="Outcome.Warn"/>.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>True if the release may go on: a pass, or inconclusive if the gate lets that through.</summary>
    public required bool Passed { get; init; }

    /// <summary>The emergency override that lets the release out although the gate did not pass; null if there is none, or none is needed.</summary>
    public GateOverride? Override { get; init; }

    /// <summary>The criteria, in the gate's order; empty if the data could not be used.</summary>
    public IReadOnlyList<CriterionVerdict> Criteria { get; init; } = [];

    /// <summary>The gate's waivers, and what became of each.</summary>
    public IReadOnlyList<WaiverUse> Waivers { get; init; } = [];

    /// <summary>What is wrong with the data, with a code each: too many errors (<c>ARIZE3004</c>) fail the gate, everything else makes it an error.</summary>
    public IReadOnlyList<ArizeDiagnostic> DataProblems { get; init; } = [];

    /// <summary>What is odd about the data and changes no outcome.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How often an identical model would pass this gate; null without a baseline.</summary>
    public PassEstimate? IdenticalModel { get; init; }

    /// <summary>The times that the gate was judged, this one last; empty if it is judged once in any case.</summary>
    public IReadOnlyList<GateLook> Looks { get; init; } = [];

    /// <summary>The production traffic that was judged; null if an experiment was.</summary>
    public JudgedTraffic? Traffic { get; init; }

    /// <summary>The rows read.</summary>
    public int Rows { get; init; }

    /// <summary>The different examples among them.</summary>
    public int Examples { get; init; }

    /// <summary>The rows with an error.</summary>
    public int RowErrors { get; init; }
}

using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>What became of an experiment that was to be logged.</summary>
public sealed record LogExperimentResult
{
    /// <summary>The experiment; null where the results file has faults, and nothing was sent.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>How it came to be known.</summary>
    public LogOutcome Outcome { get; init; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; init; }

    /// <summary>What is wrong with the results file, line by line.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];
}

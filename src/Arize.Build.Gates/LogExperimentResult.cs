using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>The result of logging an experiment.</summary>
public sealed record LogExperimentResult
{
    /// <summary>The experiment; null if the results file has errors and nothing was sent.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>How it was found or created.</summary>
    public LogOutcome Outcome { get; init; }

    /// <summary>The number of its rows.</summary>
    public int Count { get; init; }

    /// <summary>What is wrong with the results file, line by line.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];
}

using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>The result of a gate. Front ends report <see cref="Diagnostics"/>, print <see cref="Table"/>, and end.</summary>
public sealed record GateResult
{
    /// <summary>The gate's name.</summary>
    public required string Gate { get; init; }

    /// <summary>The verdict.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>True if the release may go on.</summary>
    public bool Passed => Verdict.Passed || Verdict.Override is not null;

    /// <summary>What to report, errors first. At least one error if the gate did not pass, none if it did.</summary>
    public required IReadOnlyList<GateDiagnostic> Diagnostics { get; init; }

    /// <summary>The verdict for the console, line by line.</summary>
    public required IReadOnlyList<string> Table { get; init; }

    /// <summary>The run that was judged; null for an experiment that existed.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>The experiment that was judged; null if the gate ended before that.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>The name of the experiment; null for an evaluation, and if none was created.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>True if an earlier, identical experiment was judged, and none was made.</summary>
    public bool Reused { get; init; }

    /// <summary>The baseline; null if there is none.</summary>
    public BaselineUsed? Baseline { get; init; }

    /// <summary>Its cost.</summary>
    public required GateCost Cost { get; init; }

    /// <summary>The verdict's file.</summary>
    public required string VerdictFile { get; init; }

    /// <summary>The report for people, an HTML page; null if the gate writes none.</summary>
    public string? ReportFile { get; init; }

    /// <summary>What to do now, in one sentence.</summary>
    public required string NextStep { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}

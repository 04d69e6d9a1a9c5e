using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>What became of a gate. Front ends report <see cref="Diagnostics"/>, print <see cref="Table"/>, and end.</summary>
public sealed record GateResult
{
    /// <summary>The gate's name.</summary>
    public required string Gate { get; init; }

    /// <summary>The verdict.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>True where the release may go on.</summary>
    public bool Passed => Verdict.Passed || Verdict.Override is not null;

    /// <summary>What to report, errors first. At least one error where the gate is not passed, none where it is.</summary>
    public required IReadOnlyList<GateDiagnostic> Diagnostics { get; init; }

    /// <summary>The verdict for the console, line by line.</summary>
    public required IReadOnlyList<string> Table { get; init; }

    /// <summary>The run that was judged; null for an experiment that was there.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>The experiment that was judged; null where it did not come to that.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>The name of the experiment; null for an evaluation, and where it did not come to one.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>True if an earlier, identical experiment was judged, and none was made.</summary>
    public bool Reused { get; init; }

    /// <summary>What it was compared with; null where there is nothing.</summary>
    public BaselineUsed? Baseline { get; init; }

    /// <summary>What it cost.</summary>
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

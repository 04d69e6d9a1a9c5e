
namespace Arize.Build.Gates.Reports;

/// <summary>
/// Everything that a report shows about a gate. Rendering it is a pure function: no clock, no culture, no disk. A gate without criteria, over one run, is one with facts and at most one fault.
/// </summary>
internal sealed record GateReport
{
    public required string Gate { get; init; }

    /// <summary>Never <see cref="Arize.Build.Gates.Outcome.Warn"/>.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether the release may go on.</summary>
    public required bool Passed { get; init; }

    /// <summary>The criteria; empty for a gate over one run, and if the data could not be used.</summary>
    public IReadOnlyList<ReportCriterion> Criteria { get; init; } = [];

    /// <summary>What is wrong with the gate as a whole, or its data.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The override that lets the release out in spite of the verdict; null if there is none. Every report shows it first.</summary>
    public GateOverride? Override { get; init; }

    /// <summary>What is odd and blocks nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<WaiverUse> Waivers { get; init; } = [];

    /// <summary>How often an identical model passes; null if it is not known.</summary>
    public PassEstimate? IdenticalModel { get; init; }

    /// <summary>The times that the gate was judged; empty if it is judged once in any case.</summary>
    public IReadOnlyList<GateLook> Looks { get; init; } = [];

    /// <summary>Different examples among the rows; 0 if none were read.</summary>
    public int Examples { get; init; }

    /// <summary>When the experiment was made, if an earlier build made it; null if this build did.</summary>
    public DateTimeOffset? ReusedFrom { get; init; }

    /// <summary>The baseline; null if there is none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The project that is released; null if it is not known.</summary>
    public string? Project { get; init; }

    /// <summary>Its version.</summary>
    public string? ProjectVersion { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }

    /// <summary>The page of the build at its CI system; null if there is none.</summary>
    public string? BuildPage { get; init; }

    /// <summary>The model that gave the answers, else the task; null if neither is known.</summary>
    public string? Model { get; init; }

    /// <summary>What to do now, in one sentence.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>The first rows with an error.</summary>
    public IReadOnlyList<FailedRow> FailedRows { get; init; } = [];

    /// <summary>The worst observations of traffic that did not pass, the worst first.</summary>
    public IReadOnlyList<WorstObservation> Worst { get; init; } = [];

    /// <summary>How many rows have an error, and of how many.</summary>
    public (long Errors, long All) Errors { get; init; }

    /// <summary>Run, experiment, build and the like, by name, in the order of the page. A fact that is null is left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Facts { get; init; } = [];

    public GateCost? Cost { get; init; }

    public DateTimeOffset JudgedAt { get; init; }

    public TimeSpan Elapsed { get; init; }
}

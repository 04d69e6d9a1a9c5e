namespace Arize.Build.Gates.GateFiles;

/// <summary>The production traffic that a gate judges.</summary>
internal sealed record TracesSection
{
    /// <summary>The project: a name or an id.</summary>
    public required string Project { get; init; }

    /// <summary>The time window and the filter.</summary>
    public required WindowSection Window { get; init; }

    /// <summary>What one observation is.</summary>
    public ObservationUnit Unit { get; init; }

    /// <summary>The maximum number of spans that each evaluation scores; null takes the service's own, 10,000.</summary>
    public int? MaxSpans { get; init; }
}

namespace Arize.Build.Gates;

/// <summary>A time window of production traffic, as it was read.</summary>
public sealed record TrafficWindow
{
    /// <summary>The start, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The expression that selects the spans; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>How many observations there are.</summary>
    public required int Observations { get; init; }
}

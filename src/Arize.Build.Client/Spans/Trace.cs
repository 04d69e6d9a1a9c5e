namespace Arize.Build.Client;

/// <summary>A trace: all spans of one request to the application, as far as they are in the time window that was read.</summary>
public sealed record Trace
{
    /// <summary>The trace's id.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the root span.</summary>
    public required string RootSpanId { get; init; }

    /// <summary>When the trace began; null if the service does not say.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the trace ended; null if the service does not say.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>True if the trace has more spans than the service returns (1,000), so that sums over <see cref="Spans"/> are too small.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The spans, in the service's order.</summary>
    public required IReadOnlyList<Span> Spans { get; init; }

    /// <summary>The root span; null if the service left it out of a very large trace.</summary>
    public Span? Root => Spans.FirstOrDefault(span => span.Id == RootSpanId);
}

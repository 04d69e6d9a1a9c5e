namespace Arize.Build.Gates.Runs;

/// <summary>The time windows of a gate on traffic as they were fixed when it started. A gate that is continued keeps them.</summary>
internal sealed record FixedWindows
{
    /// <summary>The gate as it was then (see <c>GateRequest.Hash</c>): another gate fixes its own windows.</summary>
    public required string GateHash { get; init; }

    /// <summary>The project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The service's time when they were fixed.</summary>
    public required DateTimeOffset Fixed { get; init; }

    /// <summary>The window that is judged.</summary>
    public required TimeWindow Candidate { get; init; }

    /// <summary>The window that it is compared with; null if no other window is.</summary>
    public TimeWindow? Baseline { get; init; }

    /// <summary>True if they were judged.</summary>
    public bool IsDone { get; init; }
}

namespace Arize.Build.Gates;

/// <summary>The production traffic that a verdict is about.</summary>
public sealed record JudgedTraffic
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The project's id.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What one observation is: <c>rootSpan</c>, <c>span</c> or <c>trace</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The attribute by which observations are clustered.</summary>
    public required string Clusters { get; init; }

    /// <summary>The traffic that was judged.</summary>
    public required TrafficWindow Candidate { get; init; }

    /// <summary>The traffic that it was compared with; null if there is none, or a record holds it.</summary>
    public TrafficWindow? Baseline { get; init; }
}

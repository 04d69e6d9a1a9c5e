namespace Arize.Build.Gates.Records;

/// <summary>The production traffic that was judged.</summary>
internal sealed record TrafficDocument
{
    public required string Project { get; init; }

    public required string ProjectId { get; init; }

    public required string Unit { get; init; }

    public required string Clusters { get; init; }

    public required WindowDocument Candidate { get; init; }

    public required WindowDocument? Baseline { get; init; }
}

/// <summary>A window of production traffic.</summary>
internal sealed record WindowDocument
{
    public required string From { get; init; }

    public required string To { get; init; }

    public required string? Filter { get; init; }

    public required int Observations { get; init; }
}

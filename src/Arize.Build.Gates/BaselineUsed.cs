namespace Arize.Build.Gates;

/// <summary>The baseline that a gate used.</summary>
public sealed record BaselineUsed
{
    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The experiment's id; null if a record does not name one.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The version of the dataset it was made on; null if that is not known.</summary>
    public string? DatasetVersionId { get; init; }

    /// <summary>The record's folder; null if an experiment was read.</summary>
    public string? Record { get; init; }
}

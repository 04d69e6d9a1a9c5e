namespace Arize.Build.Gates.Records;

/// <summary>Where and when a verdict was made, and of what.</summary>
internal sealed record MetaDocument
{
    public required string? Version { get; init; }

    public required string JudgedAt { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required string Service { get; init; }

    public required string? Build { get; init; }

    public required string? BuildPage { get; init; }

    public required string? Commit { get; init; }

    public required string? Branch { get; init; }

    public required string? Project { get; init; }

    public required string? ProjectVersion { get; init; }

    public required string? Task { get; init; }

    public required string? Model { get; init; }

    /// <summary>A hash of the tracked files that were changed since the commit, or "none"; null if Git did not know.</summary>
    public required string? SourceChanges { get; init; }

    public required string? GateHash { get; init; }

    public required string? RunId { get; init; }

    public required string? RunStatus { get; init; }

    public required string? ExperimentId { get; init; }

    public required string? ExperimentName { get; init; }

    public required bool Reused { get; init; }

    public required string? ReusedFrom { get; init; }

    public required string? DatasetId { get; init; }

    public required string? DatasetVersionId { get; init; }

    /// <summary>The runs after the first one.</summary>
    public required IReadOnlyList<RepeatDocument> Repeats { get; init; }

    public required string? BaselineName { get; init; }

    public required string? BaselineExperimentId { get; init; }

    public required string? BaselineDatasetVersionId { get; init; }

    /// <summary>The hash of the whole verdict without this member; null only while it is calculated.</summary>
    public required string? Sha256 { get; init; }
}

/// <summary>A run after the first one.</summary>
internal sealed record RepeatDocument
{
    public required string? RunId { get; init; }

    public required string ExperimentId { get; init; }

    public required string ExperimentName { get; init; }
}

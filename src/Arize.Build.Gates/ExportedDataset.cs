using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>A dataset that was written into a file.</summary>
public sealed record ExportedDataset
{
    /// <summary>The dataset.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The version that was written; null if the service does not name versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>The number of examples that were written.</summary>
    public required int Count { get; init; }

    /// <summary>The file, an absolute path.</summary>
    public required string File { get; init; }
}

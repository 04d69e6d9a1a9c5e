using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>A dataset that was written into a file.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="VersionId">The version that was written; null where the service does not name versions.</param>
/// <param name="Count">How many examples were written.</param>
/// <param name="File">The file, an absolute path.</param>
public sealed record ExportedDataset(Dataset Dataset, string? VersionId, int Count, string File);

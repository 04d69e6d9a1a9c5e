using Arize.Build.Client;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>A dataset that was written into a file.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="DatasetVersionId">The version that was written; null where the service does not name versions.</param>
/// <param name="Count">How many examples were written.</param>
/// <param name="File">The file, an absolute path.</param>
public sealed record ArizeExport(Dataset Dataset, string? DatasetVersionId, int Count, FilePath File);

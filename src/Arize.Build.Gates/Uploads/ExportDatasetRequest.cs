namespace Arize.Build.Gates.Uploads;

/// <summary>A dataset to write into a file.</summary>
internal sealed record ExportDatasetRequest
{
    /// <summary>The dataset: name or id.</summary>
    public required string Dataset { get; init; }

    /// <summary>The space (name or id) in which a name is looked up.</summary>
    public string? Space { get; init; }

    /// <summary>The version's id; null takes the newest.</summary>
    public string? DatasetVersionId { get; init; }

    /// <summary>The examples, by id; null or none takes all.</summary>
    public IReadOnlyList<string>? ExampleIds { get; init; }

    /// <summary>The fields of each example to write, besides its id; null or none takes all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The file to write, an absolute path. It is written whole or not at all.</summary>
    public required string OutputFile { get; init; }
}

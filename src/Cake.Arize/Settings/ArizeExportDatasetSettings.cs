namespace Cake.Arize;

/// <summary>Which examples of a dataset to write.</summary>
public sealed class ArizeExportDatasetSettings : ArizeSettings
{
    /// <summary>The id of the version to write. Default: the newest.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>The ids of the examples to write. Default: all.</summary>
    public IList<string> ExampleIds { get; init; } = [];

    /// <summary>The fields of each example to write, besides its id, such as <c>question</c>. Default: all.</summary>
    public IList<string> Fields { get; init; } = [];
}

using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Writes the examples of a dataset into a file, one line of JSON each, for the team's own application to answer. The file is written completely or not at all.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeExportDataset : ArizeBuildTask
{
    ExportDatasetRequest? request;

    /// <summary>The dataset: name or id. Required.</summary>
    [Required]
    public string? Dataset { get; set; }

    /// <summary>The file to write (JSON Lines, UTF-8). Required.</summary>
    [Required]
    public string? OutputFile { get; set; }

    /// <summary>The id of the version to write. Default: the newest.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>The ids of the examples to write. Default: all.</summary>
    public ITaskItem[]? ExampleIds { get; set; }

    /// <summary>The fields of each example to write, besides its id, such as <c>question</c>. Default: all.</summary>
    public ITaskItem[]? Fields { get; set; }

    /// <summary>The id of the version that was written; empty if the service does not name versions.</summary>
    [Output]
    public string? ActualDatasetVersionId { get; private set; }

    /// <summary>The number of examples that were written.</summary>
    [Output]
    public string? Count { get; private set; }

    /// <summary>The dataset's id.</summary>
    [Output]
    public string? DatasetId { get; private set; }

    /// <summary>The file, an absolute path.</summary>
    [Output]
    public string? File { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        var file = settings.Required(nameof(OutputFile), OutputFile, "Name the file to write, such as $(IntermediateOutputPath)golden.jsonl.");
        settings.Add(DatasetsClient.CheckDataset(Dataset, Space));
        request = new ExportDatasetRequest
        {
            Dataset = SettingReader.Text(Dataset) ?? "",
            Space = Space,
            DatasetVersionId = SettingReader.Text(DatasetVersionId),
            ExampleIds = ExampleIds is { Length: > 0 } ? [.. ExampleIds.Select(e => e.ItemSpec)] : null,
            Fields = Fields is { Length: > 0 } ? [.. Fields.Select(f => f.ItemSpec)] : null,
            OutputFile = file.Length > 0 ? FullPath(file) : "",
        };
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var exported = await new DatasetExport(arize, log).RunAsync(request!, cancellationToken).ConfigureAwait(false);
        (Count, DatasetId, ActualDatasetVersionId, File) = (exported.Count.ToString(CultureInfo.InvariantCulture), exported.Dataset.Id, exported.VersionId ?? "", exported.File);
    }
}

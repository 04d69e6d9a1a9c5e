using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>
/// Uploads the outputs of an application as an experiment, in as many requests as they need and each row once only: a step that is killed and started again within one CI attempt continues.
/// The results file is checked against the dataset first, and all of its errors are reported at their lines.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeLogExperiment : ArizeBuildTask
{
    LogExperimentRequest? request;

    /// <summary>The dataset (name or id) whose examples were answered. Required.</summary>
    [Required]
    public string? Dataset { get; set; }

    /// <summary>The file with the outputs, one line of JSON for each example: <c>example_id</c>, <c>output</c> and any further fields; <c>error</c> instead of <c>output</c> if there is none. Required.</summary>
    [Required]
    public string? ResultsFile { get; set; }

    /// <summary>The experiment's name, new on the dataset. Default: made from the dataset's name and the CI build.</summary>
    public string? ExperimentName { get; set; }

    /// <summary>The version that was answered, as ArizeExportDataset outputs it. Default: not checked. An experiment is always logged on the newest version.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>true allows examples to be left out. Default: false.</summary>
    public string? AllowMissing { get; set; }

    /// <summary>The maximum size of one request, in bytes; the rows go in as many requests as they need. Default: 4194304 (4 MiB).</summary>
    public string? MaxBodyBytes { get; set; }

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>The folder of the record of this step. Default: <c>artifacts/arize/log-…/</c> in the folder of the file that uses this task, named after the experiment, or after the dataset and the results file.</summary>
    public string? Record { get; set; }

    /// <summary>The experiment's id.</summary>
    [Output]
    public string? ExperimentId { get; private set; }

    /// <summary>The experiment's name, as given or made.</summary>
    [Output]
    public string? ActualExperimentName { get; private set; }

    /// <summary>The number of its rows.</summary>
    [Output]
    public string? Count { get; private set; }

    /// <summary>Logged, Continued or Adopted.</summary>
    [Output]
    public string? Outcome { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        settings.Add(DatasetsClient.CheckDataset(Dataset, Space));
        var file = settings.Required(nameof(ResultsFile), ResultsFile, "Name the file with the outputs.");
        request = new LogExperimentRequest
        {
            Dataset = SettingReader.Text(Dataset) ?? "",
            Space = Space,
            ResultsFile = file.Length > 0 ? FullPath(file) : "",
            ExperimentName = SettingReader.Text(ExperimentName),
            DatasetVersionId = SettingReader.Text(DatasetVersionId),
            AllowMissing = settings.Flag(nameof(AllowMissing), AllowMissing) ?? false,
            MaxBodyBytes = settings.Count(nameof(MaxBodyBytes), MaxBodyBytes) ?? RowParts.DefaultMaxBytes,
            Build = CiBuild.Identity(Environment, SettingReader.Text(RunKey)),
            Record = SettingReader.Text(Record) is { } record ? FullPath(record) : null,
            Records = FullPath(Path.Combine("artifacts", "arize")),
        };
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var result = await new ExperimentLogging(arize, log).RunAsync(request!, cancellationToken).ConfigureAwait(false);
        foreach (var fault in result.Diagnostics)
            log.Report(fault);
        if (result.Experiment is { } logged)
            (ExperimentId, ActualExperimentName, Count, Outcome) = (logged.Id, logged.Name, result.Count.ToString(CultureInfo.InvariantCulture), result.Outcome.ToString());
    }
}

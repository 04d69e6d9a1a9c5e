using Arize.Build.Gates.Uploads;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>How to log the outputs of an application.</summary>
public sealed class ArizeLogExperimentSettings : ArizeSettings
{
    /// <summary>The experiment's name, new on the dataset. Default: made from the dataset's name and the CI build.</summary>
    public string? ExperimentName { get; set; }

    /// <summary>
    /// The version that was answered, as <c>ArizeExportDataset</c> gives. Default: not checked. An experiment is always logged on the newest
    /// version.
    /// </summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>Whether examples may be left out. Default: false.</summary>
    public bool AllowMissing { get; set; }

    /// <summary>The maximum size of one request, in bytes; the rows go in as many requests as they need. Default: 4194304 (4 MiB).</summary>
    public int MaxBodyBytes { get; set; } = RowParts.DefaultMaxBytes;

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>
    /// The folder of the record of this step. Default: <c>artifacts/arize/log-…/</c>, named after the experiment, or after the dataset and the
    /// results file.
    /// </summary>
    public DirectoryPath? Record { get; set; }
}

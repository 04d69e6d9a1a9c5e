using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Uploads;

/// <summary>The outputs of an application, to be logged as an experiment once only.</summary>
internal sealed record LogExperimentRequest
{
    /// <summary>The dataset whose examples were answered: name or id.</summary>
    public required string Dataset { get; init; }

    /// <summary>The space (name or id) in which the dataset's name is looked up.</summary>
    public string? Space { get; init; }

    /// <summary>The results file, an absolute path: one line of JSON for each example.</summary>
    public required string ResultsFile { get; init; }

    /// <summary>The experiment's name, word for word; null makes one that is new for each build.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The version whose examples were answered; null for whichever is newest. An experiment is always logged on the newest one.</summary>
    public string? DatasetVersionId { get; init; }

    /// <summary>Whether examples may be left out. Default: no.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>The maximum size of one request, in bytes. Default: 4 MiB.</summary>
    public int MaxBodyBytes { get; init; } = RowParts.DefaultMaxBytes;

    /// <summary>The name of the single step.</summary>
    internal const string Step = "log";

    /// <summary>This build (see <see cref="CiBuild.Identity"/>); null if it has no identity.</summary>
    public string? Build { get; init; }

    /// <summary>The folder of the single step's record, an absolute path; null makes one in <see cref="Records"/>, named after the experiment, or after the dataset and the results file.</summary>
    public string? Record { get; init; }

    /// <summary>The folder of all records, an absolute path. A gate has its own record.</summary>
    public string Records { get; init; } = "";

    /// <summary>How long to look for an experiment whose answer was lost. Default: 120 s.</summary>
    public TimeSpan ReconcileFor { get; init; } = TimeSpan.FromSeconds(120);

    internal string Folder => Record ?? Path.Combine(Records, RecordFolder.Name($"{Step}-{ExperimentName ?? $"{Dataset}-{Path.GetFileNameWithoutExtension(ResultsFile)}"}"));
}

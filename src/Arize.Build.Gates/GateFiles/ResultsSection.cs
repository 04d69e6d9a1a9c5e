using Arize.Build.Gates.Uploads;

namespace Arize.Build.Gates.GateFiles;

/// <summary>The outputs of the team's own application, which a gate uploads as an experiment.</summary>
internal sealed record ResultsSection
{
    /// <summary>The dataset whose examples were answered: a name or an id.</summary>
    public required string Dataset { get; init; }

    /// <summary>The results file, an absolute path.</summary>
    public required string File { get; init; }

    /// <summary>The experiment's name; null makes one for each build.</summary>
    public string? Name { get; init; }

    /// <summary>Whether examples may be left out.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>The maximum size of one request, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = RowParts.DefaultMaxBytes;
}

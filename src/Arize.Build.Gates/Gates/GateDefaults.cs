using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>What holds for all gates of a build where one does not say otherwise. The front end reads it once; nothing below it looks at the environment.</summary>
public sealed record GateDefaults
{
    /// <summary>The space (name or id) in which names are looked up, as the build says it.</summary>
    public string? Space { get; init; }

    /// <summary>The space where the build says none. It is of the machine: a step that demands a verdict need not have it.</summary>
    public string? EnvironmentSpace { get; init; }

    /// <summary>How long a gate may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two looks at a run.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>What becomes of a run that does not end in time.</summary>
    public OnTimeout? OnTimeout { get; init; }

    /// <summary>The folder of all records, an absolute path.</summary>
    public required string Records { get; init; }

    /// <summary>The folder where relative paths start, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>The project that is built; part of the names of experiments.</summary>
    public string? Project { get; init; }

    /// <summary>What a gate file may name in braces; the build and the commit are read from here, too.</summary>
    public required Placeholders Placeholders { get; init; }

    /// <summary>Where Arize's pages are; null prints no links.</summary>
    public UiLinks? Links { get; init; }

    /// <summary>The file to which GitHub Actions takes summaries of a step; null elsewhere.</summary>
    internal string? StepSummary => Placeholders.Environment.TryGetValue("GITHUB_STEP_SUMMARY", out var file) && file.Trim().Length > 0 ? file.Trim() : null;

    /// <summary>False makes every experiment anew, whatever the gate files say of reuse.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>An absolute path.</summary>
    /// <param name="path">A path, absolute or from <see cref="Folder"/>.</param>
    public string FullPath(string path) => Path.GetFullPath(path, Folder);
}

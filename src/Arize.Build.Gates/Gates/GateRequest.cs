using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>A gate to run.</summary>
internal sealed record GateRequest
{
    /// <summary>The gate's name.</summary>
    public required string Name { get; init; }

    /// <summary>The gate, with overrides applied.</summary>
    public required GateFile Gate { get; init; }

    /// <summary>The folder of the gate's record, an absolute path.</summary>
    public required string Record { get; init; }

    /// <summary>The project that is built.</summary>
    public string? Project { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>).</summary>
    public string? Build { get; init; }

    /// <summary>The commit that is built (see <see cref="SourceCommit"/>).</summary>
    public string? Commit { get; init; }

    /// <summary>The file to which a summary of the CI step is added (GitHub's <c>GITHUB_STEP_SUMMARY</c>); null for none.</summary>
    public string? StepSummary { get; init; }

    /// <summary>The gate's hash (see <see cref="GatePlan.Hash"/>).</summary>
    public string? Hash { get; init; }

    /// <summary>Where Arize's pages are; null prints no links.</summary>
    public UiLinks? Links { get; init; }

    /// <summary>Whether an experiment of the very same making may be judged instead of making it again. Default: as the gate says.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>How long scores that are not there yet are looked for. Default: 30 s, and never beyond the gate's timeout.</summary>
    public TimeSpan LateScores { get; init; } = TimeSpan.FromSeconds(30);
}

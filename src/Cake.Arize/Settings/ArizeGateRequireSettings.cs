using Arize.Build.Gates;

namespace Cake.Arize;

/// <summary>Which verdict is accepted. Settings that changed the gate when it ran must be the same here: the verdict belongs to that gate.</summary>
public sealed class ArizeGateRequireSettings : ArizeGateDefinitionSettings
{
    /// <summary>The maximum age of the verdict. Default: 1 day.</summary>
    public TimeSpan? VerdictMaxAge { get; set; }

    /// <summary>
    /// Whether the tracked files of the Git working copy must be those that were judged: unchanged, or changed in the same way. Untracked and
    /// ignored files do not count. Default: false, the same commit is enough.
    /// </summary>
    public bool RequireSameSources { get; set; }

    /// <summary>Whether a missing pass fails the script, or warns. Default: it fails.</summary>
    public OnFail OnFail { get; set; }
}

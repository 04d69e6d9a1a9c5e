using Arize.Build.Gates;
using Cake.Core.IO;

namespace Cake.Arize;

/// <summary>How to run a gate.</summary>
public sealed class ArizeGateSettings : ArizeGateRunSettings
{
    /// <summary>The time between two polls. Default: short at first, longer later (0.8 s to 15 s).</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>What happens to a run that does not end in time. Default: it is cancelled.</summary>
    public OnTimeout? OnTimeout { get; set; }

    /// <summary>Whether a gate that blocks fails the script, or warns. Default: it fails.</summary>
    public OnFail OnFail { get; set; }

    /// <summary>
    /// A JSON file with an emergency override (owner, reason, expires), which lets the release out whatever the verdict. Default: the variable
    /// <c>ARIZE_OVERRIDE</c>, if it is set.
    /// </summary>
    public FilePath? OverrideFile { get; set; }

    /// <summary>True runs no gate, and logs that. Default: false.</summary>
    public bool Skip { get; set; }

    /// <summary>True checks and reads everything, and triggers nothing. Default: false.</summary>
    public bool DryRun { get; set; }

    /// <summary>What to do if there is no API key, as in a pull request from a fork. Default: the script fails.</summary>
    public WhenNoKey WhenNoKey { get; set; }
}

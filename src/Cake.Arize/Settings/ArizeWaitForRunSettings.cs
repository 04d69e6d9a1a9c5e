using Arize.Build.Gates;

namespace Cake.Arize;

/// <summary>How to wait for runs, and how many errors are allowed.</summary>
public sealed class ArizeWaitForRunSettings : ArizeSettings
{
    /// <summary>The maximum time to wait, for all runs together. Default: 10 min. Valid: above 0, up to 30 days.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two polls. Default: short at first, longer later (0.8 s to 15 s).</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>What happens to a run that does not end in time. Default: it is cancelled.</summary>
    public OnTimeout OnTimeout { get; set; }

    /// <summary>The maximum number of errors of each run. Default: 0, or no limit if <see cref="MaxErrorRate"/> is set.</summary>
    public int? MaxErrors { get; set; }

    /// <summary>The maximum share (0 to 1) of errors of each run in successes + errors. Default: no limit.</summary>
    public double? MaxErrorRate { get; set; }

    /// <summary>
    /// False returns a run that ended badly, with a warning, and leaves the decision to the script. If the end of a run was not seen, the
    /// alias throws all the same. Default: true.
    /// </summary>
    public bool ThrowOnFailure { get; set; } = true;
}

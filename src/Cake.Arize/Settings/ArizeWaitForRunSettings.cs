using Arize.Build.Gates.Runs;

namespace Cake.Arize;

/// <summary>How to wait for runs, and what is good enough.</summary>
public sealed class ArizeWaitForRunSettings : ArizeSettings
{
    /// <summary>How long to wait for all of them together. Default: 10 min. Valid: above 0, up to 30 days.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two looks at a run. Default: often at first, less often later (0.8 s to 15 s).</summary>
    public TimeSpan? PollInterval { get; set; }

    /// <summary>What becomes of a run that does not end in time. Default: it is cancelled.</summary>
    public OnTimeout OnTimeout { get; set; }

    /// <summary>The most errors of each run. Default: 0, or no limit where <see cref="MaxErrorRate"/> is set.</summary>
    public int? MaxErrors { get; set; }

    /// <summary>The most errors of each run as a share (0 to 1) of successes + errors. Default: no limit.</summary>
    public double? MaxErrorRate { get; set; }
}

namespace Arize.Build.Gates.Runs;

/// <summary>Runs to wait for by hand, outside of a gate.</summary>
internal sealed record WaitStep
{
    /// <summary>How long a wait takes if nothing is set: 10 min, as in the Python client.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The ids of the runs.</summary>
    public required IReadOnlyList<string> RunIds { get; init; }

    /// <summary>How long to wait for all of them together.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The time between two polls of a run; null takes the client's schedule.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>What happens to a run that does not end in time.</summary>
    public OnTimeout OnTimeout { get; init; }

    /// <summary>How many errors each run may have.</summary>
    public RunLimits Limits { get; init; } = new();
}

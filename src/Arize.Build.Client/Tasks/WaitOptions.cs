namespace Arize.Build.Client;

/// <summary>How to wait for a run.</summary>
public sealed record WaitOptions
{
    /// <summary>How long to wait in all. Default: 10 min (600 s, as the Python client). Valid: above 0, up to 30 days.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The time between two polls. Null (the default) polls often at first and less often later: every 6 % of the time waited, at least 0.8 s, at most
    /// 15 s, each up to 20 % more or less. Valid: above 0.
    /// </summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>The time that the user set, if <see cref="Timeout"/> is what is left of it: messages name this one.</summary>
    internal TimeSpan? WholeTimeout { get; init; }

    /// <summary>Called after each poll, whether or not it failed, on the thread that waits.</summary>
    public Action<RunProgress>? OnProgress { get; init; }
}

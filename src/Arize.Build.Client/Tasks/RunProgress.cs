namespace Arize.Build.Client;

/// <summary>What a wait has just seen.</summary>
public sealed class RunProgress
{
    /// <summary>The run that is waited for.</summary>
    public required string RunId { get; init; }

    /// <summary>The time since the wait began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The run as just read; null if the poll failed.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>True if the status differs from that of the poll before, and after the first poll.</summary>
    public bool StatusChanged { get; init; }

    /// <summary>Why the poll failed, or what was odd; null otherwise.</summary>
    public string? Trouble { get; init; }
}

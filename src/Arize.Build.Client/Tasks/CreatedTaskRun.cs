namespace Arize.Build.Client;

/// <summary>A task that was created, and its first run.</summary>
public sealed class CreatedTaskRun
{
    /// <summary>The task.</summary>
    public required ArizeTask Task { get; init; }

    /// <summary>The run.</summary>
    public required TaskRun Run { get; init; }
}

namespace Arize.Build.Client;

/// <summary>Which runs of a task to list, newest first.</summary>
public sealed record ListRunsRequest
{
    /// <summary>The task: id, or a name in <see cref="Space"/>. Required.</summary>
    public required string Task { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public string? Space { get; init; }

    /// <summary>Only runs of this status; null lists all.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The most runs in one page. Default: 100. Valid: 1 to 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The <see cref="Page{T}.NextCursor"/> of an earlier page of the same request.</summary>
    public string? Cursor { get; init; }
}

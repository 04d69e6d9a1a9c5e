namespace Arize.Build.Client;

/// <summary>Which runs of a task to list, newest first.</summary>
public sealed record ListRunsRequest
{
    /// <summary>The task: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Task { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>Only runs of this status; null lists all.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The maximum number of runs in one page. Default: <see cref="ArizeClientOptions.PageSize"/>. Valid: 1 to 100.</summary>
    public int? Limit { get; init; }
}

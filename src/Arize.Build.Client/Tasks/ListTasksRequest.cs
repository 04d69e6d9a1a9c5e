namespace Arize.Build.Client;

/// <summary>Which tasks to list. Filters combine; all are optional.</summary>
public sealed record ListTasksRequest
{
    /// <summary>A part of the name, in any casing.</summary>
    public string? Name { get; init; }

    /// <summary>A space: name or id.</summary>
    public string? Space { get; init; }

    /// <summary>A project: id, or a name in <see cref="Space"/>.</summary>
    public string? Project { get; init; }

    /// <summary>A dataset: id, or a name in <see cref="Space"/>.</summary>
    public string? Dataset { get; init; }

    /// <summary>A type of task.</summary>
    public TaskType? Type { get; init; }

    /// <summary>The most tasks in one page. Default: 100. Valid: 1 to 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The <see cref="Page{T}.NextCursor"/> of an earlier page of the same request.</summary>
    public string? Cursor { get; init; }
}

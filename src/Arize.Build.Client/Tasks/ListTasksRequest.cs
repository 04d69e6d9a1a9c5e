namespace Arize.Build.Client;

/// <summary>Which tasks to list. Filters combine; all are optional.</summary>
public sealed record ListTasksRequest
{
    /// <summary>A part of the name, in any casing.</summary>
    public string? Name { get; init; }

    /// <summary>A space: name or id.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>A project: id, or a name in <see cref="Space"/>.</summary>
    public ResourceReference? Project { get; init; }

    /// <summary>A dataset: id, or a name in <see cref="Space"/>.</summary>
    public ResourceReference? Dataset { get; init; }

    /// <summary>A type of task.</summary>
    public TaskType? Type { get; init; }

    /// <summary>The maximum number of tasks in one page. Default: <see cref="ArizeClientOptions.PageSize"/>. Valid: 1 to 100.</summary>
    public int? Limit { get; init; }
}

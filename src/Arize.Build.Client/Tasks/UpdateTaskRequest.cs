namespace Arize.Build.Client;

/// <summary>Changes to a task. A null field stays as it is; at least one field must be set. The type cannot change.</summary>
public sealed record UpdateTaskRequest
{
    /// <summary>The task: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Task { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>The share of the data to evaluate, 0 to 1. Evaluation tasks over a project only.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>Whether to evaluate new data as it arrives. Evaluation tasks only.</summary>
    public bool? IsContinuous { get; init; }

    /// <summary>A new filter over all data. Evaluation tasks only. To remove the filter, set <see cref="ClearQueryFilter"/>.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>True removes the filter (null on the wire). Evaluation tasks only.</summary>
    public bool ClearQueryFilter { get; init; }

    /// <summary>The evaluators that replace all others, pins included. Evaluation tasks only.</summary>
    public IReadOnlyList<TaskEvaluator>? Evaluators { get; init; }

    /// <summary>The configuration that replaces the whole stored one. Experiment tasks only.</summary>
    public RunConfiguration? RunConfiguration { get; init; }
}

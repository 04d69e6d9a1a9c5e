namespace Arize.Build.Client;

/// <summary>A task to create that evaluates the data of a project or the rows of experiments on a dataset: exactly one of the two.</summary>
public sealed record CreateEvaluationTaskRequest
{
    /// <summary>The task's name, new in its space. Required.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="TaskType.TemplateEvaluation"/> or <see cref="TaskType.CodeEvaluation"/>. Required.</summary>
    public required TaskType Type { get; init; }

    /// <summary>At least one, none twice.</summary>
    public required IReadOnlyList<TaskEvaluator> Evaluators { get; init; }

    /// <summary>The project to evaluate: id, or a name in <see cref="Space"/>.</summary>
    public ResourceReference? Project { get; init; }

    /// <summary>The dataset whose experiments to evaluate: id, or a name in <see cref="Space"/>.</summary>
    public ResourceReference? Dataset { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>The experiments to evaluate, by id or by name in the dataset. At least one with a dataset, none with a project.</summary>
    public IReadOnlyList<ResourceReference>? ExperimentIds { get; init; }

    /// <summary>The share of the data to evaluate, 0 to 1. With a project only.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>Whether to evaluate new data as it arrives. True with a project only.</summary>
    public bool? IsContinuous { get; init; }

    /// <summary>A filter over all data of the task.</summary>
    public string? QueryFilter { get; init; }
}

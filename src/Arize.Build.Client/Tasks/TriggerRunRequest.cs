namespace Arize.Build.Client;

/// <summary>A run to start. Which fields are valid follows from the type of the task, which is read first.</summary>
public sealed record TriggerRunRequest
{
    /// <summary>The task: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Task { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>Start of the data to evaluate; default: the end of the last run. Evaluation tasks over a project only.</summary>
    public DateTimeOffset? DataStartTime { get; init; }

    /// <summary>End of the data to evaluate; default: now. At most 30 days after the start. Evaluation tasks over a project only.</summary>
    public DateTimeOffset? DataEndTime { get; init; }

    /// <summary>The maximum number of spans to evaluate; the service's default is 10,000. Valid: 1 or more. Evaluation tasks only.</summary>
    public int? MaxSpans { get; init; }

    /// <summary>Whether to evaluate again what has been evaluated; the service's default is false. Evaluation tasks only.</summary>
    public bool? OverrideEvaluations { get; init; }

    /// <summary>The experiments to evaluate, by id or by name in the task's dataset. Evaluation tasks over a dataset only.</summary>
    public IReadOnlyList<ResourceReference>? ExperimentIds { get; init; }

    /// <summary>The name of the experiment that the run creates; new on the dataset. Required for experiment tasks, valid for no other.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The dataset version to run. Default: the latest. Experiment tasks only.</summary>
    public string? DatasetVersionId { get; init; }

    /// <summary>The maximum number of examples to run, in the dataset's order. Valid: 1 or more, not with <see cref="ExampleIds"/>. Experiment tasks only.</summary>
    public int? MaxExamples { get; init; }

    /// <summary>The examples to run, by id. Not with <see cref="MaxExamples"/>. Experiment tasks only.</summary>
    public IReadOnlyList<string>? ExampleIds { get; init; }

    /// <summary>A filter over the examples; with <see cref="ExampleIds"/>, both must hold. Experiment tasks only.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>Text to attach to the run's traces; any text turns tracing on. Experiment tasks only.</summary>
    public IReadOnlyDictionary<string, string>? TracingMetadata { get; init; }

    /// <summary>Evaluation tasks to start when the experiment is complete, by id or by name. The service does not name their runs. Experiment tasks only.</summary>
    public IReadOnlyList<ResourceReference>? EvaluationTaskIds { get; init; }
}

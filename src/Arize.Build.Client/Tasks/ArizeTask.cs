using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>A task of Arize AX: a stored definition of work over a project or a dataset.</summary>
public sealed record ArizeTask
{
    static readonly HashSet<string> Known =
    [
        "id", "name", "type", "project_id", "dataset_id", "sampling_rate", "is_continuous", "query_filter", "evaluators",
        "experiment_ids", "run_configuration", "last_run_at", "created_at", "updated_at", "created_by_user_id",
    ];

    /// <summary>The task's id.</summary>
    public required string Id { get; init; }

    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of task.</summary>
    public required TaskType Type { get; init; }

    /// <summary>The type as the service wrote it.</summary>
    public required string TypeText { get; init; }

    /// <summary>The project whose data is evaluated; null for tasks over a dataset.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The dataset whose examples are run or whose experiments are evaluated; null for tasks over a project.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The share of the project's data that is evaluated, 0 to 1.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>True for a task that evaluates new data by itself.</summary>
    public bool IsContinuous { get; init; }

    /// <summary>The filter over all data of the task.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>The evaluators; empty for experiment tasks.</summary>
    public IReadOnlyList<TaskEvaluator> Evaluators { get; init; } = [];

    /// <summary>The experiments that a task over a dataset evaluates.</summary>
    public IReadOnlyList<string> ExperimentIds { get; init; } = [];

    /// <summary>What an experiment task does with each example; null for evaluation tasks.</summary>
    public RunConfiguration? RunConfiguration { get; init; }

    /// <summary>When the task last ran; null before its first run.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>When the task was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the task was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who created the task.</summary>
    public string? CreatedByUserId { get; init; }

    /// <summary>Fields that this version does not know.</summary>
    public IReadOnlyDictionary<string, JsonElement> OtherFields { get; init; } = new Dictionary<string, JsonElement>();

    internal static ArizeTask Read(JsonElement task)
    {
        var type = JsonFields.Required(task, "type", "task");
        return new ArizeTask
        {
            Id = JsonFields.Required(task, "id", "task"),
            Name = JsonFields.Required(task, "name", "task"),
            Type = TaskTypes.Read(type),
            TypeText = type,
            ProjectId = JsonFields.Text(task, "project_id"),
            DatasetId = JsonFields.Text(task, "dataset_id"),
            SamplingRate = JsonFields.Number(task, "sampling_rate"),
            IsContinuous = JsonFields.Flag(task, "is_continuous") ?? false,
            QueryFilter = JsonFields.Text(task, "query_filter"),
            Evaluators = task.TryGetProperty("evaluators", out var list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(TaskEvaluator.Read)]
                : [],
            ExperimentIds = JsonFields.Texts(task, "experiment_ids"),
            RunConfiguration = JsonFields.Object(task, "run_configuration") is { } configuration ? RunConfiguration.Read(configuration) : null,
            LastRunAt = JsonFields.Moment(task, "last_run_at"),
            CreatedAt = JsonFields.Moment(task, "created_at"),
            UpdatedAt = JsonFields.Moment(task, "updated_at"),
            CreatedByUserId = JsonFields.Text(task, "created_by_user_id"),
            OtherFields = JsonFields.Unknown(task, Known),
        };
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>A task of Arize AX: a stored definition of work over a project or a dataset.</summary>
public sealed record ArizeTask
{
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

    internal static ArizeTask Read(JsonElement answer)
    {
        var task = AnswerReader.Read<TaskDocument>(answer, "task");
        return new ArizeTask
        {
            Id = task.Id,
            Name = task.Name,
            Type = TaskTypes.Read(task.Type),
            TypeText = task.Type,
            ProjectId = task.ProjectId,
            DatasetId = task.DatasetId,
            SamplingRate = task.SamplingRate,
            IsContinuous = task.IsContinuous ?? false,
            QueryFilter = task.QueryFilter,
            Evaluators = [.. (task.Evaluators ?? []).Select(TaskEvaluator.Read)],
            ExperimentIds = task.ExperimentIds ?? [],
            RunConfiguration = task.RunConfiguration is { } configuration ? RunConfiguration.Read(configuration) : null,
            LastRunAt = task.LastRunAt,
            CreatedAt = task.CreatedAt,
            UpdatedAt = task.UpdatedAt,
            CreatedByUserId = task.CreatedByUserId,
            OtherFields = task.Others,
        };
    }
}

/// <summary>A task on the wire.</summary>
internal sealed record TaskDocument(
    string Id, string Name, string Type, string? ProjectId, string? DatasetId, double? SamplingRate, bool? IsContinuous, string? QueryFilter,
    IReadOnlyList<TaskEvaluatorDocument>? Evaluators, IReadOnlyList<string>? ExperimentIds, JsonObject? RunConfiguration,
    DateTimeOffset? LastRunAt, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt, string? CreatedByUserId)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];
}

using System.Text.Json.Nodes;

namespace Arize.Emulator.State;

/// <summary>A stored task.</summary>
sealed class TaskDefinition : INamed
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string SpaceId { get; init; }

    public required string Type { get; init; }

    public string? ProjectId { get; init; }

    public string? DatasetId { get; init; }

    public double? SamplingRate { get; set; }

    public bool IsContinuous { get; set; }

    public string? QueryFilter { get; set; }

    public IReadOnlyList<TaskEvaluator> Evaluators { get; set; } = [];

    public List<string> ExperimentIds { get; init; } = [];

    /// <summary>As on the wire, with enum values in upper case.</summary>
    public JsonObject? RunConfiguration { get; set; }

    /// <summary>What the scenario says of its runs, when it does.</summary>
    public ScenarioTask? Setup { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public bool RunsExperiments => Type == "RUN_EXPERIMENT";
}

/// <summary>An evaluator as attached to a task; without a version it runs the latest.</summary>
sealed record TaskEvaluator(Evaluator Evaluator, string? VersionId, string? QueryFilter, JsonObject? ColumnMappings);

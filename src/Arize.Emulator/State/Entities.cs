using System.Text.Json.Nodes;

namespace Arize.Emulator.State;

/// <summary>Something with its own id.</summary>
interface IEntity
{
    string Id { get; }
}

/// <summary>Something that is found by name within a space.</summary>
interface INamed : IEntity
{
    string Name { get; }

    string SpaceId { get; }
}

sealed record Space(string Id, string Name, string Description, DateTimeOffset CreatedAt) : IEntity;

sealed record Project(string Id, string Name, string SpaceId, DateTimeOffset CreatedAt) : INamed;

sealed record AiIntegration(string Id, string Name, string SpaceId, string Provider, IReadOnlyList<string> Models, DateTimeOffset CreatedAt)
    : INamed;

sealed record AgentIntegration(string Id, string Name, string SpaceId, string Endpoint, string? Model, DateTimeOffset CreatedAt) : INamed;

sealed record Evaluator(
    string Id, string Name, string SpaceId, ScenarioEvaluator Setup, IReadOnlyList<EvaluatorVersion> Versions, DateTimeOffset CreatedAt)
    : INamed;

/// <summary>A committed version of an evaluator.</summary>
sealed record EvaluatorVersion(string Id, string Message, DateTimeOffset CreatedAt) : IEntity;

sealed record Prompt(
    string Id, string Name, string SpaceId, string? Description, IReadOnlyList<PromptVersion> Versions, DateTimeOffset CreatedAt) : INamed;

sealed record PromptVersion(string Id, ScenarioPromptVersion Setup, DateTimeOffset CreatedAt) : IEntity;

sealed record Dataset(
    string Id, string Name, string SpaceId, string? Reference, IReadOnlyList<DatasetVersion> Versions, DateTimeOffset CreatedAt) : INamed;

sealed record DatasetVersion(string Id, string Name, IReadOnlyList<Example> Examples, DateTimeOffset CreatedAt) : IEntity;

sealed record Example(string Id, JsonObject Columns, DateTimeOffset CreatedAt) : IEntity
{
    /// <summary>A column as text; null when absent.</summary>
    public string? Text(string column) => Columns[column] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => other.ToJsonString(),
    };
}

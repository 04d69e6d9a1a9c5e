using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>An evaluator of a task: to attach, or as attached.</summary>
public sealed record TaskEvaluator
{
    /// <summary>The evaluator: an id, or (to attach) a name that is looked up in the space.</summary>
    public required ResourceReference Evaluator { get; init; }

    /// <summary>The evaluator's name as the service returned it; ignored when attaching.</summary>
    public string? Name { get; init; }

    /// <summary>A version of this evaluator to pin; null runs the latest.</summary>
    public string? VersionId { get; init; }

    /// <summary>A filter for this evaluator alone; both it and the task's must hold.</summary>
    public string? QueryFilter { get; init; }

    /// <summary>Maps the evaluator's variables to columns of the data.</summary>
    public IReadOnlyDictionary<string, string> ColumnMappings { get; init; } = new Dictionary<string, string>();

    /// <summary>Mappings of a trace or session evaluator as on the wire; null if it has none. Kept, so that evaluators that were read can be written back.</summary>
    public JsonElement? QueryMappings { get; init; }

    internal static TaskEvaluator Read(TaskEvaluatorDocument evaluator) => new()
    {
        Evaluator = ResourceReference.FromId(evaluator.EvaluatorId),
        Name = evaluator.EvaluatorName,
        VersionId = evaluator.EvaluatorVersionId,
        QueryFilter = evaluator.QueryFilter,
        QueryMappings = evaluator.QueryMappings,
        ColumnMappings = (evaluator.ColumnMappings ?? new Dictionary<string, string?>()).Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!),
    };

    internal JsonObject ToWire(string id)
    {
        var body = new JsonObject { ["evaluator_id"] = id };
        if (!string.IsNullOrWhiteSpace(VersionId))
            body["evaluator_version_id"] = VersionId;
        if (!string.IsNullOrWhiteSpace(QueryFilter))
            body["query_filter"] = QueryFilter;
        if (ColumnMappings.Count > 0)
            body["column_mappings"] = new JsonObject(ColumnMappings.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
        if (QueryMappings is { } mappings)
            body["query_mappings"] = JsonNode.Parse(mappings.GetRawText());
        return body;
    }
}

/// <summary>An evaluator of a task on the wire.</summary>
internal sealed record TaskEvaluatorDocument(
    string EvaluatorId, string? EvaluatorName, string? EvaluatorVersionId, string? QueryFilter, JsonElement? QueryMappings,
    IReadOnlyDictionary<string, string?>? ColumnMappings);

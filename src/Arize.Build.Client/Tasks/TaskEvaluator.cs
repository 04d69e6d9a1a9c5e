using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client.Http;

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

    internal static TaskEvaluator Read(JsonElement evaluator) => new()
    {
        Evaluator = ResourceReference.FromId(JsonFields.Required(evaluator, "evaluator_id", "evaluator of a task")),
        Name = JsonFields.Text(evaluator, "evaluator_name"),
        VersionId = JsonFields.Text(evaluator, "evaluator_version_id"),
        QueryFilter = JsonFields.Text(evaluator, "query_filter"),
        QueryMappings = evaluator.TryGetProperty("query_mappings", out var queries) && queries.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? queries : null,
        ColumnMappings = JsonFields.Object(evaluator, "column_mappings") is { } mappings
            ? mappings.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String).ToDictionary(m => m.Name, m => m.Value.GetString()!)
            : new Dictionary<string, string>(),
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

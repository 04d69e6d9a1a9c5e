using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>What the service demands of each kind of run configuration; it refuses fields that it does not know.</summary>
internal static class RunConfigurationRules
{
    const JsonValueKind Text = JsonValueKind.String, List = JsonValueKind.Array, Map = JsonValueKind.Object, Flag = JsonValueKind.True;

    static readonly (string Kind, (string Field, JsonValueKind Type, bool Required)[] Fields)[] Kinds =
    [
        ("LLM_GENERATION",
        [
            ("experiment_type", Text, true), ("ai_integration_id", Text, true), ("messages", List, true), ("input_variable_format", Text, true),
            ("model_name", Text, false), ("invocation_parameters", Map, false), ("provider_parameters", Map, false), ("tool_config", Map, false),
            ("prompt_version_id", Text, false),
        ]),
        ("TEMPLATE_EVALUATION",
        [
            ("experiment_type", Text, true), ("ai_integration_id", Text, true), ("template", Text, true), ("provide_explanation", Flag, true),
            ("model_name", Text, false), ("classification_choices", Map, false), ("column_mapping", Map, false), ("evaluator_version_id", Text, false),
            ("invocation_parameters", Map, false), ("provider_parameters", Map, false),
        ]),
        ("AGENT_CALL", [("experiment_type", Text, true), ("integration_id", Text, true), ("input_template", Map, true)]),
    ];

    static readonly string[] Formats = ["F_STRING", "MUSTACHE", "NONE"];
    static readonly string[] Roles = ["SYSTEM", "USER", "ASSISTANT", "TOOL"];

    public static string? Kind(JsonObject json) =>
        json["experiment_type"] is JsonValue value && value.GetValueKind() == Text ? Http.JsonFields.Screaming(value.GetValue<string>()) : null;

    public static IEnumerable<ArizeDiagnostic> Check(JsonObject? json, string setting)
    {
        if (json is null)
            return [new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting} is not a JSON object.")];
        var kind = Kind(json);
        var rules = Kinds.FirstOrDefault(k => k.Kind == kind).Fields;
        if (rules is null)
            return [Diagnostic.Value($"{setting}: experiment_type", json["experiment_type"]?.ToJsonString() ?? "missing", $"Valid: {string.Join(", ", Kinds.Select(k => k.Kind))}.")];
        return Fields(json, rules, setting, kind!).Concat(Choices(json, setting));
    }

    /// <summary>The places of enum values, to be written in the server's casing.</summary>
    public static IEnumerable<(JsonObject Owner, string Field)> Enums(JsonObject json)
    {
        yield return (json, "experiment_type");
        if (json["input_variable_format"] is not null)
            yield return (json, "input_variable_format");
        foreach (var message in Messages(json))
        {
            if (message["role"] is JsonValue)
                yield return (message, "role");
            foreach (var call in (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
                if (IsText(call["type"]))
                    yield return (call, "type");
        }
        if ((json["invocation_parameters"] as JsonObject)?["response_format"] is JsonObject format && IsText(format["type"]))
            yield return (format, "type");
    }

    static IEnumerable<ArizeDiagnostic> Fields(JsonObject json, (string Field, JsonValueKind Type, bool Required)[] rules, string setting, string kind)
    {
        foreach (var (field, type, required) in rules)
        {
            var value = json[field];
            if (value is null || IsBlank(value))
            {
                if (required)
                    yield return Diagnostic.Missing($"{setting}: {field}", $"A {kind} configuration needs it.");
            }
            else if (value.GetValueKind() != type && !(type == Flag && value.GetValueKind() == JsonValueKind.False))
                yield return new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting}: {field} must be {Describe(type)}.");
        }
        foreach (var unknown in json.Select(p => p.Key).Except(rules.Select(r => r.Field), StringComparer.Ordinal))
            yield return Diagnostic.Value($"{setting}: field", unknown, $"A {kind} configuration may hold {string.Join(", ", rules.Select(r => r.Field))}.");
    }

    static IEnumerable<ArizeDiagnostic> Choices(JsonObject json, string setting)
    {
        if (json["input_variable_format"] is JsonValue format && format.GetValueKind() == Text && !Formats.Contains(Http.JsonFields.Screaming(format.GetValue<string>())))
            yield return Diagnostic.Value($"{setting}: input_variable_format", format.GetValue<string>(), $"Valid: {string.Join(", ", Formats)}.");
        if (json["messages"] is JsonArray messages && messages.Any(m => m is not JsonObject))
            yield return new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting}: each entry of messages must be an object with role and content.");
        foreach (var message in Messages(json))
            if (message["role"] is not JsonValue role || role.GetValueKind() != Text || !Roles.Contains(Http.JsonFields.Screaming(role.GetValue<string>())))
                yield return Diagnostic.Value($"{setting}: role of a message", message["role"]?.ToJsonString() ?? "missing", $"Valid: {string.Join(", ", Roles)}.");
    }

    static IEnumerable<JsonObject> Messages(JsonObject json) => json["messages"] is JsonArray messages ? messages.OfType<JsonObject>() : [];

    static bool IsText(JsonNode? value) => value is JsonValue text && text.GetValueKind() == Text;

    static bool IsBlank(JsonNode value) => value switch
    {
        JsonArray list => list.Count == 0,
        JsonValue v => v.GetValueKind() == Text && string.IsNullOrWhiteSpace(v.GetValue<string>()),
        _ => false,
    };

    static string Describe(JsonValueKind type) => type switch
    {
        Text => "text",
        List => "a list",
        Map => "an object",
        _ => "true or false",
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>
/// What an experiment task does with each example: generate with an LLM, judge with an LLM, or call an agent. Kept as the JSON that is sent, so that
/// parameters of a provider that this library never heard of pass through.
/// </summary>
public sealed class RunConfiguration
{
    readonly JsonObject json;

    RunConfiguration(JsonObject json) => this.json = json;

    /// <summary>The kind: LLM_GENERATION, TEMPLATE_EVALUATION or AGENT_CALL.</summary>
    public string ExperimentType => RunConfigurationRules.Kind(json)!;

    /// <summary>Reads a configuration as it is on the wire. Instead of an integration's id, its name may stand: it is looked up.</summary>
    /// <param name="text">A JSON object. Comments and trailing commas are allowed.</param>
    /// <param name="setting">The setting to name in errors.</param>
    /// <exception cref="ArizeException">Not JSON, or a field is missing, unknown or of the wrong type: all such faults at once.</exception>
    public static RunConfiguration Parse(string text, string setting = nameof(RunConfiguration))
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return From(node as JsonObject, setting);
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // ArgumentException: a field that is there twice
        {
            throw new ArizeException(new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting} is not valid JSON: {RemoteText.OneLine(e.Message, 200)}"), e);
        }
    }

    /// <summary>A prompt, sent to a model for each example.</summary>
    /// <param name="aiIntegration">The AI integration: an id or a name.</param>
    /// <param name="model">The model, in the integration's own words; null takes the integration's default.</param>
    /// <param name="messages">At least one: role (SYSTEM, USER, ASSISTANT) and content.</param>
    /// <param name="inputVariableFormat">How variables stand in the messages: F_STRING (<c>{question}</c>), MUSTACHE or NONE.</param>
    public static RunConfiguration LlmGeneration(
        string aiIntegration, string? model, IEnumerable<(string Role, string Content)> messages, string inputVariableFormat = "F_STRING")
    {
        var body = Start("LLM_GENERATION", "ai_integration_id", aiIntegration, model);
        body["messages"] = new JsonArray([.. messages.Select(m => (JsonNode)new JsonObject { ["role"] = m.Role, ["content"] = m.Content })]);
        body["input_variable_format"] = inputVariableFormat;
        return From(body, nameof(LlmGeneration));
    }

    /// <summary>A template, judged by a model for each example.</summary>
    /// <param name="aiIntegration">The AI integration: an id or a name.</param>
    /// <param name="model">The model; null takes the integration's default.</param>
    /// <param name="template">The question to the judge, with variables in double braces.</param>
    /// <param name="provideExplanation">Whether the judge explains itself.</param>
    /// <param name="classificationChoices">From label to score; null for a free answer.</param>
    /// <param name="columnMapping">From the template's variables to the dataset's columns.</param>
    public static RunConfiguration TemplateEvaluation(string aiIntegration, string? model, string template, bool provideExplanation,
        IReadOnlyDictionary<string, double>? classificationChoices = null, IReadOnlyDictionary<string, string>? columnMapping = null)
    {
        var body = Start("TEMPLATE_EVALUATION", "ai_integration_id", aiIntegration, model);
        body["template"] = template;
        body["provide_explanation"] = provideExplanation;
        if (classificationChoices is not null)
            body["classification_choices"] = new JsonObject(classificationChoices.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
        if (columnMapping is not null)
            body["column_mapping"] = new JsonObject(columnMapping.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
        return From(body, nameof(TemplateEvaluation));
    }

    /// <summary>An agent's endpoint, called for each example.</summary>
    /// <param name="integration">The AGENT integration: an id or a name.</param>
    /// <param name="inputTemplate">The body to send, with <c>{{column}}</c> placeholders.</param>
    public static RunConfiguration AgentCall(string integration, JsonObject inputTemplate)
    {
        var body = Start("AGENT_CALL", "integration_id", integration, null);
        body["input_template"] = inputTemplate.DeepClone();
        return From(body, nameof(AgentCall));
    }

    /// <summary>The configuration as JSON, as on the wire.</summary>
    public override string ToString() => json.ToJsonString();

    /// <summary>The field that names the integration, and the id or name in it.</summary>
    internal (string Field, string NameOrId) Integration
    {
        get
        {
            var name = ExperimentType == "AGENT_CALL" ? "integration_id" : "ai_integration_id";
            return (name, json[name]!.GetValue<string>());
        }
    }

    /// <summary>The body to send, with the integration's id and the enums as the server wants them.</summary>
    internal JsonObject ToWire(string integrationId, Func<string, string> enumText)
    {
        var body = (JsonObject)json.DeepClone();
        body[Integration.Field] = integrationId;
        foreach (var unset in body.Where(p => p.Value is null).Select(p => p.Key).ToArray())
            body.Remove(unset);
        foreach (var (owner, field) in RunConfigurationRules.Enums(body))
            owner[field] = enumText(Http.Wire.Screaming(owner[field]!.GetValue<string>()));
        return body;
    }

    static JsonObject Start(string kind, string field, string integration, string? model)
    {
        var body = new JsonObject { ["experiment_type"] = kind, [field] = integration };
        if (model is not null)
            body["model_name"] = model;
        return body;
    }

    static RunConfiguration From(JsonObject? json, string setting)
    {
        var faults = RunConfigurationRules.Check(json, setting).ToList();
        return faults.Count == 0 ? new RunConfiguration(json!) : throw new ArizeException(faults);
    }
}

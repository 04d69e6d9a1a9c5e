using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>
/// What an experiment task does with each example: <see cref="LlmGeneration"/>, <see cref="TemplateEvaluation"/> or <see cref="AgentCall"/>; another kind that the
/// service has is an <see cref="OtherRunConfiguration"/>. Fields that this version does not know are kept, and shown by <see cref="ToString"/>.
/// </summary>
public abstract class RunConfiguration
{
    private protected RunConfiguration(string kind, JsonObject? json) => Json = json ?? new JsonObject { ["experiment_type"] = kind };

    /// <summary>The kind as the service names it, such as LLM_GENERATION.</summary>
    public string ExperimentType => RunConfigurationRules.Kind(Json) ?? "";

    private protected JsonObject Json { get; }

    /// <summary>Reads a configuration as it is on the wire. Instead of an integration's id, its name may be given: it is looked up.</summary>
    /// <param name="text">A JSON object. Comments and trailing commas are allowed.</param>
    /// <param name="setting">The setting to name in errors.</param>
    /// <exception cref="ArizeException">Not JSON, or a field is missing, unknown or of the wrong type: all such errors at once.</exception>
    public static RunConfiguration Parse(string text, string setting = nameof(RunConfiguration))
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var faults = RunConfigurationRules.Check(node as JsonObject, setting).ToList();
            return faults.Count == 0 ? Of((JsonObject)node!) : throw new ArizeException(faults);
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // ArgumentException: a field that is given twice
        {
            throw new ArizeException(new ArizeDiagnostic(ArizeErrorCode.Value, $"{setting} is not valid JSON: {RemoteText.OneLine(e.Message, 200)}"), e);
        }
    }

    /// <summary>The configuration as JSON, as on the wire.</summary>
    public override string ToString() => Json.ToJsonString();

    /// <summary>As the service wrote it: nothing is demanded of it.</summary>
    internal static RunConfiguration Read(JsonObject configuration) => Of(configuration);

    /// <summary>The field that names the integration; null if the kind is not known.</summary>
    internal abstract string? IntegrationField { get; }

    /// <summary>The integration; null if none is given.</summary>
    internal ResourceReference? Integration => IntegrationField is { } name ? Text(name) : null;

    /// <summary>What is wrong with it, before any request.</summary>
    internal IEnumerable<ArizeDiagnostic> Check(string setting) => RunConfigurationRules.Check(Json, setting);

    /// <summary>The body to send, with the integration's id and the enums as the server wants them.</summary>
    internal JsonObject ToWire(string integrationId, Func<string, string> enumText)
    {
        var body = (JsonObject)Json.DeepClone();
        body[IntegrationField!] = integrationId;
        foreach (var unset in body.Where(p => p.Value is null).Select(p => p.Key).ToArray())
            body.Remove(unset);
        foreach (var (owner, field) in RunConfigurationRules.Enums(body))
            owner[field] = enumText(Http.JsonFields.Screaming(owner[field]!.GetValue<string>()));
        return body;
    }

    private protected string? Text(string field) => Json[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private protected JsonObject? Map(string field) => Json[field] as JsonObject;

    private protected void Set(string field, JsonNode? value)
    {
        if (value is null)
            Json.Remove(field);
        else
            Json[field] = value.Parent is null ? value : value.DeepClone();
    }

    static RunConfiguration Of(JsonObject json) => RunConfigurationRules.Kind(json) switch
    {
        LlmGeneration.Kind => new LlmGeneration(json),
        TemplateEvaluation.Kind => new TemplateEvaluation(json),
        AgentCall.Kind => new AgentCall(json),
        _ => new OtherRunConfiguration(json),
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>A template that a model answers, as a judge, for each example.</summary>
public sealed class TemplateEvaluation : RunConfiguration
{
    internal const string Kind = "TEMPLATE_EVALUATION";

    /// <summary>Makes a configuration. <see cref="AiIntegration"/> and <see cref="Template"/> are needed.</summary>
    public TemplateEvaluation()
        : base(Kind, null) => ProvideExplanation = false;

    internal TemplateEvaluation(JsonObject json)
        : base(Kind, json)
    {
    }

    /// <summary>The AI integration: an id or a name. Required.</summary>
    public ResourceReference? AiIntegration { get => Integration; init => Set("ai_integration_id", value?.ToString()); }

    /// <summary>The model; null takes the integration's default.</summary>
    public string? ModelName { get => Text("model_name"); init => Set("model_name", value); }

    /// <summary>The question to the judge, with variables in double braces. Required.</summary>
    public string? Template { get => Text("template"); init => Set("template", value); }

    /// <summary>Whether the judge explains its answer. Default: false.</summary>
    public bool ProvideExplanation
    {
        get => Json["provide_explanation"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
        init => Set("provide_explanation", value);
    }

    /// <summary>The score of each label; null for a free answer.</summary>
    public IReadOnlyDictionary<string, double>? ClassificationChoices
    {
        get => Map("classification_choices")?.Where(c => c.Value?.GetValueKind() == JsonValueKind.Number).ToDictionary(c => c.Key, c => c.Value!.GetValue<double>());
        init => Set("classification_choices", value is null ? null : new JsonObject(value.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))));
    }

    /// <summary>The dataset's column for each variable of the template.</summary>
    public IReadOnlyDictionary<string, string>? ColumnMapping
    {
        get => Map("column_mapping")?.Where(c => c.Value?.GetValueKind() == JsonValueKind.String).ToDictionary(c => c.Key, c => c.Value!.GetValue<string>());
        init => Set("column_mapping", value is null ? null : new JsonObject(value.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))));
    }

    /// <summary>The version of the evaluator that the template is from.</summary>
    public string? EvaluatorVersionId { get => Text("evaluator_version_id"); init => Set("evaluator_version_id", value); }

    /// <summary>Parameters of the call, such as <c>temperature</c>, as the service takes them.</summary>
    public JsonObject? InvocationParameters { get => Map("invocation_parameters"); init => Set("invocation_parameters", value); }

    /// <summary>Parameters of the provider, as the service takes them.</summary>
    public JsonObject? ProviderParameters { get => Map("provider_parameters"); init => Set("provider_parameters", value); }

    internal override string IntegrationField => "ai_integration_id";
}

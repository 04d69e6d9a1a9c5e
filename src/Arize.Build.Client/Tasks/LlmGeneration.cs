using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>A prompt that is sent to a model for each example.</summary>
public sealed class LlmGeneration : RunConfiguration
{
    internal const string Kind = "LLM_GENERATION";

    /// <summary>Makes a configuration. <see cref="AiIntegration"/> and <see cref="Messages"/> are needed.</summary>
    public LlmGeneration()
        : base(Kind, null) => InputVariableFormat = InputVariableFormat.FString;

    internal LlmGeneration(JsonObject json)
        : base(Kind, json)
    {
    }

    /// <summary>The AI integration: an id or a name. Required.</summary>
    public ResourceReference? AiIntegration { get => Integration; init => Set("ai_integration_id", value?.ToString()); }

    /// <summary>The model, in the integration's own words; null takes the integration's default.</summary>
    public string? ModelName { get => Text("model_name"); init => Set("model_name", value); }

    /// <summary>The messages, at least one.</summary>
    public IReadOnlyList<PromptMessage> Messages
    {
        get => [.. (Json["messages"] as JsonArray ?? []).OfType<JsonObject>().Select(m => new PromptMessage(m))];
        init => Set("messages", new JsonArray([.. value.Select(m => (JsonNode)m.ToJson())]));
    }

    /// <summary>How variables are written in the messages. Default: <see cref="InputVariableFormat.FString"/>.</summary>
    public InputVariableFormat InputVariableFormat
    {
        get => RunConfigurationEnums.Read<InputVariableFormat>(Text("input_variable_format"));
        init => Set("input_variable_format", RunConfigurationEnums.Write(value));
    }

    /// <summary>Parameters of the call, such as <c>temperature</c>, as the service takes them.</summary>
    public JsonObject? InvocationParameters { get => Map("invocation_parameters"); init => Set("invocation_parameters", value); }

    /// <summary>Parameters of the provider, as the service takes them.</summary>
    public JsonObject? ProviderParameters { get => Map("provider_parameters"); init => Set("provider_parameters", value); }

    /// <summary>The tools that the model may call, as the service takes them.</summary>
    public JsonObject? ToolConfig { get => Map("tool_config"); init => Set("tool_config", value); }

    /// <summary>The version of the prompt that the messages are from.</summary>
    public string? PromptVersionId { get => Text("prompt_version_id"); init => Set("prompt_version_id", value); }

    internal override string IntegrationField => "ai_integration_id";
}

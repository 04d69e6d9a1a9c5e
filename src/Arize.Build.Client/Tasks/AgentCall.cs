using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>An agent's endpoint that is called for each example.</summary>
public sealed class AgentCall : RunConfiguration
{
    internal const string Kind = "AGENT_CALL";

    /// <summary>Makes a configuration. <see cref="AgentIntegration"/> and <see cref="InputTemplate"/> are needed.</summary>
    public AgentCall()
        : base(Kind, null)
    {
    }

    internal AgentCall(JsonObject json)
        : base(Kind, json)
    {
    }

    /// <summary>The AGENT integration: an id or a name. Required.</summary>
    public ResourceReference? AgentIntegration { get => Integration; init => Set("integration_id", value?.ToString()); }

    /// <summary>The body to send, with <c>{{column}}</c> placeholders. Required.</summary>
    public JsonObject? InputTemplate { get => Map("input_template"); init => Set("input_template", value); }

    internal override string IntegrationField => "integration_id";
}

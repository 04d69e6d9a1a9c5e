using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>One message of a prompt.</summary>
public sealed class PromptMessage
{
    readonly JsonObject json;

    /// <summary>Makes a message of a role and its text.</summary>
    /// <param name="role">The role.</param>
    /// <param name="content">The text, with variables.</param>
    public PromptMessage(MessageRole role, string content) => json = new JsonObject { ["role"] = RunConfigurationEnums.Write(role), ["content"] = content };

    internal PromptMessage(JsonObject json) => this.json = json;

    /// <summary>The role.</summary>
    public MessageRole Role => RunConfigurationEnums.Read<MessageRole>(Text("role"));

    /// <summary>The text; empty for a message that holds tool calls only.</summary>
    public string Content => Text("content") ?? "";

    /// <summary>The message as JSON, as on the wire.</summary>
    public override string ToString() => json.ToJsonString();

    internal JsonNode ToJson() => json.DeepClone();

    string? Text(string field) => json[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}

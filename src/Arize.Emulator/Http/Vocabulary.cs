using System.Text.Json.Nodes;

namespace Arize.Emulator.Http;

/// <summary>Spells enum values as the dialect does. Inside the emulator they are upper case.</summary>
sealed class Vocabulary(Dialect dialect)
{
    public bool IsOld => dialect == Dialect.Lower;

    public string Say(string value) => !IsOld ? value : value == "OPEN_AI" ? "openAI" : value.ToLowerInvariant();

    public JsonObject SayConfiguration(JsonObject configuration) => WithEnums(configuration, Say);

    public static JsonObject UnderstandConfiguration(JsonObject configuration) =>
        WithEnums(configuration, value => value.ToUpperInvariant());

    /// <summary>A copy of a run configuration with another spelling of its enum values, and of nothing else.</summary>
    static JsonObject WithEnums(JsonObject configuration, Func<string, string> spell)
    {
        var copy = configuration.DeepClone().AsObject();
        Respell(copy, "experiment_type", spell);
        Respell(copy, "input_variable_format", spell);
        foreach (var message in (copy["messages"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Respell(message, "role", spell);
            foreach (var call in (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
                Respell(call, "type", spell);
        }

        if (copy["invocation_parameters"] is JsonObject parameters && parameters["response_format"] is JsonObject format)
            Respell(format, "type", spell);
        return copy;
    }

    static void Respell(JsonObject holder, string key, Func<string, string> spell)
    {
        if (holder[key] is JsonValue value && value.TryGetValue(out string? text))
            holder[key] = spell(text);
    }
}

using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// Reads the attributes of a span. Their names are dotted, as in <c>llm.token_count.total</c>; objects in objects are read as the same dotted names, and an attribute that is there in
/// both forms has two readings.
/// </summary>
/// <param name="asked">Which texts are wanted.</param>
internal sealed class AttributeReader(ListSpansRequest asked)
{
    /// <summary>What is nested deeper than names are is a text, or an attack.</summary>
    const int Deepest = 16;

    static readonly Dictionary<string, string> NoTexts = [];
    static readonly Dictionary<string, double> NoNumbers = [];

    readonly HashSet<string> wanted = new(asked.TextAttributes, StringComparer.Ordinal);
    readonly RowFields fields = new();
    Dictionary<string, string>? texts;
    Dictionary<string, double>? numbers;

    public IReadOnlyDictionary<string, string> Texts => texts ?? NoTexts;

    public IReadOnlyDictionary<string, double> Numbers => numbers ?? NoNumbers;

    /// <summary>A new span begins; what the last one had is its own.</summary>
    public void Restart()
    {
        (texts, numbers) = (null, null);
        fields.Restart();
    }

    /// <summary>Reads the attributes; the reader is at their object, and at its end afterwards.</summary>
    /// <exception cref="JsonException">An attribute is there twice.</exception>
    public void Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartObject)
            throw JsonFields.Unexpected("attributes", "they are not a JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = fields.Next(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.String && Wants(field.FullName))
                Add(field.FullName, field.Again(ref json)!);
            else
                Value(ref json, field.FullName, 1);
        }
    }

    void Value(ref Utf8JsonReader json, string name, int depth)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Number:
                if (texts?.ContainsKey(name) == true || !(numbers ??= new(StringComparer.Ordinal)).TryAdd(name, json.GetDouble()))
                    throw UniqueMembers.Twice(name);
                break;
            case JsonTokenType.StartObject when depth < Deepest:
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var inner = $"{name}.{json.GetString()}";
                    json.Read();
                    Value(ref json, inner, depth + 1);
                }
                break;
            case JsonTokenType.Null:
                break;
            default:
                if (Wants(name))
                    Add(name, Text(ref json));
                else
                    json.Skip();
                break;
        }
    }

    bool Wants(string name) => asked.IncludeTexts || wanted.Contains(name);

    void Add(string name, string text)
    {
        if (numbers?.ContainsKey(name) == true || !(texts ??= new(StringComparer.Ordinal)).TryAdd(name, text))
            throw UniqueMembers.Twice(name);
    }

    static string Text(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => JsonElement.ParseValue(ref json).GetRawText(),
    };
}

using System.Text.Json;

namespace Arize.Build.Gates.Settings;

/// <summary>JSON that a verdict or a request rests on has one meaning: no member is given twice.</summary>
internal static class StrictJson
{
    /// <summary>Refuses JSON that is ambiguous.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is not JSON, or a member is given twice.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var open = new Stack<HashSet<string>?>();
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.StartArray:
                    open.Push(null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek()!.Add(reader.GetString()!):
                    throw new JsonException($"The member '{reader.GetString()}' is given twice.");
            }
    }
}

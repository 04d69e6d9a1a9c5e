using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.Settings;

/// <summary>A JSON value that knows where it is written. System.Text.Json forgets that, and a fault without its line helps nobody.</summary>
internal sealed class LocatedJson
{
    public required JsonValueKind Kind { get; init; }
    public required SourcePosition At { get; init; }

    /// <summary>The text of a string; the digits of a number.</summary>
    public string Text { get; init; } = "";

    public List<LocatedJson> Items { get; } = [];

    /// <summary>In the order written; each key once.</summary>
    public List<(string Key, SourcePosition At, LocatedJson Value)> Members { get; } = [];

    public LocatedJson? Member(string key) => Members.Find(m => m.Key == key).Value;

    /// <summary>The value as JSON again.</summary>
    public string ToJson() => Kind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', Members.Select(m => $"{JsonValue.Create(m.Key).ToJsonString()}:{m.Value.ToJson()}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', Items.Select(i => i.ToJson()))}]",
        JsonValueKind.String => JsonValue.Create(Text).ToJsonString(),
        JsonValueKind.Number => Text,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Reads a whole text. Every duplicate member and every half character is reported with its place.</summary>
    /// <param name="json">The text's bytes.</param>
    /// <param name="source">What the text is.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>Null if it is not JSON.</returns>
    public static LocatedJson? Read(ReadOnlySpan<byte> json, JsonSource source, List<GateDiagnostic> faults)
    {
        if (UserText.Problem(json, source.FirstLine) is { } wrong)
        {
            faults.Add(new GateDiagnostic(source.Code, wrong.Message, new SourcePosition(source.File, wrong.Line, wrong.Column)));
            return null;
        }
        json = UserText.WithoutMark(json);
        var places = new Places(json.ToArray(), source, faults);
        var reader = new Utf8JsonReader(json, source.Options);
        try
        {
            reader.Read();
            var value = Value(ref reader, places);
            reader.Read(); // throws where more follows
            return value;
        }
        catch (JsonException e)
        {
            places.Add(places.Of((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0)), $"This is not JSON: {RemoteText.OneLine(UserText.Reason(e), 200)}");
            return null;
        }
    }

    static LocatedJson Value(ref Utf8JsonReader reader, Places places)
    {
        var at = places.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var holder = new LocatedJson { Kind = JsonValueKind.Object, At = at };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (place, key) = (places.Of(reader.TokenStartIndex), places.Text(in reader));
                    reader.Read();
                    var value = Value(ref reader, places);
                    if (holder.Member(key) is null)
                        holder.Members.Add((key, place, value));
                    else
                        places.Add(place, $"{RemoteText.Quote(key)} is here twice. Keep one.");
                }
                return holder;
            case JsonTokenType.StartArray:
                var list = new LocatedJson { Kind = JsonValueKind.Array, At = at };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(ref reader, places));
                return list;
            case JsonTokenType.String:
                return new LocatedJson { Kind = JsonValueKind.String, At = at, Text = places.Text(in reader) };
            case JsonTokenType.Number:
                return new LocatedJson { Kind = JsonValueKind.Number, At = at, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                return new LocatedJson { Kind = reader.TokenType switch { JsonTokenType.True => JsonValueKind.True, JsonTokenType.False => JsonValueKind.False, _ => JsonValueKind.Null }, At = at };
        }
    }

    /// <summary>From an offset in bytes to a line and a column in characters.</summary>
    sealed class Places(byte[] json, JsonSource source, List<GateDiagnostic> faults)
    {
        int line;
        int lineStart;
        int seen;

        /// <summary>The place of a token; these offsets only grow.</summary>
        public SourcePosition Of(long offset)
        {
            for (; seen < offset; seen++)
                if (json[seen] == '\n')
                    (line, lineStart) = (line + 1, seen + 1);
            return At(line, lineStart, (int)offset);
        }

        /// <summary>The place that the JSON reader names: a line from 0, and bytes in it.</summary>
        public SourcePosition Of(int lineFromZero, int bytes)
        {
            var start = 0;
            for (var i = 0; i < lineFromZero && Array.IndexOf(json, (byte)'\n', start) is >= 0 and var end; i++)
                start = end + 1;
            return At(lineFromZero, start, Math.Min(start + bytes, json.Length));
        }

        public string Text(in Utf8JsonReader reader)
        {
            var text = UserText.Of(in reader, out var problem);
            if (problem is var (offset, message))
                Add(Of(reader.TokenStartIndex + 1 + offset), message);
            else if (text.Contains('\0', StringComparison.Ordinal) && !source.IsData)
                Add(Of(reader.TokenStartIndex), "U+0000 is not allowed in a text. Leave it out.");
            else
                return text;
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        public void Add(SourcePosition at, string message) => faults.Add(new GateDiagnostic(source.Code, message, at));

        SourcePosition At(int lineFromZero, int start, int offset) =>
            new(source.File, source.FirstLine + lineFromZero, Encoding.UTF8.GetCharCount(json, start, offset - start) + 1);
    }
}

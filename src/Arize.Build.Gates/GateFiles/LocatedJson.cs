using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.GateFiles;

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

    /// <summary>Reads a whole file. Comments and trailing commas are allowed.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="file">Its path.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>Null where it is not JSON.</returns>
    public static LocatedJson? Read(ReadOnlySpan<byte> json, string file, List<GateDiagnostic> faults)
    {
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[3..];
        var places = new Places(json.ToArray(), file);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        try
        {
            reader.Read();
            var value = Value(ref reader, places, faults);
            reader.Read(); // throws where more follows
            return value;
        }
        catch (JsonException e)
        {
            var why = e.Message;
            var end = why.IndexOf(" LineNumber:", StringComparison.Ordinal);
            faults.Add(new GateDiagnostic(GateErrorCode.GateFile, $"This is not JSON: {RemoteText.OneLine(end < 0 ? why : why[..end], 200)}",
                new SourcePosition(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1)));
            return null;
        }
    }

    static LocatedJson Value(ref Utf8JsonReader reader, Places places, List<GateDiagnostic> faults)
    {
        var at = places.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var holder = new LocatedJson { Kind = JsonValueKind.Object, At = at };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, place) = (reader.GetString()!, places.Of(reader.TokenStartIndex));
                    reader.Read();
                    var value = Value(ref reader, places, faults);
                    if (holder.Member(key) is null)
                        holder.Members.Add((key, place, value));
                    else
                        faults.Add(new GateDiagnostic(GateErrorCode.GateFile, $"{RemoteText.Quote(key)} is here twice. Keep one.", place));
                }
                return holder;
            case JsonTokenType.StartArray:
                var list = new LocatedJson { Kind = JsonValueKind.Array, At = at };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(ref reader, places, faults));
                return list;
            case JsonTokenType.String:
                return new LocatedJson { Kind = JsonValueKind.String, At = at, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new LocatedJson { Kind = JsonValueKind.Number, At = at, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                return new LocatedJson { Kind = reader.TokenType switch { JsonTokenType.True => JsonValueKind.True, JsonTokenType.False => JsonValueKind.False, _ => JsonValueKind.Null }, At = at };
        }
    }

    /// <summary>From an offset in bytes to a line and a column in characters. Offsets only grow.</summary>
    sealed class Places(byte[] json, string file)
    {
        int line = 1;
        int lineStart;
        int seen;

        public SourcePosition Of(long offset)
        {
            for (; seen < offset; seen++)
                if (json[seen] == '\n')
                    (line, lineStart) = (line + 1, seen + 1);
            return new SourcePosition(file, line, Encoding.UTF8.GetCharCount(json, lineStart, (int)offset - lineStart) + 1);
        }
    }
}

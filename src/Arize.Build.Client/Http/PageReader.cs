using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>Reads one item of a list; the reader is at its beginning, and at its end afterwards.</summary>
internal delegate T ItemReader<T>(ref Utf8JsonReader json);

/// <summary>Reads a page of a long list in one pass, without a document in between.</summary>
internal static class PageReader
{
    /// <summary>What nobody judges may be nested as deep as its page is long: it is skipped, not built.</summary>
    static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = Transport.MaxAnswerBytes };

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page; half characters in it are replaced in place.</param>
    /// <param name="call">What it answers.</param>
    /// <param name="list">The name of the list in it.</param>
    /// <param name="item">Reads one item.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Page<T> Read<T>(Memory<byte> page, ApiRequest call, string list, ItemReader<T> item)
    {
        page = Utf8Repair.In(page);
        try
        {
            return ReadPage(page.Span, call, list, item);
        }
        catch (ArizeException)
        {
            // What is no JSON further down was damaged on its way, and may be read well the next time.
            for (var rest = new Utf8JsonReader(page.Span, AnyDepth); rest.Read();)
                continue;
            throw;
        }
    }

    /// <summary>Reads the objects of a list; the reader is at its beginning, and at its end afterwards.</summary>
    /// <param name="json">The reader.</param>
    /// <param name="call">What the page answers.</param>
    /// <param name="list">The name of the list.</param>
    /// <param name="item">Reads one item.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<T> Items<T>(ref Utf8JsonReader json, object call, string list, ItemReader<T> item)
    {
        var found = new List<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            found.Add(json.TokenType == JsonTokenType.StartObject ? item(ref json) : throw JsonFields.Unexpected(call, $"an entry of the list '{list}' is not a JSON object"));
        return found;
    }

    static Page<T> ReadPage<T>(ReadOnlySpan<byte> page, ApiRequest call, string list, ItemReader<T> item)
    {
        List<T>? items = null;
        JsonElement pagination = default;
        var json = new Utf8JsonReader(page, AnyDepth);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw JsonFields.Unexpected(call, "the answer is not a JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            if (json.ValueTextEquals(list))
                items = items is not null ? throw UniqueMembers.Twice(list) : json.Read() && json.TokenType == JsonTokenType.StartArray ? Items(ref json, call, list, item) : throw Missing();
            else if (json.ValueTextEquals("pagination"u8) && json.Read())
                pagination = pagination.ValueKind != JsonValueKind.Undefined ? throw UniqueMembers.Twice("pagination") : JsonElement.ParseValue(ref json);
            else
                json.Skip();
        json.Read(); // throws where more follows
        return new Page<T> { Items = items ?? throw Missing(), NextCursor = JsonFields.NextCursorOf(pagination, call) };

        ArizeException Missing() => JsonFields.Unexpected(call, $"the list '{list}' is missing");
    }
}

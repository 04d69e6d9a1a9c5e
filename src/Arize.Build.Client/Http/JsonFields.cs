using System.Globalization;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>
/// Reads fields of answers by name. Not a serializer: an answer may gain fields at any time, enums come in any casing, and a field that is missing or of
/// the wrong type must be named in the error rather than become a default.
/// </summary>
internal static class JsonFields
{
    public static string Required(JsonElement from, string field, string what) =>
        Text(from, field) ?? throw Unexpected(what, $"the field '{field}' is missing");

    public static string? Text(JsonElement from, string field) => from.ValueKind != JsonValueKind.Object
        ? throw Unexpected(field, "it was looked for in what is not a JSON object")
        : from.TryGetProperty(field, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => throw Unexpected(field, "it is not text"),
        }
        : null;

    public static string? Text(ref Utf8JsonReader value, string field) => value.TokenType switch
    {
        JsonTokenType.String => value.GetString(),
        JsonTokenType.Null => null,
        _ => throw Unexpected(field, "it is not text"),
    };

    public static long? Count(JsonElement from, string field) =>
        from.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Unexpected(field, "it is not a whole number")
            : null;

    public static double? Number(JsonElement from, string field) =>
        from.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static bool? Flag(JsonElement from, string field) =>
        from.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    public static DateTimeOffset? Moment(JsonElement from, string field) => Moment(Text(from, field), field);

    public static DateTimeOffset? Moment(ref Utf8JsonReader value, string field) =>
        value.TokenType == JsonTokenType.String && value.ValueSpan is [.., (byte)'Z'] && value.TryGetDateTimeOffset(out var moment) ? moment : Moment(Text(ref value, field), field);

    static DateTimeOffset? Moment(string? text, string field) => text is not null
        ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw Unexpected(field, "it is not a time")
        : null;

    public static IReadOnlyList<string> Texts(JsonElement from, string field) =>
        from.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. from item in list.EnumerateArray() where item.ValueKind == JsonValueKind.String select item.GetString()!]
            : [];

    public static JsonElement? Object(JsonElement from, string field) =>
        from.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public static IEnumerable<JsonElement> Items(JsonElement page, string field, ApiRequest call) =>
        page.TryGetProperty(field, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item : throw Unexpected(call, $"an entry of the list '{field}' is not a JSON object"))
            : throw Unexpected(call, $"the list '{field}' is missing");

    /// <summary>Null on the last page. A list that says that it has more, and not where, would end early, and a gate would judge half of its rows: an error.</summary>
    public static string? NextCursor(JsonElement page, ApiRequest call) => NextCursorOf(Object(page, "pagination") ?? default, call);

    /// <summary>The same, of the object <c>pagination</c> alone.</summary>
    public static string? NextCursorOf(JsonElement pagination, ApiRequest call)
    {
        if (pagination.ValueKind != JsonValueKind.Object)
            throw Unexpected(call, "the object 'pagination' is missing");
        var next = Text(pagination, "next_cursor");
        if (Flag(pagination, "has_more") ?? next is not null)
            return next is { Length: > 0 } ? next : throw Unexpected(call, "there are more pages, but no cursor to them");
        return null;
    }

    /// <summary>The fields that this version does not know, so that they can be shown.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Unknown(JsonElement from, IReadOnlySet<string> known) =>
        from.EnumerateObject().Where(p => !known.Contains(p.Name)).GroupBy(p => p.Name).ToDictionary(p => p.Key, p => p.Last().Value, StringComparer.Ordinal);

    /// <summary>Refuses an answer about something other than what was requested.</summary>
    public static T About<T>(string kind, string asked, T answer, Func<T, string> about) =>
        about(answer) is var told && told == asked ? answer : throw Unexpected($"{kind} {RemoteText.Quote(asked)}", $"it is about another {kind}, {RemoteText.Quote(told)}");

    /// <summary>An enum value of any casing, with - or _, as SCREAMING_SNAKE_CASE.</summary>
    public static string Screaming(string text) => text.Trim().Replace('-', '_').ToUpperInvariant();

    public static ArizeException Unexpected(object what, string problem) =>
        new(new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer, $"Unexpected answer of the service ({what}): {RemoteText.OneLine(problem, 200)}.")) { IsUnreadable = true };
}

using System.Globalization;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>What the readers of answers share.</summary>
internal static class JsonFields
{
    public static string? Text(ref Utf8JsonReader value, string field) => value.TokenType switch
    {
        JsonTokenType.String => value.GetString(),
        JsonTokenType.Null => null,
        _ => throw Unexpected(field, "it is not text"),
    };

    public static DateTimeOffset? Moment(ref Utf8JsonReader value, string field) =>
        value.TokenType == JsonTokenType.Null ? null : Time(ref value) ?? throw Unexpected(field, "it is not a time");

    /// <summary>A time, UTC if it has no offset; null if it is not a time.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader value) =>
        value.TokenType != JsonTokenType.String ? null
        : value.ValueSpan is [.., (byte)'Z'] && value.TryGetDateTimeOffset(out var exact) ? exact
        : DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : null;

    public static IEnumerable<JsonElement> Items(JsonElement page, string field, ApiRequest call) =>
        page.TryGetProperty(field, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item : throw Unexpected(call, $"an entry of the list '{field}' is not a JSON object"))
            : throw Unexpected(call, $"the list '{field}' is missing");

    /// <summary>Null on the last page. A list that says that it has more, and not where, would end early, and a gate would judge half of its rows: an error.</summary>
    public static string? NextCursor(JsonElement page, ApiRequest call) => NextCursorOf(page.TryGetProperty("pagination", out var pagination) ? pagination : default, call);

    /// <summary>The same, of the object <c>pagination</c> alone.</summary>
    public static string? NextCursorOf(JsonElement pagination, ApiRequest call)
    {
        if (pagination.ValueKind != JsonValueKind.Object)
            throw Unexpected(call, "the object 'pagination' is missing");
        var (next, hasMore) = AnswerReader.Read<PaginationDocument>(pagination, call.ToString());
        // A cursor is followed even if has_more is false: a page too many does no harm, and one too few would not be noticed.
        return next is { Length: > 0 } ? next
            : hasMore == true || next is not null && hasMore is null ? throw Unexpected(call, "there are more pages, but no cursor to them")
            : null;
    }

    /// <summary>Refuses an answer about something other than what was requested.</summary>
    public static T About<T>(string kind, string asked, T answer, Func<T, string> about) =>
        about(answer) is var told && told == asked ? answer : throw Unexpected($"{kind} {RemoteText.Quote(asked)}", $"it is about another {kind}, {RemoteText.Quote(told)}");

    /// <summary>An enum value of any casing, with - or _, as SCREAMING_SNAKE_CASE.</summary>
    public static string Screaming(string text) => text.Trim().Replace('-', '_').ToUpperInvariant();

    public static ArizeException Unexpected(object what, string problem) =>
        new(new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer, $"Unexpected answer of the service ({what}): {RemoteText.OneLine(problem, 200)}.")) { IsUnreadable = true };
}

/// <summary>Where the next page of a list is, on the wire.</summary>
internal sealed record PaginationDocument(string? NextCursor, bool? HasMore);

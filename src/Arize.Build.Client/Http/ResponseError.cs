using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>Turns an answer that is not a success into one of our errors. Problem documents are RFC 9457.</summary>
internal static class ResponseError
{
    public static ArizeException From(ApiResponse answer, ApiRequest call, TimeSpan? retryAfter)
    {
        var problem = Problem(answer);
        var (detail, said) = (problem?.Detail, problem?.ToString() ?? "");
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Status is >= 300 and < 400)
            return Make(ArizeErrorCode.Intercepted, $"{call} was answered with a redirect ({status}), which is never followed: it would take the API key elsewhere. "
                + "Check the base URL, and whether a proxy answers.");
        if (problem is null && IsHtml(answer))
            return Make(ArizeErrorCode.Intercepted, Page(answer, call), passing: answer.Status >= 500);
        return answer.Status switch
        {
            401 => Make(ArizeErrorCode.Authentication, $"The API key was refused (401){said}. Check that it is complete, not revoked, and of this region."),
            403 => Make(ArizeErrorCode.Authentication, $"The API key may not do this (403): {call}{said}. Check the key's role in the space."),
            404 => Make(ArizeErrorCode.NotFound, $"Not found, or not visible to this API key (404): {call}{said}."),
            429 => Make(ArizeErrorCode.RateLimited, $"Too many requests (429): {call}{said}.", passing: true),
            408 or >= 500 => Make(ArizeErrorCode.Service, $"The service failed ({status}): {call}{said}.", passing: true),
            _ => Make(ArizeErrorCode.Rejected, $"The service refused the request ({status}): {call}{said}."),
        };

        ArizeException Make(string code, string message, bool passing = false) => new(new ArizeDiagnostic(code, message))
        {
            Status = answer.Status,
            Detail = detail,
            ErrorCode = problem?.ErrorCode,
            RequestId = problem?.RequestId,
            RetryAfter = retryAfter,
            IsTransient = passing,
        };
    }

    /// <summary>A success that is not JSON: a login page, or nothing at all.</summary>
    public static ArizeException NotJson(ApiResponse answer, ApiRequest call) => new(new ArizeDiagnostic(ArizeErrorCode.Intercepted,
        IsHtml(answer) ? Page(answer, call) : $"{call} was answered with {RemoteText.OneLine(answer.ContentType ?? "no content type", 80)} instead of JSON. Does a proxy answer?"))
    {
        Status = answer.Status,
        IsUnreadable = true,
    };

    /// <summary>JSON that cannot be read: cut off, or not JSON after all. It may pass.</summary>
    public static ArizeException BadJson(ApiResponse answer, ApiRequest call, JsonException error) => new(new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
        $"{call} was answered with JSON that cannot be read: {RemoteText.OneLine(error.Message, 200)}"), error)
    {
        Status = answer.Status,
        IsTransient = true,
        IsUnreadable = true,
    };

    static string Page(ApiResponse answer, ApiRequest call)
    {
        var start = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 600)]);
        return $"{call} was answered with a web page ({answer.Status.ToString(CultureInfo.InvariantCulture)}), not by the API. "
            + $"Was it intercepted by a proxy or a login page? It begins: {RemoteText.OneLine(start.Trim(), 200)}";
    }

    static bool IsHtml(ApiResponse answer) => answer.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    static Problem? Problem(ApiResponse answer)
    {
        if (!answer.IsJson)
            return null;
        try
        {
            using var document = answer.Json();
            return document.RootElement.ValueKind == JsonValueKind.Object ? Http.Problem.Read(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null; // an error page with the wrong content type: the status says enough
        }
    }
}

/// <summary>What a problem document (RFC 9457) says, neutralised.</summary>
internal sealed record Problem(string? Detail, string? ErrorCode, string? RequestId)
{
    public static Problem Read(JsonElement document) => new((Text(document, "detail", RemoteText.MaxLength) ?? Text(document, "title", RemoteText.MaxLength))?.TrimEnd('.'),
        Text(document, "error_code", 100), Text(document, "request_id", 100));

    /// <summary>The end of a sentence: <c>: detail (error_code X, request_id Y)</c>.</summary>
    public override string ToString()
    {
        var ids = string.Join(", ", new[] { ErrorCode is null ? null : $"error_code {ErrorCode}", RequestId is null ? null : $"request_id {RequestId}" }.OfType<string>());
        return (Detail is null ? "" : $": {Detail}") + (ids.Length == 0 ? "" : $" ({ids})");
    }

    static string? Text(JsonElement document, string name, int most) =>
        document.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found ? RemoteText.OneLine(found, most) : null;
}

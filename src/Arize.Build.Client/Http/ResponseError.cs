using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>Turns an answer that is not the one hoped for into one of our faults. Problem documents are RFC 9457.</summary>
internal static class ResponseError
{
    public static ArizeException From(Answer answer, Call call, TimeSpan? retryAfter)
    {
        var (problem, detail) = Problem(answer);
        var said = detail is null ? "" : $": {detail}";
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Status is >= 300 and < 400)
            return Make(ArizeErrorCode.Intercepted, $"{call} was answered with a redirect ({status}), which is never followed: it would take the API key elsewhere. "
                + "Check the base URL, and whether a proxy answers.");
        if (!problem && IsHtml(answer))
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
            RetryAfter = retryAfter,
            IsTransient = passing,
        };
    }

    /// <summary>A success that is not JSON: a login page, or nothing at all.</summary>
    public static ArizeException NotJson(Answer answer, Call call) => new(new ArizeDiagnostic(ArizeErrorCode.Intercepted,
        IsHtml(answer) ? Page(answer, call) : $"{call} was answered with {RemoteText.OneLine(answer.ContentType ?? "no content type", 80)} instead of JSON. Does a proxy answer?"))
    {
        Status = answer.Status,
    };

    /// <summary>JSON that cannot be read: cut off, or not JSON after all. It may pass.</summary>
    public static ArizeException BadJson(Answer answer, Call call, JsonException error) => new(new ArizeDiagnostic(ArizeErrorCode.UnexpectedAnswer,
        $"{call} was answered with JSON that cannot be read: {RemoteText.OneLine(error.Message, 200)}"), error)
    {
        Status = answer.Status,
        IsTransient = true,
    };

    static string Page(Answer answer, Call call)
    {
        var start = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 600)]);
        return $"{call} was answered with a web page ({answer.Status.ToString(CultureInfo.InvariantCulture)}), not by the API. "
            + $"Was it intercepted by a proxy or a login page? It begins: {RemoteText.OneLine(start.Trim(), 200)}";
    }

    static bool IsHtml(Answer answer) => answer.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    static (bool IsProblem, string? Detail) Problem(Answer answer)
    {
        if (!answer.IsJson)
            return (false, null);
        try
        {
            using var document = answer.Json();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (false, null);
            foreach (var name in (string[])["detail", "title"])
                if (document.RootElement.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found)
                    return (true, RemoteText.OneLine(found).TrimEnd('.'));
            return (true, null);
        }
        catch (JsonException)
        {
            return (false, null); // an error page with the wrong content type: the status says enough
        }
    }
}

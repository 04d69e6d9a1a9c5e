using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Emulator.Http;

/// <summary>Keeps the requests in order of arrival and, when asked to, appends each to a file once its answer is known.</summary>
sealed class RequestLog : IDisposable
{
    readonly Lock gate = new();
    readonly List<LoggedRequest> requests = [];
    readonly StreamWriter? file;

    public RequestLog(string? path)
    {
        if (path is not null)
            file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public IReadOnlyList<LoggedRequest> Snapshot()
    {
        lock (gate)
            return [.. requests];
    }

    /// <summary>Notes an arrival; the number returned names it later.</summary>
    public int Arrived(LoggedRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
            return requests.Count - 1;
        }
    }

    /// <summary>Notes the answer, before it is sent: who has the answer finds the request logged.</summary>
    public void Answered(int number, int status)
    {
        lock (gate)
        {
            var request = requests[number] = requests[number] with { Status = status };
            file?.Write(Line(request) + "\n");
        }
    }

    public void Dispose()
    {
        lock (gate)
            file?.Dispose();
    }

    static string Line(LoggedRequest request) => new JsonObject
    {
        ["at"] = Stamp.Of(request.At),
        ["method"] = request.Method,
        ["path"] = request.Path,
        ["query"] = request.Query,
        ["status"] = request.Status,
        ["body"] = Parsed(request.Body),
        ["operation"] = request.Operation,
        ["user_agent"] = request.UserAgent,
    }.ToJsonString(Answer.Plain);

    /// <summary>A body that is not JSON is kept as text.</summary>
    static JsonNode? Parsed(string? body)
    {
        try
        {
            return string.IsNullOrEmpty(body) ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return JsonValue.Create(body);
        }
    }
}

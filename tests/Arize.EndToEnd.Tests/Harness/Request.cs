using System.Text.Json.Nodes;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A request as the emulator has seen it.</summary>
sealed record Request(DateTimeOffset At, string Method, string Path, string? Operation, int Status, JsonNode? Body)
{
    /// <summary>Reads a request log, which may be written to meanwhile.</summary>
    public static IReadOnlyList<Request> Read(string log)
    {
        if (!File.Exists(log))
            return [];
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        // The last line may be half there.
        return [.. reader.ReadToEnd().Split('\n')[..^1].Select(Parse)];
    }

    static Request Parse(string line)
    {
        var json = JsonNode.Parse(line)!;
        return new Request(json["at"]!.GetValue<DateTimeOffset>(), Text("method")!, Text("path")!, Text("operation"), json["status"]!.GetValue<int>(), json["body"]);

        string? Text(string name) => json[name]?.GetValue<string>();
    }
}

/// <summary>What tests ask a list of requests.</summary>
static class Requests
{
    public static IReadOnlyList<Request> Triggers(this IEnumerable<Request> requests) => Of(requests, "trigger_task_run");

    public static IReadOnlyList<Request> Polls(this IEnumerable<Request> requests) => Of(requests, "get_task_run");

    public static IReadOnlyList<Request> Cancels(this IEnumerable<Request> requests) => Of(requests, "cancel_task_run");

    static List<Request> Of(IEnumerable<Request> requests, string operation) => [.. requests.Where(r => r.Operation == operation)];
}

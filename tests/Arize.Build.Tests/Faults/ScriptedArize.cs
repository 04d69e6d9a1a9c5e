using System.Text;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Tests.Faults;

/// <summary>A <see cref="FaultServer"/> that plays Arize, and clients of it.</summary>
public sealed class ScriptedArize : IAsyncDisposable
{
    /// <summary>The key of all tests; it must be found nowhere but in the Authorization header.</summary>
    public const string Key = "canary-7f3d9b52c1e84a06";

    /// <summary>A task.</summary>
    public static readonly string TaskId = Id("OnlineTask:45:qRwX");

    /// <summary>A run.</summary>
    public static readonly string RunId = Id("TaskRun:900:aBcD");

    /// <summary>A dataset.</summary>
    public static readonly string DatasetId = Id("Dataset:12:x");

    /// <summary>A space.</summary>
    public static readonly string SpaceId = Id("Space:3:s");

    /// <summary>The server.</summary>
    public FaultServer Server { get; } = FaultServer.Start();

    /// <summary>The clock of clients that are made with <see cref="Client"/>.</summary>
    public SimulatedClock Clock { get; } = new();

    /// <summary>What clients traced.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>The route of the run.</summary>
    public static string GetRun => $"GET /v2/task-runs/{Uri.EscapeDataString(RunId)}";

    /// <summary>The route that cancels the run.</summary>
    public static string CancelRun => $"POST /v2/task-runs/{Uri.EscapeDataString(RunId)}/cancel";

    /// <summary>The route of the task.</summary>
    public static string GetTask => $"GET /v2/tasks/{Uri.EscapeDataString(TaskId)}";

    /// <summary>The route that triggers the task.</summary>
    public static string Trigger => $"POST /v2/tasks/{Uri.EscapeDataString(TaskId)}/trigger";

    /// <summary>An id as Arize makes them.</summary>
    public static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Variables that point at a server.</summary>
    public static Dictionary<string, string> Variables(Uri url) => new() { ["ARIZE_API_KEY"] = Key, ["ARIZE_BASE_URL"] = url.ToString() };

    /// <summary>A client on the simulated clock, or on another.</summary>
    public ArizeClient Client(TimeSpan? requestTimeout = null, TimeSpan? faultLimit = null, TimeProvider? time = null, IReadOnlyDictionary<string, string>? variables = null) => new(new ArizeClientOptions
    {
        Environment = variables ?? Variables(Server.Url),
        TimeProvider = time ?? Clock,
        RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(30),
        MaxRetryDuration = faultLimit ?? TimeSpan.FromMinutes(5),
        Trace = line =>
        {
            lock (Trace)
                Trace.Add(line);
        },
    });

    /// <summary>A run as JSON.</summary>
    public static string Run(string status, string? id = null, string? experimentId = null, int? successes = 0, int? errors = 0, int? skipped = 0, string? more = null)
    {
        var run = new JsonObject
        {
            ["id"] = id ?? RunId,
            ["task_id"] = TaskId,
            ["status"] = status,
            ["experiment_id"] = experimentId,
            ["num_successes"] = successes,
            ["num_errors"] = errors,
            ["num_skipped"] = skipped,
            ["created_at"] = "2026-11-23T09:00:00Z",
            ["run_started_at"] = null,
            ["run_finished_at"] = null,
        };
        foreach (var (name, value) in JsonNode.Parse(more ?? "{}")!.AsObject().ToArray())
            run[name] = value?.DeepClone();
        return run.ToJsonString();
    }

    /// <summary>A reply with the run; it takes 10 ms on the clock.</summary>
    public Reply Is(string status, int successes = 0, string? more = null) => Taking(TimeSpan.FromMilliseconds(10), Reply.Json(Run(status, successes: successes, more: more)));

    /// <summary>A reply before which time goes by on the clock.</summary>
    public Reply Taking(TimeSpan time, Reply reply) => reply.Taking(time, Clock);

    /// <summary>A page of a list as JSON.</summary>
    public static string Page(string items, IEnumerable<string> entries, string? next = null) =>
        $$"""{"{{items}}":[{{string.Join(',', entries)}}],"pagination":{{(next is null ? "{\"has_more\":false}" : $"{{\"has_more\":true,\"next_cursor\":\"{next}\"}}")}} }""";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

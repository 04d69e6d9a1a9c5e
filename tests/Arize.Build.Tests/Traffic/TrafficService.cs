using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Arize.Build.Tests.Faults;
using Arize.Build.Tests.Gates;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Traffic;

/// <summary>
/// A service with one project of traffic and one evaluation task over it, on the simulated clock, and a gate in front of it. A triggered evaluation scores the spans of exactly the window that
/// was asked for, as many as its sampling rate says.
/// </summary>
public sealed class TrafficService : IAsyncDisposable
{
    public static readonly string ProjectId = Id("Model:5:p");
    public static readonly string JudgeId = Id("OnlineTask:46:judge");

    readonly string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "traffic", Guid.NewGuid().ToString("N"));
    readonly List<(string Id, JsonObject Body, int Scored)> runs = [];
    ArizeClient? client;

    public TrafficService()
    {
        Directory.CreateDirectory(folder);
        Arize.Server.Otherwise = Answer;
        Start = Arize.Clock.GetUtcNow();
    }

    public ScriptedArize Arize { get; } = new();

    public RecordingLog Log { get; } = new();

    /// <summary>The time at which the test begins.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>All spans, in any order.</summary>
    public List<SpanOfTest> Spans { get; } = [];

    /// <summary>The share of spans that the evaluation scores.</summary>
    public double SamplingRate { get; set; } = 1;

    /// <summary>How a run of the evaluation ends.</summary>
    public string End { get; set; } = "COMPLETED";

    /// <summary>What a run of the evaluation scores, by id; a test may let it score nothing, or late.</summary>
    public Func<SpanOfTest, bool> Scores { get; set; } = _ => true;

    /// <summary>Alters the answer to a question for spans or traces; the number counts from 1.</summary>
    public Func<int, string, Reply?> Alter { get; set; } = (_, _) => null;

    /// <summary>The body of each trigger.</summary>
    public IReadOnlyList<JsonObject> Triggers => [.. runs.Select(r => r.Body)];

    /// <summary>The questions for spans and traces.</summary>
    public IReadOnlyList<JsonObject> Questions => [.. Arize.Server.Requests.Where(r => r.Method == "POST" && (r.Target.StartsWith("/v2/spans", StringComparison.Ordinal) || r.Target.StartsWith("/v2/traces", StringComparison.Ordinal))).Select(r => JsonNode.Parse(r.Body)!.AsObject())];

    public string Record => Path.Combine(folder, "record");

    public string Folder => folder;

    public ArizeClient Client => client ??= Arize.Client();

    /// <summary>Adds root spans that begin at equal distances in a window before now.</summary>
    public void Add(int count, TimeSpan from, TimeSpan to, Func<int, SpanOfTest, SpanOfTest>? change = null)
    {
        var first = Spans.Count;
        for (var i = 0; i < count; i++)
        {
            var span = new SpanOfTest($"s{first + i}", $"t{first + i}", Start - from + (from - to) * ((i + 0.5) / count));
            Spans.Add(change is null ? span : change(i, span));
        }
    }

    /// <summary>Runs the gate of a file.</summary>
    public async Task<GateResult> RunAsync(string json, string build = "ci-1", CancellationToken cancellationToken = default) =>
        await RunAsync(json, null, build, cancellationToken);

    internal async Task<GateResult> RunAsync(string json, UiLinks? links, string build = "ci-1", CancellationToken cancellationToken = default) =>
        await new GateRunner(Client, Log, await RequestAsync(json, build, links: links)).RunAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

    internal async Task<GateRequest> RequestAsync(string json, string? build = "ci-1", string? commit = null, UiLinks? links = null)
    {
        var file = Path.Combine(folder, "traffic.gate.json");
        await File.WriteAllTextAsync(file, json);
        var request = GateRequest.Read(file, new GateSettings(), Record, new GateContext { Records = folder, Folder = folder, Build = build, Commit = commit, Links = links });
        Assert.That(request.Diagnostics, Is.Empty);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await Arize.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    Reply Answer(FaultRequest request)
    {
        Arize.Clock.Spend(TimeSpan.FromMilliseconds(10));
        lock (runs)
        {
            var path = request.Target.Split('?')[0].Split('/');
            var id = Uri.UnescapeDataString(path.ElementAtOrDefault(3) ?? "");
            return (request.Method, path[2], path.ElementAtOrDefault(4)) switch
            {
                ("GET", "projects", _) => Reply.Json($$"""{"id":"{{ProjectId}}","name":"support-live","space_id":"{{SpaceId}}"}"""),
                ("GET", "tasks", null) => Reply.Json($$"""{"id":"{{JudgeId}}","name":"live-judge","type":"TEMPLATE_EVALUATION","project_id":"{{ProjectId}}","sampling_rate":{{SamplingRate.ToString(CultureInfo.InvariantCulture)}},"evaluators":[{"evaluator_id":"{{Id("Evaluator:8:v")}}","evaluator_name":"helpfulness"}]}"""),
                ("GET", "tasks", "runs") => Reply.Json(Page("task_runs", runs.Select(r => RunJson(r.Id)).Reverse())),
                ("POST", "tasks", "trigger") => Trigger(JsonNode.Parse(request.Body)!.AsObject()),
                ("GET", "task-runs", null) => Reply.Json(RunJson(id)),
                ("POST", "spans", _) => Asked(request, SpansPage),
                ("POST", "traces", _) => Asked(request, TracesPage),
                _ => Reply.Problem(501, request.Route),
            };
        }
    }

    Reply Trigger(JsonObject body)
    {
        var (from, to) = (Moment(body, "data_start_time"), Moment(body, "data_end_time"));
        var scored = 0;
        foreach (var span in Spans.Where(s => s.Start >= from && s.Start < to && s.ScoreToCome is not null && s.Score is null && Scores(s)))
            if (scored < (body["max_spans"]?.GetValue<int>() ?? 10_000))
                (span.Score, scored) = (span.ScoreToCome, scored + 1);
        var id = Id($"TaskRun:{910 + runs.Count}:r");
        runs.Add((id, body, scored));
        return Reply.Json(RunJson(id), 201);
    }

    string RunJson(string id)
    {
        var (_, body, scored) = runs.Single(r => r.Id == id);
        var run = JsonNode.Parse(Run(End, id: id, successes: End == "COMPLETED" ? scored : 0))!.AsObject();
        (run["task_id"], run["data_end_time"], run["created_at"]) = (JudgeId, body["data_end_time"]?.GetValue<string>(), Arize.Clock.GetUtcNow().ToString("o"));
        return run.ToJsonString();
    }

    Reply Asked(FaultRequest request, Func<SpanOfTest[], int, int, string> page)
    {
        var body = JsonNode.Parse(request.Body)!.AsObject();
        var (from, to) = (Moment(body, "start_time"), Moment(body, "end_time"));
        var filter = body["filter"]?.GetValue<string>();
        // Newest first, as the service.
        SpanOfTest[] found = [.. Spans.Where(s => s.Start >= from && s.Start < to && (filter is null || filter == $"version = '{s.Version}'")).OrderByDescending(s => s.Start)];
        var query = request.Query.Split('&').Select(q => q.Split('=')).ToDictionary(q => q[0], q => q.ElementAtOrDefault(1) ?? "");
        var at = query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor[1..], CultureInfo.InvariantCulture) : 0;
        var json = page(found, at, int.Parse(query["limit"], CultureInfo.InvariantCulture));
        return Alter(Questions.Count, json) ?? Reply.Json(json);
    }

    static string SpansPage(SpanOfTest[] found, int at, int limit) =>
        Page("spans", found.Skip(at).Take(limit).Select(s => s.Json()), at + limit < found.Length ? $"c{at + limit}" : null);

    static string TracesPage(SpanOfTest[] found, int at, int limit)
    {
        var traces = found.GroupBy(s => s.Trace).ToArray();
        return Page("traces", traces.Skip(at).Take(limit).Select(t =>
            $$"""{"trace_id":"{{t.Key}}","root_span_id":"{{t.First(s => s.Parent is null).Id}}","spans_truncated":false,"spans":[{{string.Join(',', t.Select(s => s.Json()))}}]}"""), at + limit < traces.Length ? $"c{at + limit}" : null);
    }

    static DateTimeOffset Moment(JsonObject body, string name) => DateTimeOffset.Parse(body[name]!.GetValue<string>(), CultureInfo.InvariantCulture);
}

using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Arize.Build.Tests.Faults;
using Arize.Build.Tests.Gates;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.FaultTable;

/// <summary>
/// A whole gate with criteria, on the simulated clock, against a service that is well but for what a test breaks: <see cref="Broken"/> is asked for each request. Each answer takes 10 ms.
/// </summary>
public sealed class WholeGate : IAsyncDisposable
{
    public static readonly string JudgeId = Id("OnlineTask:46:judge");
    public static readonly string ExperimentId = Id("Experiment:80:e");
    public static readonly string EvaluationId = Id("TaskRun:901:eval");

    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    readonly Dictionary<string, (DateTimeOffset CreatedAt, int Looks)> started = new(StringComparer.Ordinal);
    readonly HashSet<string> cancelled = new(StringComparer.Ordinal);
    readonly string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "whole", Guid.NewGuid().ToString("N"));
    string? experimentName;
    ArizeClient? client;

    public WholeGate()
    {
        Directory.CreateDirectory(folder);
        Arize.Server.Otherwise = Answer;
        Rows.AddRange(Enumerable.Range(0, 12).Select(i => Row(i, "1")));
    }

    public ScriptedArize Arize { get; } = new();

    public RecordingLog Log { get; } = new();

    public ArizeClient Client => client ??= Arize.Client(time: Time, variables: new Dictionary<string, string>([.. ScriptedArize.Variables(Arize.Server.Url).Where(v => !Variables.ContainsKey(v.Key)), .. Variables]));

    /// <summary>Environment variables besides those that name the service and the key.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Another clock for the client than the simulated one.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>Interrupts the gate, as Ctrl+C does.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>What is to be disposed with the gate.</summary>
    public List<IAsyncDisposable> Besides { get; } = [];

    /// <summary>What goes wrong: the kind of the request, and how many of that kind there were. Null where nothing does.</summary>
    public Func<string, int, Breakage?> Broken { get; set; } = (_, _) => null;

    /// <summary>How many looks see a run at work.</summary>
    public int Looks { get; set; } = 2;

    /// <summary>How the runs end after that.</summary>
    public string End { get; set; } = "COMPLETED";

    /// <summary>What the run says besides, as JSON.</summary>
    public string RunFields { get; set; } = """{"num_successes":12}""";

    /// <summary>The rows of the experiment, as JSON; five to a page.</summary>
    public List<string> Rows { get; } = [];

    public string Criteria { get; set; } = """[{"metric":"correctness","atLeast":0.8}]""";

    public string Wait { get; set; } = "\"10m\"";

    /// <summary>Further sections of the gate file, as JSON that ends with a comma.</summary>
    public string Sections { get; set; } = "";

    public bool HasEvaluation { get; set; }

    /// <summary>The file of the CI step's summary.</summary>
    public string? StepSummary { get; set; }

    public string Folder => folder;

    public string Record { get => field ?? Path.Combine(folder, "record"); set; }

    /// <summary>Whether the service's run has ended, and so.</summary>
    public bool HasEndedAs(string status) => started.ContainsKey(RunId) && State(RunId) == status;

    public static string Row(int number, string score, string more = "") => $$"""{"id":"row-{{number}}","example_id":"ex-{{number}}","output":"a","eval.correctness.score":{{score}}{{more}}}""";

    /// <summary>How often a kind of request came in.</summary>
    public int Count(string kind) => counts.GetValueOrDefault(kind);

    /// <summary>Breaks one kind of request: the first, or the first few, or all of them.</summary>
    public WholeGate Break(string kind, Breakage breakage, int from = 1, int times = 1)
    {
        var others = Broken;
        Broken = (k, n) => k == kind && n >= from && n - from < times ? breakage : others(k, n);
        return this;
    }

    public async Task<GateEnding> AskAsync()
    {
        var file = Path.Combine(folder, "release.gate.json");
        var evaluate = HasEvaluation ? $"\"evaluate\":[\"{JudgeId}\"]," : "";
        await File.WriteAllTextAsync(file, $$"""{"run":{"task":"{{TaskId}}","name":"pr-7"},{{evaluate}}{{Sections}}"wait":{{Wait}},"criteria":{{Criteria}}}""", CancellationToken.None);
        var environment = StepSummary is null ? new Dictionary<string, string>() : new() { ["GITHUB_STEP_SUMMARY"] = StepSummary };
        var plan = GateRequest.Read(file, new GateSettings(), Record, new GateContext { Records = folder, Folder = folder, Build = "ci-1", Environment = environment });
        if (plan.Diagnostics.Count > 0)
            return GateEnding.Of(this, null, new ArizeException([.. plan.Diagnostics.Select(f => new ArizeDiagnostic(f.Code, f.Message))]));
        try
        {
            return GateEnding.Of(this, await new GateOperations(Client, Log).RunAsync(plan, Stop.Token).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None), null);
        }
        catch (Exception e) when (e is ArizeException or OperationCanceledException)
        {
            return GateEnding.Of(this, null, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await Arize.DisposeAsync();
        foreach (var other in Besides)
            await other.DisposeAsync();
        Stop.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    Reply Answer(FaultRequest request)
    {
        Arize.Clock.Spend(TimeSpan.FromMilliseconds(10));
        lock (counts)
        {
            var kind = Kind(request);
            counts[kind] = Count(kind) + 1;
            var breakage = Broken(kind, counts[kind]);
            if (breakage is { Applied: false })
                return breakage.Play(200, "{}");
            var (status, body) = Do(kind, request);
            return breakage?.Play(status, body) ?? Reply.Json(body, status);
        }
    }

    static string Kind(FaultRequest request)
    {
        var path = request.Target.Split('?')[0].Split('/');
        var isJudge = path.Length > 3 && Uri.UnescapeDataString(path[3]) is var id && (id == JudgeId || id == EvaluationId);
        return (request.Method, path[2], path.ElementAtOrDefault(4)) switch
        {
            ("GET", "tasks", null) => isJudge ? "judge" : "task",
            ("GET", "tasks", "runs") => isJudge ? "judge runs" : "runs",
            ("POST", "tasks", "trigger") => isJudge ? "evaluate" : "trigger",
            ("GET", "task-runs", null) => isJudge ? "evaluation" : "run",
            ("POST", "task-runs", "cancel") => "cancel",
            ("GET", "experiments", "runs") => "rows",
            ("GET", "experiments", null) => path.Length > 3 ? "experiment" : "names",
            _ => "other",
        };
    }

    (int, string) Do(string kind, FaultRequest request)
    {
        var id = Uri.UnescapeDataString(request.Target.Split('?')[0].Split('/').ElementAtOrDefault(3) ?? "");
        switch (kind)
        {
            case "task":
                return (200, $$"""{"id":"{{TaskId}}","name":"golden","type":"RUN_EXPERIMENT","dataset_id":"{{DatasetId}}"}""");
            case "judge":
                return (200, $$"""{"id":"{{JudgeId}}","name":"judge","type":"TEMPLATE_EVALUATION","dataset_id":"{{DatasetId}}","evaluators":[{"evaluator_id":"{{Id("Evaluator:8:v")}}","evaluator_name":"correctness"}]}""");
            case "trigger":
                experimentName = JsonNode.Parse(request.Body)!["experiment_name"]?.ToString();
                return (201, Start(RunId));
            case "evaluate":
                return (201, Start(EvaluationId));
            case "run" or "evaluation" or "cancel" when !started.ContainsKey(id):
                return (404, """{"title":"Not found","status":404}""");
            case "run" or "evaluation":
                return (200, Look(id));
            case "cancel":
                cancelled.Add(id);
                return (200, Status(id, "CANCELLED"));
            case "runs" or "judge runs":
                return (200, Page("task_runs", started.Keys.Where(k => (k == EvaluationId) == (kind == "judge runs")).Select(k => Status(k, State(k)))));
            case "names":
                return (200, Page("experiments", experimentName is { } name ? [$$"""{"id":"{{ExperimentId}}","name":"{{name}}","dataset_id":"{{DatasetId}}"}"""] : []));
            case "experiment":
                return (200, $$"""{"id":"{{ExperimentId}}","name":"{{experimentName}}","dataset_id":"{{DatasetId}}","dataset_version_id":"v1"}""");
            case "rows":
                var from = request.Query.Split('&').FirstOrDefault(q => q.StartsWith("cursor=", StringComparison.Ordinal)) is { } cursor ? int.Parse(cursor[8..], System.Globalization.CultureInfo.InvariantCulture) : 0;
                return (200, Page("experiment_runs", Rows.Skip(from).Take(5), from + 5 < Rows.Count ? $"p{from + 5}" : null));
            default:
                return (501, $$"""{"title":"Not scripted","status":501,"detail":"{{request.Route}}"}""");
        }
    }

    string Start(string id)
    {
        started.TryAdd(id, (Arize.Clock.GetUtcNow(), 0));
        return Status(id, "PENDING");
    }

    string Look(string id)
    {
        started[id] = started[id] with { Looks = started[id].Looks + 1 };
        return Status(id, State(id));
    }

    string State(string id) => cancelled.Contains(id) ? "CANCELLED" : started[id].Looks switch { 0 => "PENDING", var looks when looks <= Looks => "RUNNING", _ => End };

    string Status(string id, string status)
    {
        var run = JsonNode.Parse(Run(status, id: id, experimentId: id == RunId ? ExperimentId : null, successes: 0, more: status is "PENDING" or "RUNNING" ? null : RunFields))!.AsObject();
        run["task_id"] = id == EvaluationId ? JudgeId : TaskId;
        run["created_at"] = started.TryGetValue(id, out var known) ? known.CreatedAt.ToString("o") : null;
        return run.ToJsonString();
    }
}

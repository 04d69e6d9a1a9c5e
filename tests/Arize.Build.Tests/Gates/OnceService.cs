using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Gates;

/// <summary>
/// A service with one task, that can do what it is asked and lose the answer. It counts what reaches it. The record's folder is made and removed with it.
/// </summary>
public sealed class OnceService : IAsyncDisposable
{
    public static readonly string ExperimentId = Id("Experiment:70:e");
    static readonly string EvaluatorId = Id("Evaluator:8:v");
    static readonly string ProjectId = Id("Model:5:p");

    readonly JsonObject task;
    readonly List<(JsonObject Run, Func<bool> IsThere)> runs = [];
    readonly List<(string Id, string Name, Func<bool> IsThere)> experiments = [];

    OnceService(JsonObject task)
    {
        this.task = task;
        task["id"] = TaskId;
        task["name"] = "support-golden";
        Arize.Server.Otherwise = Reply;
        Client = Arize.Client();
        Folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "records", Guid.NewGuid().ToString("N"));
    }

    public ScriptedArize Arize { get; } = new();

    public ArizeClient Client { get; }

    public RecordingLog Log { get; } = new();

    public string Folder { get; }

    public string RecordFile => Path.Combine(Folder, "run.json");

    /// <summary>What the service does with each trigger; the last repeats.</summary>
    public List<Func<Reply>> Triggers { get; } = [];

    /// <summary>Rows of the experiment, as JSON.</summary>
    public List<string> Rows { get; } = [];

    /// <summary>The body of each trigger that came in.</summary>
    public IReadOnlyList<JsonObject> Sent => [.. Arize.Server.Requests.Where(r => r.Route == Trigger).Select(r => JsonNode.Parse(r.Body)!.AsObject())];

    public int Cancels => Arize.Server.Requests.Count(r => r.Method == "POST" && r.Target.EndsWith("/cancel", StringComparison.Ordinal));

    public JsonObject Record => JsonNode.Parse(File.ReadAllText(RecordFile))!["sends"]![0]!.AsObject();

    public static OnceService WithExperimentTask() => new(new JsonObject { ["type"] = "RUN_EXPERIMENT", ["dataset_id"] = DatasetId });

    public static OnceService WithProjectEvaluation() => new(new JsonObject { ["type"] = "TEMPLATE_EVALUATION", ["project_id"] = ProjectId, ["evaluators"] = Evaluators() });

    public static OnceService WithDatasetEvaluation() => new(new JsonObject { ["type"] = "TEMPLATE_EVALUATION", ["dataset_id"] = DatasetId, ["evaluators"] = Evaluators() });

    public static OnceStep Request(string? build = "ci-1", string? experiment = null, bool resend = false, params string[] experimentIds) =>
        new(new TriggerRunRequest { Task = TaskId, ExperimentName = experiment, ExperimentIds = ResourceReference.FromStrings(experimentIds) }, build, resend);

    /// <summary>Triggers once, as a step of a build does.</summary>
    public async Task<TriggeredRun> RunAsync(OnceStep? request = null, CancellationToken cancellationToken = default)
    {
        using var record = RunRecord.Open(Folder);
        return await TriggerAsync(request ?? Request(), record, cancellationToken).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
    }

    async Task<TriggeredRun> TriggerAsync(OnceStep step, RunRecord record, CancellationToken cancellationToken)
    {
        var once = new OnceOnly(Client, Log, record);
        once.Begin(new RecordOwner { Gate = "quality", Project = "App", Build = step.Build, Commit = step.Commit, ForLater = step.ForLater, Service = Client.Service });
        var trigger = await RunTrigger.PlanAsync(Client, Log, record, new TriggerOrder { Kind = SendKind.Run, Request = step.Trigger, ResendOnce = step.ResendOnce }, cancellationToken);
        return await once.RunAsync(trigger, cancellationToken);
    }

    /// <summary>The trigger is carried out and answered.</summary>
    public Reply Starts() => Applied(null);

    /// <summary>The trigger is carried out, and its answer is lost.</summary>
    /// <param name="instead">What the client sees; null for the true answer.</param>
    /// <param name="isThere">From when on the run can be found. Default: at once.</param>
    public Reply Applied(Reply? instead, Func<bool>? isThere = null)
    {
        var body = Sent[^1];
        var run = AddRun(Id($"TaskRun:{910 + runs.Count}:r"), body["data_end_time"]?.GetValue<string>(), isThere);
        if (body["experiment_name"]?.GetValue<string>() is { } name)
        {
            var id = Id($"Experiment:{80 + experiments.Count}:e");
            AddExperiment(name, id, isThere);
            run["experiment_id"] = id;
        }
        return instead ?? Faults.Reply.Json(run.ToJsonString(), 201);
    }

    public JsonObject AddRun(string id, string? dataEnd = null, Func<bool>? isThere = null, string status = "PENDING", TimeSpan? age = null)
    {
        var run = JsonNode.Parse(ScriptedArize.Run(status, id: id))!.AsObject();
        run["created_at"] = (Arize.Clock.GetUtcNow() - (age ?? default)).ToString("o");
        run["data_end_time"] = dataEnd;
        lock (runs)
            runs.Insert(0, (run, isThere ?? (() => true)));
        return run;
    }

    /// <summary>The newest run is over.</summary>
    public void End(string status, int successes)
    {
        lock (runs)
            (runs[0].Run["status"], runs[0].Run["num_successes"]) = (status, successes);
    }

    public void AddExperiment(string name, string id, Func<bool>? isThere = null)
    {
        lock (experiments)
            experiments.Add((id, name, isThere ?? (() => true)));
    }

    /// <summary>Leaves a record behind, as an earlier step would have.</summary>
    internal SendEntry Leave(SendState state, string? build = "ci-1", string? experiment = null, string? runId = null, DateTimeOffset? fingerprint = null, string? taskId = null, string? commit = null)
    {
        var entry = new SendEntry
        {
            Kind = SendKind.Run,
            State = state,
            TaskId = taskId ?? TaskId,
            TaskName = "support-golden",
            ExperimentName = experiment,
            Fingerprint = fingerprint,
            Prepared = Arize.Clock.GetUtcNow(),
            RunId = runId,
        };
        using var record = RunRecord.Open(Folder);
        record.Begin(new RecordOwner { Gate = "quality", Project = "App", Build = build, Commit = commit, ForLater = commit is not null, Service = Client.Service }, Arize.Clock.GetUtcNow());
        record.Write(entry);
        return entry;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Arize.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        File.Delete(Folder);
    }

    static JsonArray Evaluators() => [new JsonObject { ["evaluator_id"] = EvaluatorId, ["evaluator_name"] = "correctness" }];

    /// <summary>Each answer takes 10 ms, so that time goes by even where nobody pauses.</summary>
    Reply Reply(FaultRequest request)
    {
        Arize.Clock.Spend(TimeSpan.FromMilliseconds(10));
        if (request.Route == Trigger)
            return Triggers[Math.Min(Sent.Count, Triggers.Count) - 1]();
        if (request.Route == GetTask)
            return Faults.Reply.Json(task.ToJsonString());
        if (request.Route == $"{GetTask}/runs")
            lock (runs)
                return Faults.Reply.Json(Page("task_runs", runs.Where(r => r.IsThere()).Select(r => r.Run.ToJsonString())));
        if (request.Route == "GET /v2/experiments")
        {
            var part = Uri.UnescapeDataString(request.Query.Split('&').Single(q => q.StartsWith("name=", StringComparison.Ordinal))[5..]);
            lock (experiments)
                return Faults.Reply.Json(Page("experiments", experiments
                    .Where(e => e.IsThere() && e.Name.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(e => $$"""{"id":"{{e.Id}}","name":"{{e.Name}}"}""")));
        }
        if (request.Route.EndsWith("/cancel", StringComparison.Ordinal))
            return Faults.Reply.Json(ScriptedArize.Run("CANCELLED", id: IdIn(request)));
        if (request.Route.StartsWith("GET /v2/task-runs/", StringComparison.Ordinal))
            lock (runs)
                return Faults.Reply.Json(runs.First(r => r.Run["id"]!.GetValue<string>() == IdIn(request)).Run.ToJsonString());
        if (request.Route == $"GET /v2/experiments/{Uri.EscapeDataString(ExperimentId)}/runs")
            return Faults.Reply.Json(Page("experiment_runs", Rows));
        return Faults.Reply.Problem(501, request.Route);
    }

    static string IdIn(FaultRequest request) => Uri.UnescapeDataString(request.Target.Split('/')[3]);
}

/// <summary>A run to trigger once.</summary>
public sealed record OnceStep(TriggerRunRequest Trigger, string? Build, bool ResendOnce = false)
{
    public string? Commit { get; init; }

    public bool ForLater { get; init; }
}

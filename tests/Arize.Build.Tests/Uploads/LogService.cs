using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Uploads;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using Arize.Build.Tests.Gates;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Uploads;

/// <summary>A service with one dataset of three examples, that can store an experiment and lose the answer. It counts what reaches it.</summary>
public sealed class LogService : IAsyncDisposable
{
    /// <summary>The route that stores an experiment.</summary>
    public const string Create = "POST /v2/experiments";

    public static readonly string VersionId = Id("DatasetVersion:7:v");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("log");
    readonly List<(JsonObject Experiment, Func<bool> IsThere)> experiments = [];
    readonly Dictionary<string, List<JsonObject>> rows = [];
    int rowCount;

    public LogService()
    {
        Arize.Server.Otherwise = Reply;
        Client = Arize.Client();
        Results("""{"example_id":"a","output":"1"}""", """{"example_id":"b","output":"2"}""", """{"example_id":"c","output":"3"}""");
    }

    public ScriptedArize Arize { get; } = new();

    public ArizeClient Client { get; }

    public RecordingLog Log { get; } = new();

    public string ResultsFile => Path.Combine(folder.FullName, "results.jsonl");

    public string RecordFile => Path.Combine(folder.FullName, "record", "run.json");

    public JsonObject Record => JsonNode.Parse(File.ReadAllText(RecordFile))!["sends"]![0]!.AsObject();

    /// <summary>What the service does with each POST; the last repeats.</summary>
    public List<Func<Reply>> Answers { get; } = [];

    /// <summary>The ids of the dataset's examples.</summary>
    public IReadOnlyList<string> Examples { get; set; } = ["a", "b", "c"];

    /// <summary>What the service does with the n-th request that appends rows, from 0; null stores them and answers.</summary>
    public Func<int, IReadOnlyList<JsonObject>, Reply?> Append { get; set; } = (_, _) => null;

    /// <summary>How long the service takes to give back the rows.</summary>
    public TimeSpan ReadTakes { get; set; }

    /// <summary>The rows of each request that appended some.</summary>
    public List<IReadOnlyList<JsonObject>> Appended { get; } = [];

    /// <summary>The rows of the experiment that the last request was about.</summary>
    public IReadOnlyList<JsonObject> Rows => rows[experiments[^1].Experiment["id"]!.GetValue<string>()];

    /// <summary>The examples of those rows.</summary>
    public IEnumerable<string> Stored => Rows.Select(r => r["example_id"]!.GetValue<string>());

    /// <summary>The body of each experiment that came in.</summary>
    public IReadOnlyList<JsonObject> Sent => [.. Arize.Server.Requests.Where(r => r.Route == Create).Select(r => JsonNode.Parse(r.Body)!.AsObject())];

    public void Results(params string[] lines) => File.WriteAllLines(ResultsFile, lines);

    public async Task<LogExperimentResult> RunAsync(string? build = "ci-1", string? name = null, int? maxBodyBytes = null, CancellationToken cancellationToken = default) =>
        await new ExperimentLogging(Client, Log).RunAsync(new LogExperimentRequest
        {
            Dataset = DatasetId,
            ResultsFile = ResultsFile,
            ExperimentName = name,
            Build = build,
            MaxBodyBytes = maxBodyBytes ?? RowParts.DefaultMaxBytes,
            Record = Path.GetDirectoryName(RecordFile),
        }, cancellationToken).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);

    /// <summary>The experiment is stored.</summary>
    /// <param name="instead">What the client sees; null for the true answer.</param>
    /// <param name="isThere">From when on the experiment can be found. Default: at once.</param>
    public Reply Stores(Reply? instead = null, Func<bool>? isThere = null)
    {
        var experiment = Add(Sent[^1]["name"]!.GetValue<string>(), isThere);
        Store(experiment["id"]!.GetValue<string>(), Sent[^1]["experiment_runs"]!.AsArray().Select(r => r!.AsObject()));
        return instead ?? Faults.Reply.Json(experiment.ToJsonString(), 201);
    }

    /// <summary>Stores rows of an experiment.</summary>
    public IReadOnlyList<string> Store(string experimentId, IEnumerable<JsonObject> more)
    {
        lock (experiments)
        {
            var added = more.Select(r => r.DeepClone().AsObject()).ToList();
            foreach (var row in added)
                row["id"] = $"row-{++rowCount}";
            rows[experimentId].AddRange(added);
            return [.. added.Select(r => r["id"]!.GetValue<string>())];
        }
    }

    public JsonObject Add(string name, Func<bool>? isThere = null)
    {
        lock (experiments)
        {
            var experiment = new JsonObject
            {
                ["id"] = Id($"Experiment:{80 + experiments.Count}:e"), ["name"] = name, ["space_id"] = SpaceId, ["dataset_id"] = DatasetId, ["dataset_version_id"] = VersionId,
                ["created_at"] = "2026-11-23T09:00:00Z", ["updated_at"] = "2026-11-23T09:00:00Z", ["integration_id"] = null,
            };
            experiments.Add((experiment, isThere ?? (() => true)));
            rows[experiment["id"]!.GetValue<string>()] = [];
            return experiment;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Arize.DisposeAsync();
        folder.Delete(recursive: true);
    }

    Reply Reply(FaultRequest request)
    {
        Arize.Clock.Spend(TimeSpan.FromMilliseconds(10));
        var dataset = $"GET /v2/datasets/{Uri.EscapeDataString(DatasetId)}";
        if (request.Route == Create)
            return Answers[Math.Min(Sent.Count, Answers.Count) - 1]();
        if (request.Route == dataset)
            return Faults.Reply.Json($$"""{"id":"{{DatasetId}}","name":"golden","space_id":"{{SpaceId}}","versions":[{"id":"{{VersionId}}","name":"v1","created_at":"2026-11-01T00:00:00Z"}]}""");
        if (request.Route == $"{dataset}/examples")
            return Faults.Reply.Json(Page("examples", Examples.Select(id => $$"""{"id":"{{id}}"}""")));
        lock (experiments)
        {
            var there = experiments.Where(e => e.IsThere()).Select(e => e.Experiment).ToArray();
            if (request.Route == "GET /v2/experiments")
            {
                var part = Uri.UnescapeDataString(request.Query.Split('&').Single(q => q.StartsWith("name=", StringComparison.Ordinal))[5..]);
                return Faults.Reply.Json(Page("experiments", there.Where(e => e["name"]!.GetValue<string>().Contains(part, StringComparison.OrdinalIgnoreCase)).Select(e => e.ToJsonString())));
            }
            if (request.Route.EndsWith("/runs", StringComparison.Ordinal))
                return request.Route.StartsWith("POST", StringComparison.Ordinal) ? AppendReply(Uri.UnescapeDataString(request.Target.Split('/')[3]), request) : RowsReply(request);
            if (request.Route.StartsWith("GET /v2/experiments/", StringComparison.Ordinal))
                return Faults.Reply.Json(there.Single(e => e["id"]!.GetValue<string>() == Uri.UnescapeDataString(request.Target.Split('/')[3])).ToJsonString());
        }
        return Faults.Reply.Problem(501, request.Route);
    }

    Reply AppendReply(string experimentId, FaultRequest request)
    {
        var sent = JsonNode.Parse(request.Body)!["experiment_runs"]!.AsArray().Select(r => r!.AsObject()).ToList();
        Appended.Add(sent);
        return Append(Appended.Count - 1, sent) ?? StoresAppended(experimentId, sent);
    }

    /// <summary>The rows are stored, and the true answer is given.</summary>
    public Reply StoresAppended(string experimentId, IEnumerable<JsonObject> sent)
    {
        var ids = Store(experimentId, sent);
        var answer = experiments.Single(e => e.Experiment["id"]!.GetValue<string>() == experimentId).Experiment.DeepClone().AsObject();
        answer["run_ids"] = new JsonArray([.. ids.Select(i => JsonValue.Create(i))]);
        return Faults.Reply.Json(answer.ToJsonString(), 201);
    }

    /// <summary>The rows of the last experiment are stored, and the client sees something else.</summary>
    public Reply Loses(IReadOnlyList<JsonObject> sent, Reply instead)
    {
        Store(experiments[^1].Experiment["id"]!.GetValue<string>(), sent);
        return instead;
    }

    Reply RowsReply(FaultRequest request) => Arize.Taking(ReadTakes, Faults.Reply.Json(Page("experiment_runs", rows[Uri.UnescapeDataString(request.Target.Split('/')[3])].Select(r => r.ToJsonString()))));
}

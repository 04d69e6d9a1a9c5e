using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Tasks;
using Arize.Emulator;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeExportDataset and ArizeLogExperiment against the emulator.</summary>
public sealed class DatasetTaskTests : TaskFixture
{
    string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    string[] Ids(string file) => [.. Lines(file).Select(l => JsonNode.Parse(l)!["id"]!.GetValue<string>())];

    void Answer(string golden, string results, Func<int, string?> output) => File.WriteAllLines(Path.Combine(Folder, results),
        Ids(golden).Select((id, i) => (id, Output: output(i))).Where(a => a.Output is not null).Select(a => JsonSerializer.Serialize(new { example_id = a.id, output = a.Output })));

    [Test]
    public void A_dataset_is_written_whole_one_line_for_each_example()
    {
        var task = Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "out/golden.jsonl" });
        Assert.That((task.Count, Lines("out/golden.jsonl").Length, task.File), Is.EqualTo(("30", 30, Path.Combine(Folder, "out", "golden.jsonl"))));
        Assert.That(JsonNode.Parse(Lines("out/golden.jsonl")[0])!.AsObject().Select(f => f.Key), Is.SupersetOf(new[] { "id", "question", "expected_answer" }));
        Assert.That(task.ActualDatasetVersionId, Is.Not.Empty.And.EqualTo(Emulator.Requests.Where(r => r.Operation == "list_dataset_examples").Select(r => Uri.UnescapeDataString(r.Query.Split("dataset_version_id=")[1].Split('&')[0])).Distinct().Single()),
            "every page is of the version that is put out");
        Assert.That(Directory.GetFiles(Path.Combine(Folder, "out")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task All_pages_are_written()
    {
        await Serve(s =>
        {
            var examples = s.Spaces["support"].Datasets["support-golden-set"].Examples;
            examples.AddRange(Enumerable.Range(0, 320).Select(i => new JsonObject { ["question"] = $"{i}?", ["expected_answer"] = $"{i}" }));
        });
        Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" });
        Assert.That(Ids("golden.jsonl"), Is.Unique.And.Length.EqualTo(350));
        Assert.That(Emulator.Requests.Count(r => r.Operation == "list_dataset_examples"), Is.EqualTo(4));
    }

    [Test]
    public void Some_examples_are_written_by_their_ids()
    {
        Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "all.jsonl" });
        string[] wanted = [Ids("all.jsonl")[7], Ids("all.jsonl")[2]];
        Assert.That(Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "few.jsonl", ExampleIds = Items(wanted) }).Count, Is.EqualTo("2"));
        Assert.That(Ids("few.jsonl"), Is.EquivalentTo(wanted));
    }

    [Test]
    public void Some_fields_are_written_with_the_id_and_a_field_that_no_example_has_is_refused()
    {
        Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "questions.jsonl", Fields = Items("question") });
        Assert.That(Lines("questions.jsonl").Select(l => string.Join(' ', JsonNode.Parse(l)!.AsObject().Select(f => f.Key).Order())), Is.All.EqualTo("id question"));
        Assert.That(Ids("questions.jsonl"), Is.Unique.And.Length.EqualTo(30));
        Assert.That(Failed(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "none.jsonl", Fields = Items("question", "qustion") }), Is.EqualTo(new[] { "ARIZE2002" }));
        Assert.That(File.Exists(Path.Combine(Folder, "none.jsonl")), Is.False);
    }

    [Test]
    public void An_id_that_is_not_there_writes_nothing_and_leaves_the_earlier_file()
    {
        File.WriteAllText(Path.Combine(Folder, "golden.jsonl"), "earlier");
        Assert.That(Failed(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl", ExampleIds = Items("nobody") }), Is.EqualTo(new[] { "ARIZE2002" }));
        Assert.That((File.ReadAllText(Path.Combine(Folder, "golden.jsonl")), Directory.GetFiles(Folder).Length), Is.EqualTo(("earlier", 1)));
    }

    [Test]
    public async Task A_service_that_fails_on_a_later_page_leaves_no_half_file()
    {
        await Serve(s =>
        {
            s.Spaces["support"].Datasets["support-golden-set"].Examples.AddRange(Enumerable.Range(0, 100).Select(i => new JsonObject { ["question"] = $"{i}?" }));
            s.Faults.Add(new ScenarioFault { Method = "GET", Path = "/v2/datasets/{dataset_id}/examples", Skip = 1, Status = 403 });
        });
        Assert.That(Failed(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" }), Is.EqualTo(new[] { "ARIZE2001" }));
        Assert.That(Directory.GetFiles(Folder), Is.Empty);
    }

    [Test]
    public void Missing_settings_are_said_all_at_once_before_any_request()
    {
        Assert.That(Failed(new ArizeExportDataset()), Is.EqualTo(new[] { "ARIZE1001", "ARIZE1001" }));
        Assert.That(Failed(new ArizeLogExperiment { MaxBodyBytes = "0", AllowMissing = "perhaps" }), Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1001", "ARIZE1004", "ARIZE1009" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void Outputs_are_logged_once_and_a_step_that_is_started_again_goes_on()
    {
        Set("CI_JOB_ID", "77");
        var version = Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" }).ActualDatasetVersionId;
        Answer("golden.jsonl", "results.jsonl", i => $"answer {i}");
        ArizeLogExperiment Step() => new() { Dataset = "support-golden-set", ResultsFile = "results.jsonl", DatasetVersionId = version };
        var first = Done(Step());
        Assert.That((first.Count, first.Outcome, first.ActualExperimentName), Is.EqualTo(("30", "Logged", "support-golden-set-log-77")));
        var second = Done(Step());
        Assert.That((second.ExperimentId, second.Outcome, Count("POST", "/v2/experiments")), Is.EqualTo((first.ExperimentId, "Continued", 1)));
    }

    [Test]
    public void Faults_of_the_results_file_are_errors_at_its_lines()
    {
        Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" });
        Answer("golden.jsonl", "results.jsonl", i => i == 3 ? null : "x");
        File.AppendAllText(Path.Combine(Folder, "results.jsonl"), """{"example_id":"nobody","output":"x"}""");
        Assert.That(Failed(new ArizeLogExperiment { Dataset = "support-golden-set", ResultsFile = "results.jsonl" }), Is.EqualTo(new[] { "ARIZE1010", "ARIZE1010" }));
        Assert.That(Engine.Errors.Select(e => (Path.GetFileName(e.File), e.LineNumber)), Is.EqualTo([("results.jsonl", 30), ("results.jsonl", 30)]));
        Assert.That(Count("POST", "/v2/experiments"), Is.Zero);
    }

    [Test]
    public void Answers_to_another_version_of_the_dataset_are_refused()
    {
        Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" });
        Answer("golden.jsonl", "results.jsonl", _ => "x");
        Assert.That(Failed(new ArizeLogExperiment { Dataset = "support-golden-set", ResultsFile = "results.jsonl", DatasetVersionId = Faults.ScriptedArize.Id("DatasetVersion:999:x") }), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Count("POST", "/v2/experiments"), Is.Zero);
    }

    [Test]
    public void A_project_turns_reuse_off_with_ArizeReuse_and_a_slip_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "gates"));
        File.WriteAllText(Path.Combine(Folder, "gates", "g.gate.json"), """{ "run": { "task": "support-golden" }, "criteria": [ { "metric": "latency_ms", "atMost": 9000 } ] }""");
        ArizeGates Gate(string? reuse) => new() { Operation = "Run", Gates = Items("gates/g.gate.json"), PollInterval = "0.05s", Reuse = reuse };
        Done(Gate(null));
        Done(Gate(null));
        Assert.That((Count("POST", "/trigger"), Engine.Milestones.Count(m => m.StartsWith("Reused experiment 'support-golden-g-", StringComparison.Ordinal))), Is.EqualTo((1, 1)));
        Done(Gate("false"));
        Assert.That(Count("POST", "/trigger"), Is.EqualTo(2));
        Assert.That(Failed(Gate("no")), Is.EqualTo(new[] { "ARIZE1009" }));
    }
}

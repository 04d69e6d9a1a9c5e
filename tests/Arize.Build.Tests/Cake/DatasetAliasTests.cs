using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Gates;
using Cake.Arize;
using Cake.Core;

namespace Arize.Build.Tests.Cake;

/// <summary>A script that has its own application answer a dataset.</summary>
public sealed class DatasetAliasTests : CakeFixture
{
    void Answer(string golden, string results, int count) => Write(results, string.Join('\n', File.ReadLines(System.IO.Path.Combine(Folder, golden)).Take(count)
        .Select(l => JsonSerializer.Serialize(new { example_id = JsonNode.Parse(l)!["id"]!.GetValue<string>(), output = "x" }))));

    [Test]
    public void A_dataset_is_exported_and_its_answers_are_logged_once()
    {
        Set("CI_JOB_ID", "5");
        var golden = Context.ArizeExportDataset("support-golden-set", "out/golden.jsonl");
        Assert.That((golden.Count, golden.File), Is.EqualTo((30, System.IO.Path.Combine(Folder, "out", "golden.jsonl"))));
        Answer("out/golden.jsonl", "results.jsonl", 30);
        var settings = new ArizeLogExperimentSettings { DatasetVersionId = golden.VersionId };
        var first = Context.ArizeLogExperiment("support-golden-set", "results.jsonl", settings);
        var second = Context.ArizeLogExperiment("support-golden-set", "results.jsonl", settings);
        Assert.That((first.Outcome, second.Outcome, second.Experiment!.Id), Is.EqualTo((LogOutcome.Logged, LogOutcome.Continued, first.Experiment!.Id)));
        Assert.That(Count("POST", "/v2/experiments"), Is.EqualTo(1));
    }

    [Test]
    public void Faults_of_the_results_file_are_all_in_the_message_each_at_its_line()
    {
        Context.ArizeExportDataset("support-golden-set", "golden.jsonl");
        Answer("golden.jsonl", "results.jsonl", 29);
        File.AppendAllText(System.IO.Path.Combine(Folder, "results.jsonl"), "\noops");
        var e = Assert.Throws<CakeException>(() => Context.ArizeLogExperiment("support-golden-set", "results.jsonl"));
        Assert.That(e!.Message, Does.Contain("results.jsonl(30,1): ARIZE1010: This is not JSON").And.Contains("1 of the dataset's 30 examples have no line"));
        Assert.That(Count("POST", "/v2/experiments"), Is.Zero);
    }

    [Test]
    public void A_script_turns_reuse_off()
    {
        Write("g.gate.json", """{ "run": { "task": "support-golden" }, "criteria": [ { "metric": "latency_ms", "atMost": 9000 } ] }""");
        foreach (var reuse in new[] { true, true, false })
            Context.ArizeGate("g.gate.json", new ArizeGateSettings { PollInterval = TimeSpan.FromSeconds(0.05), Reuse = reuse });
        Assert.That(Count("POST", "/trigger"), Is.EqualTo(2));
    }
}

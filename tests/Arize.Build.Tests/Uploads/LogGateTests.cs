using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Tests.Verdicts;
using Arize.Emulator;

namespace Arize.Build.Tests.Uploads;

/// <summary>Gates over the outputs of an application, against the emulator over HTTP.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LogGateTests
{
    const string Gate = """
        { "space": "support", "results": { "dataset": "support-golden-set", "file": "results.jsonl" }, "evaluate": ["support-judge"], "baseline": { "latest": "main-*" },
          "criteria": [ { "metric": "correctness", "atLeast": 0.90, "mayDropBy": 0.05 } ] }
        """;

    internal static int Creates(GateUnderTest gate) => gate.Posts.Count(p => p.Operation == "create_experiment");

    internal static int Triggers(GateUnderTest gate) => gate.Posts.Count(p => p.Operation == "trigger_task_run");

    /// <summary>Answers the golden set: of a hundred questions, so many right.</summary>
    internal static async Task Answer(GateUnderTest gate, int right, Func<int, bool>? isLeftOut = null)
    {
        var lines = new List<string>();
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        await foreach (var example in gate.Client.Datasets.ListExamplesAsync(dataset.Id, dataset.LatestVersionId))
        {
            if (isLeftOut?.Invoke(lines.Count) == true)
                break;
            var output = lines.Count % 100 < right ? example.Json.GetProperty("expected_answer").GetString() : "I do not know; I hand over to a person.";
            lines.Add(JsonSerializer.Serialize(new { example_id = example.Id, output }));
        }
        await File.WriteAllLinesAsync(Path.Combine(gate.Folder, "results.jsonl"), lines);
    }

    [Test]
    public async Task A_good_application_is_logged_once_evaluated_and_passes_against_the_newest_baseline()
    {
        await using var gate = await GateUnderTest.With();
        gate.Build = "ci-1";
        await Answer(gate, right: 95);
        var result = await gate.Run(Gate);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Table.Concat(result.Diagnostics.Select(d => d.ToString()))));
        Assert.That((Creates(gate), Triggers(gate), result.Run, result.Reused), Is.EqualTo((1, 1, (TaskRun?)null, false)));
        Assert.That(result.Experiment!.Name, Does.Match("^support-golden-set-release-ci-1-[0-9a-f]{12}$"));
        Assert.That(result.Baseline!.Name, Is.EqualTo("main-2026-11-20"));
        Assert.That(result.Verdict.Criteria[0].Value, Is.EqualTo(0.95).Within(1e-9), "the emulator compares what was logged with the expected answer");
    }

    [Test]
    public async Task A_worse_application_is_blocked()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 70);
        var result = await gate.Run(Gate);
        Assert.That(result.Diagnostics.Select(d => d.Code), Is.EqualTo(["ARIZE4001", "ARIZE4001"]));
    }

    [Test]
    public async Task Faults_of_the_results_file_are_said_at_their_line_and_nothing_is_sent()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95, isLeftOut: i => i == 150);
        await File.AppendAllTextAsync(Path.Combine(gate.Folder, "results.jsonl"), "oops\n");
        var result = await gate.Run(Gate);
        Assert.That((result.Passed, result.Verdict.Outcome), Is.EqualTo((false, Outcome.Error)));
        Assert.That(result.Diagnostics.Select(d => (d.Code, Path.GetFileName(d.At!.File), d.At.Line)), Is.EqualTo([("ARIZE1010", "results.jsonl", 151), ("ARIZE1010", "results.jsonl", 151)]));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task Examples_may_be_left_out_where_the_gate_allows_it()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95, isLeftOut: i => i == 150);
        var result = await gate.Run(Gate.Replace("\"results.jsonl\"", "\"results.jsonl\", \"allowMissing\": true", StringComparison.Ordinal));
        Assert.That((result.Passed, result.Verdict.Examples), Is.EqualTo((true, 150)), string.Join('\n', result.Diagnostics));
    }

    [Test]
    public async Task Too_few_results_to_be_judged_are_not_logged()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95, isLeftOut: i => i == 9);
        var result = await gate.Run(Gate.Replace("\"results.jsonl\"", "\"results.jsonl\", \"allowMissing\": true", StringComparison.Ordinal));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("There are at most 9 examples, fewer than data.minExamples 10 examples"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_baseline_that_covers_too_little_of_the_dataset_is_passed_over()
    {
        await using var gate = await GateUnderTest.With();
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        var few = await gate.Client.Datasets.ListExamplesAsync(dataset.Id).Take(20).ToListAsync();
        await gate.Client.Experiments.CreateAsync(new() { Name = "main-2026-11-23-smoke", Dataset = dataset.Id, Rows = [.. few.Select(e => new System.Text.Json.Nodes.JsonObject { ["example_id"] = e.Id, ["output"] = "?" })] });
        await Answer(gate, right: 95);
        Assert.That((await gate.Run(Gate)).Baseline!.Name, Is.EqualTo("main-2026-11-20"), "the newest has 20 of 200 examples");
        var result = await gate.Run(Gate.Replace("main-*", "main-*-smoke", StringComparison.Ordinal));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("no experiment named 'main-*-smoke' has rows for 90 % of the dataset (1 of that name on it)"));
    }

    [Test]
    public async Task A_pinned_version_that_is_not_the_newest_is_refused_before_anything_is_logged()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95);
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        var old = dataset.VersionIds.First(v => v != dataset.LatestVersionId);
        var result = await gate.Run(Gate.Replace("\"criteria\"", $"\"pin\": {{ \"datasetVersion\": \"{old}\" }}, \"criteria\"", StringComparison.Ordinal));
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("outputs are logged on its newest one"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_step_that_could_not_go_on_continues_with_what_it_has_logged()
    {
        await using var gate = await GateUnderTest.With(s => s.Faults.Add(new ScenarioFault { Method = "POST", Path = "/v2/tasks/{task_id}/trigger", Times = 1, Status = 403 }));
        gate.Build = "ci-7";
        await Answer(gate, right: 95);
        Assert.ThrowsAsync<ArizeException>(() => gate.Run(Gate));
        var result = await gate.Run(Gate);
        Assert.That(result.Passed, string.Join('\n', result.Diagnostics));
        Assert.That((Creates(gate), Triggers(gate)), Is.EqualTo((1, 2)), "its evaluation was refused, then started");
        Assert.That(gate.Log, Has.Some.Contains("Continuing with experiment"));
    }

    [TestCase(true), TestCase(false)]
    public async Task A_dry_run_needs_no_results_and_sends_nothing(bool areThere)
    {
        await using var gate = await GateUnderTest.With();
        if (areThere)
            await File.WriteAllTextAsync(Path.Combine(gate.Folder, "results.jsonl"), "oops\n");
        var faults = await gate.Operations.DryRunAsync(await gate.Request(Gate), default);
        Assert.That(faults.Select(f => f.Code).Distinct(), Is.EqualTo(areThere ? ["ARIZE1010"] : Array.Empty<string>()));
        Assert.That(string.Join('\n', gate.Log), Does.Contain("would upload").And.Contains("on dataset 'support-golden-set', which has 200 examples").And.Contains("would compare with 'main-2026-11-20'"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_row_that_no_request_can_take_is_refused_before_anything_is_sent()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95);
        var result = await gate.Run(Gate.Replace("\"results.jsonl\"", "\"results.jsonl\", \"maxBodyBytes\": 100", StringComparison.Ordinal));
        Assert.That((result.Diagnostics.Single().Code, gate.Posts.Count()), Is.EqualTo((ArizeErrorCode.TooLarge, 0)));
    }
}

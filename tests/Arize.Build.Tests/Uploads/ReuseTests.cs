using Arize.Build.Client;
using Arize.Build.Tests.Client;
using Arize.Build.Gates;
using Arize.Build.Tests.GateFiles;
using Arize.Build.Tests.Verdicts;
using Arize.Emulator;
using static Arize.Build.Tests.Uploads.LogGateTests;

namespace Arize.Build.Tests.Uploads;

/// <summary>An identical experiment is judged again instead of paid for again, and never silently.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ReuseTests
{
    const string Run = """{ "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "criteria": [ { "metric": "correctness", "atLeast": 0.5 } ] }""";

    const string Log = """
        { "space": "support", "results": { "dataset": "support-golden-set", "file": "results.jsonl" }, "evaluate": ["support-judge"], "criteria": [ { "metric": "correctness", "atLeast": 0.5 } ] }
        """;

    static Task<GateResult> Build(GateUnderTest gate, string build, string json)
    {
        gate.Build = build;
        return gate.Run(json);
    }

    [Test]
    public async Task An_unchanged_second_build_triggers_nothing_and_says_so()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var first = await Build(gate, "ci-1", Run);
        var posts = gate.Posts.Count();
        var second = await Build(gate, "ci-2", Run);
        Assert.That((gate.Posts.Count(), second.Reused, second.Passed, second.Cost.RunsTriggered, second.Cost.Evaluations), Is.EqualTo((posts, true, true, 0, 0)));
        Assert.That((second.Experiment!.Id, second.Run!.Id), Is.EqualTo((first.Experiment!.Id, first.Run!.Id)));
        Assert.That(first.Experiment.Name, Does.Match("^support-golden-release-ci-1-[0-9a-f]{12}$"));
        Assert.That(gate.Log, Has.Some.Match($"^Reused experiment '{first.Experiment.Name}', nothing was triggered\\. It was made .* ago from identical inputs; ArizeReuse=false \\(in Cake, Reuse = false\\) runs it again\\.$"));
        var made = first.Experiment.CreatedAt!.Value.UtcDateTime;
        Assert.That(await File.ReadAllTextAsync(second.VerdictFile), Does.Contain("\"reused\": true").And.Contain($"\"reusedFrom\": \"{made:yyyy-MM-ddTHH:mm:ss}"));
        foreach (var report in new[] { "summary.md", "report.html" })
            Assert.That(await File.ReadAllTextAsync(Path.Combine(gate.Record, report)), Does.Contain($"experiment reused, made {made.ToString("d MMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC"), report);
    }

    [Test]
    public async Task A_run_that_one_build_starts_is_reused_by_another_and_none_is_started_where_there_is_one()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        gate.Build = "ci-1";
        var started = await gate.Operations.StartAsync(await gate.Request(Run), default);
        Assert.That(started!.ExperimentName, Does.Match("^support-golden-release-ci-1-[0-9a-f]{12}$"));
        var first = await Build(gate, "ci-1", Run);
        Assert.That((first.Experiment!.Name, first.Reused, first.Cost.RunsTriggered), Is.EqualTo((started.ExperimentName, false, 1)), "the same build goes on with it; the evaluation is triggered");
        Assert.That(((await Build(gate, "ci-2", Run)).Reused, Triggers(gate)), Is.EqualTo((true, 2)));

        gate.Build = "ci-3";
        Assert.That(await gate.Operations.StartAsync(await gate.Request(Run), default), Is.Null);
        Assert.That((Triggers(gate), File.Exists(Path.Combine(gate.Record, "verdict.json"))), Is.EqualTo((2, false)), "nothing was started, and the verdict of another build is gone");
    }

    [Test]
    public async Task A_gate_that_cannot_be_judged_starts_nothing()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var json = Run.Replace("\"criteria\"", "\"baseline\": { \"experiment\": \"no-such\" }, \"criteria\"", StringComparison.Ordinal).Replace("\"atLeast\": 0.5", "\"mayDropBy\": 0.5", StringComparison.Ordinal);
        var plan = await gate.Request(json);
        Assert.That(plan.Diagnostics, Is.Empty);
        Assert.That(async () => await gate.Operations.StartAsync(plan, default), Throws.TypeOf<ArizeException>().With.Message.Contains("no-such"));
        Assert.That(Triggers(gate), Is.Zero);
    }

    [Test]
    public async Task Unchanged_results_are_not_logged_again_and_changed_ones_are()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 95);
        await Build(gate, "ci-1", Log);
        var second = await Build(gate, "ci-2", Log);
        Assert.That((Creates(gate), Triggers(gate), second.Reused), Is.EqualTo((1, 1, true)));
        await Answer(gate, right: 94);
        var third = await Build(gate, "ci-3", Log);
        Assert.That((Creates(gate), Triggers(gate), third.Reused), Is.EqualTo((2, 2, false)));
    }

    [Test]
    public async Task Reuse_is_off_by_one_property()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await Build(gate, "ci-1", Run);
        gate.Reuse = false;
        Assert.That(((await Build(gate, "ci-2", Run)).Reused, Triggers(gate)), Is.EqualTo((false, 4)));
    }

    [TestCase("\"reuse\": false"), TestCase("\"reuse\": \"1s\"")]
    public async Task Reuse_is_off_where_the_gate_file_says_so_or_the_experiment_is_too_old(string reuse)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var json = Run.Replace("\"criteria\"", $"{reuse}, \"criteria\"", StringComparison.Ordinal);
        await Build(gate, "ci-1", json);
        await Task.Delay(TimeSpan.FromSeconds(2.1)); // the service's clock has whole seconds
        Assert.That(((await Build(gate, "ci-2", json)).Reused, Triggers(gate)), Is.EqualTo((false, 4)));
    }

    [TestCase("model"), TestCase("maxExamples"), TestCase("filter"), TestCase("version"), TestCase("evaluators")]
    public async Task What_differs_is_made_anew(string what)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Spaces["support"].Tasks["code-judge"] = new ScenarioTask { Type = "CODE_EVALUATION", Dataset = "support-golden-set", Evaluators = ["exact"], Experiments = ["main-2026-11-20"] });
        await Build(gate, "ci-1", Run);
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        if (what == "model")
            await gate.Client.Tasks.UpdateAsync(new() { Task = "support-golden", Space = "support", RunConfiguration = Configurations.Prompt("llm-gateway", "atlas-1-rc") });
        var run = what switch
        {
            "maxExamples" => "\"maxExamples\": 100, ",
            "filter" => "\"filter\": \"difficulty = 'easy'\", ",
            "version" => $"\"datasetVersion\": \"{dataset.VersionIds.First(v => v != dataset.LatestVersionId)}\", ",
            _ => "",
        };
        var json = Run.Replace("\"task\"", run + "\"task\"", StringComparison.Ordinal);
        if (what == "evaluators")
            json = json.Replace("[\"support-judge\"]", "[\"support-judge\", \"code-judge\"]", StringComparison.Ordinal);
        var second = await Build(gate, "ci-2", json);
        Assert.That((second.Reused, second.Passed), Is.EqualTo((false, true)), string.Join('\n', second.Diagnostics));
    }

    [Test]
    public async Task Other_criteria_judge_the_same_experiment()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await Build(gate, "ci-1", Run);
        var second = await Build(gate, "ci-2", Run.Replace("0.5", "0.999", StringComparison.Ordinal));
        Assert.That((second.Reused, second.Verdict.Outcome, Triggers(gate)), Is.EqualTo((true, Outcome.Fail, 2)), "a no is a no, and no draw of another lot");
    }

    [TestCase("atlas-1-flaky"), TestCase("atlas-1-broken"), TestCase("atlas-1-void")]
    public async Task A_run_that_was_not_good_is_never_judged_again(string model)
    {
        await using var gate = await GateUnderTest.WithModel(model);
        await Build(gate, "ci-1", Run);
        Assert.That(((await Build(gate, "ci-2", Run)).Reused, gate.Posts.Count(p => p.Path.Contains("/trigger", StringComparison.Ordinal) && p.Body!.Contains("experiment_name", StringComparison.Ordinal))), Is.EqualTo((false, 2)));
    }

    [Test]
    public async Task Scores_that_are_not_there_are_made_on_the_reused_experiment()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Faults.Add(new ScenarioFault { Method = "POST", Skip = 1, Times = 1, Status = 403 }));
        Assert.ThrowsAsync<ArizeException>(() => Build(gate, "ci-1", Run));
        File.Delete(Path.Combine(gate.Record, "run.json")); // another agent
        var second = await Build(gate, "ci-2", Run);
        Assert.That((second.Reused, second.Passed, second.Cost.RunsTriggered, Triggers(gate)), Is.EqualTo((true, true, 1, 3)));
        Assert.That(gate.Log, Has.Some.Contains("no run was triggered; it lacks scores of 'support-judge'"));
    }

    [Test]
    public async Task What_a_build_that_was_killed_has_logged_is_judged_by_the_next_one()
    {
        await using var gate = await GateUnderTest.With(s => s.Faults.Add(new ScenarioFault { Method = "POST", Path = "/v2/tasks/{task_id}/trigger", Times = 1, Status = 403 }));
        await Answer(gate, right: 95);
        Assert.ThrowsAsync<ArizeException>(() => Build(gate, "ci-1", Log));
        var second = await Build(gate, "ci-2", Log);
        Assert.That((second.Reused, second.Passed, Creates(gate)), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public async Task An_experiment_of_another_task_that_bears_the_fingerprint_proves_nothing()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var first = await Build(gate, "ci-1", Run);
        var name = first.Experiment!.Name;
        var rows = await gate.Client.Experiments.ListRowsAsync(first.Experiment.Id).ToListAsync();
        await using var other = await GateUnderTest.WithModel("atlas-1");
        // The same name and the same rows, but stored by hand: no run of the task has made it.
        await other.Client.Experiments.CreateAsync(new()
        {
            Name = "forged-" + name, Dataset = first.Experiment.DatasetId!,
            Rows = [.. rows.Select(r => new System.Text.Json.Nodes.JsonObject { ["example_id"] = r.ExampleId, ["output"] = r.Output, ["eval.correctness.score"] = 1, ["eval.helpfulness.score"] = 1 })],
        });
        Assert.That(((await Build(other, "ci-2", Run)).Reused, Triggers(other)), Is.EqualTo((false, 2)));
    }

    [Test]
    public async Task A_logged_experiment_that_bears_the_fingerprint_and_holds_other_outputs_proves_nothing()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, right: 60);
        var first = await Build(gate, "ci-1", Log);
        var rows = await gate.Client.Experiments.ListRowsAsync(first.Experiment!.Id).ToListAsync();
        await using var other = await GateUnderTest.With();
        await other.Client.Experiments.CreateAsync(new()
        {
            Name = "forged-" + first.Experiment.Name, Dataset = first.Experiment.DatasetId!,
            Rows = [.. rows.Select((r, i) => new System.Text.Json.Nodes.JsonObject { ["example_id"] = r.ExampleId, ["output"] = i == 199 ? "better" : r.Output })],
        });
        await Answer(other, right: 60);
        var second = await Build(other, "ci-2", Log);
        Assert.That((second.Experiment!.Name[^12..], second.Reused, Creates(other)), Is.EqualTo((first.Experiment.Name[^12..], false, 2)));
    }

    [TestCase(null, false), TestCase("\"reuse\": true, ", true)]
    public async Task An_agents_run_is_reused_only_where_the_gate_says_so(string? key, bool reused)
    {
        await using var gate = await GateUnderTest.With();
        await gate.Client.Tasks.CreateRunExperimentTaskAsync(new()
        {
            Name = "agent", Dataset = "support-golden-set", Space = "support", RunConfiguration = Configurations.Agent("support-agent", new System.Text.Json.Nodes.JsonObject { ["q"] = "{{dataset.question}}" }),
        });
        var json = Run.Replace("support-golden", "agent", StringComparison.Ordinal).Replace("\"criteria\"", key + "\"criteria\"", StringComparison.Ordinal);
        await Build(gate, "ci-1", json);
        Assert.That((await Build(gate, "ci-2", json)).Reused, Is.EqualTo(reused));
    }

    [Test]
    public async Task A_name_that_is_given_is_kept_word_for_word_and_never_reused()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised, name: "pr-1");
        var second = await gate.Run(GateFileTests.Promised, name: "pr-2");
        Assert.That((second.Reused, second.Experiment!.Name), Is.EqualTo((false, "pr-2")));
    }
}

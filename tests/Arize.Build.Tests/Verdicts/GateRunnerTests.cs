using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates;
using Arize.Build.Tests.GateFiles;
using Arize.Emulator;
using NJsonSchema;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Whole gates, against the emulator over HTTP.</summary>
[Parallelizable(ParallelScope.All)]
public class GateRunnerTests
{
    const string Criteria = """ "criteria": [ { "metric": "correctness", "atLeast": 0.5 } ] """;

    [Test]
    public async Task The_promised_gate_passes_a_good_model()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Table.Concat(result.Diagnostics.Select(d => d.ToString()))));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Verdict.Criteria, Has.Count.EqualTo(2));
        Assert.That(result.Baseline!.Name, Is.EqualTo("main-2026-11-20"));
        Assert.That(result.Experiment!.Name, Is.EqualTo("release-1"));
        Assert.That(gate.Posts.Count(p => p.Path.EndsWith("/trigger", StringComparison.Ordinal)), Is.EqualTo(2), "the run and its evaluation, once each");
        Assert.That(result.Cost.ToString(), Does.StartWith("2 runs triggered, 400 evaluations, completion_tokens "));
        TestContext.Out.WriteLine(string.Join('\n', result.Table));
    }

    [Test]
    public async Task It_blocks_a_regressed_model_and_names_the_lines()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(result.Diagnostics.Select(d => (d.Code, d.At!.Line, d.At.Column)), Is.EqualTo([("ARIZE4001", 3, 44), ("ARIZE4001", 3, 61)]));
        Assert.That(result.Diagnostics[1].Message, Does.Match(
            @"^Gate 'release': Failed: correctness 0\.9\d -> 0\.[78]\d on 200 paired examples: \d+ broke, \d+ were fixed\. Change -[\d.]+ points \(90 % interval -[\d.]+ to -[\d.]+ points\), allowed -2 points\. The whole interval is beyond the tolerance\.$"));
        var flips = result.Verdict.Criteria[1].Changed;
        Assert.That(flips, Has.Count.GreaterThan(5));
        Assert.That(flips.All(f => f.ExampleId is not null && f.Output is not null && f.Explanation is not null));
        TestContext.Out.WriteLine(string.Join('\n', result.Table));
    }

    [Test]
    public async Task It_is_inconclusive_about_a_model_that_is_a_little_worse()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-rc");
        var result = await gate.Run(GateFileTests.Promised, name: "release-3");
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Inconclusive), string.Join('\n', result.Verdict.Criteria.Select(c => c.Reason)));
        Assert.That(result.Passed, Is.False);
        Assert.That(result.Diagnostics.Single(), Has.Property("Code").EqualTo("ARIZE4002").And.Property("Severity").EqualTo(DiagnosticSeverity.Error));

        var lenient = await gate.Run(GateFileTests.Promised.Replace("\"criteria\"", "\"onInconclusive\": \"warn\", \"criteria\"", StringComparison.Ordinal), name: "release-4");
        Assert.That((lenient.Verdict.Outcome, lenient.Passed), Is.EqualTo((Outcome.Inconclusive, true)));
        Assert.That(lenient.Diagnostics.Single().Severity, Is.EqualTo(DiagnosticSeverity.Warning));
    }

    [Test]
    public async Task It_runs_nothing_for_a_metric_that_is_a_typo()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("\"metric\": \"correctness\"", "\"metric\": \"corectness\"", StringComparison.Ordinal));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Error));
        Assert.That(result.Diagnostics.Select(d => d.Code).Distinct(), Is.EqualTo(["ARIZE1008"]));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("Did you mean 'correctness'?"));
        Assert.That(gate.Posts, Is.Empty, "nothing was paid for");
    }

    [Test]
    public async Task It_cannot_judge_a_metric_that_is_not_there()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("\"metric\": \"correctness\"", "\"metric\": \"politeness\"", StringComparison.Ordinal));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Error));
        Assert.That(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code), Is.EqualTo(["ARIZE4003", "ARIZE4003"]));
        Assert.That(result.Diagnostics, Has.Some.Property("Message").Contains("politeness is on no row of the experiment"));
    }

    [Test]
    public async Task An_experiment_that_exists_is_judged_without_a_run()
    {
        await using var gate = await GateUnderTest.With();
        var result = await gate.Run($$"""
            { "space": "support", "experiment": { "name": "main-2026-11-20", "dataset": "support-golden-set" }, "baseline": "main-2026-11-19",
              "criteria": [ { "metric": "correctness", "mayDropBy": 0.1 }, { "metric": "latency_ms", "statistic": "p95", "atMost": 2000 }, { "metric": "cost_usd", "statistic": "sum", "atMost": 5 } ] }
            """);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        Assert.That(result.Run, Is.Null);
        Assert.That(gate.Posts, Is.Empty);
        Assert.That(result.Baseline!.Name, Is.EqualTo("main-2026-11-19"));
    }

    [Test]
    public async Task Late_scores_are_waited_for()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.ScoresLateBy = TimeSpan.FromSeconds(1));
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        Assert.That(gate.Log, Has.Some.Contains("200 without a score so far"));
    }

    [Test]
    public async Task Scores_that_never_come_make_an_error_not_a_pass()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.ScoresLateBy = TimeSpan.FromMinutes(10));
        Assert.That((await gate.Run(GateFileTests.Promised)).Verdict.Outcome, Is.EqualTo(Outcome.Error));
    }

    [TestCase(RowShape.Flat)]
    [TestCase(RowShape.ByName)]
    [TestCase(RowShape.List)]
    public async Task Rows_of_every_shape_are_judged_alike(RowShape shape)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.RowShape = shape);
        Assert.That((await gate.Run(GateFileTests.Promised)).Verdict.Criteria[1].Value, Is.EqualTo(0.94).Within(0.03));
    }

    [Test]
    public async Task Chained_evaluations_are_found_and_waited_for()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("[\"support-judge\"]", "{ \"tasks\": [\"support-judge\"], \"chained\": true }", StringComparison.Ordinal));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        Assert.That(gate.Posts.Count(p => p.Path.EndsWith("/trigger", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_record_is_a_baseline_and_an_altered_one_is_not()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised);
        var pinned = gate.Record + "-pinned";
        Directory.CreateDirectory(pinned);
        foreach (var name in new[] { "verdict.json", "scores.jsonl" })
            File.Copy(Path.Combine(gate.Record, name), Path.Combine(pinned, name));
        var text = GateFileTests.Promised.Replace("{ \"latest\": \"main-*\" }", "{ \"record\": \"record-pinned\" }", StringComparison.Ordinal);
        var result = await gate.Run(text);
        Assert.That(result.Verdict.Criteria[1].Baseline, Is.Not.Null);
        Assert.That(result.Baseline!.Record, Is.EqualTo(pinned));

        await File.AppendAllTextAsync(Path.Combine(pinned, "scores.jsonl"), "\n");
        var posts = gate.Posts.Count();
        var refused = Assert.ThrowsAsync<ArizeException>(() => gate.Run(text));
        Assert.That(refused!.Message, Does.Contain("one of the two was altered"));
        Assert.That(gate.Posts.Count(), Is.EqualTo(posts), "nothing was triggered");
    }

    [TestCase("fail", Outcome.Error, "ARIZE4003")]
    [TestCase("warn", Outcome.Pass, "ARIZE4004")]
    [TestCase("adopt", Outcome.Pass, "ARIZE4004")]
    public async Task A_missing_baseline_does_what_the_gate_says(string whenMissing, Outcome outcome, string code)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("\"main-*\"", $"\"release-*\", \"whenMissing\": \"{whenMissing}\"", StringComparison.Ordinal));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(outcome));
        Assert.That(result.Diagnostics[0].Code, Is.EqualTo(code));
        Assert.That(gate.Posts.Any(), Is.EqualTo(outcome == Outcome.Pass), "a gate that cannot be judged costs nothing");
    }

    [Test]
    public async Task A_baseline_that_is_too_old_is_none()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("\"main-*\"", "\"main-*\", \"maxAge\": \"1d\"", StringComparison.Ordinal));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("the newest, 'main-2026-11-20', is older than 24 h 0 m."));
    }

    [Test]
    public async Task Pins_hold_versions()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var wrong = await gate.Run(GateFileTests.Promised.Replace("\"criteria\"", "\"pin\": { \"datasetVersion\": \"x\", \"evaluators\": { \"correctness\": \"old\", \"absent\": \"v\" } }, \"criteria\"", StringComparison.Ordinal));
        Assert.That(wrong.Verdict.Outcome, Is.EqualTo(Outcome.Error));
        Assert.That(wrong.Diagnostics.Select(d => d.Message), Has.Some.Contains("pinned to version 'old'").And.Some.Contains("no evaluation task of this gate uses it"));
        Assert.That(gate.Posts, Is.Empty);

        var judge = await gate.Client.Tasks.GetAsync("support-judge", "support");
        var version = await gate.Client.Evaluators.GetLatestVersionAsync(judge.Evaluators.Single(e => e.Name == "correctness").Evaluator);
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        string Pinned(string id) => GateFileTests.Promised.Replace("\"criteria\"", $"\"pin\": {{ \"datasetVersion\": \"{id}\", \"evaluators\": {{ \"correctness\": \"{version}\" }} }}, \"criteria\"", StringComparison.Ordinal);
        foreach (var (id, name) in dataset.VersionIds.Zip(["release-4", "release-5"]))
        {
            var right = await gate.Run(Pinned(id), name: name);
            Assert.That(right.Passed, string.Join('\n', right.Diagnostics));
            Assert.That(right.Experiment!.DatasetVersionId, Is.EqualTo(id), "the run is made on the pinned version");
        }
    }

    [Test]
    public async Task What_the_dataset_is_too_small_for_is_refused_before_anything_is_triggered()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised.Replace("\"atLeast\": 0.90", "\"cutoff\": 0.5, \"atLeast\": 0.99, \"evidence\": \"required\"", StringComparison.Ordinal));
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("needs 299 examples to show this, and there are at most 200 examples"));
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo("ARIZE1008"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_task_can_be_made_from_the_gate_file()
    {
        await using var gate = await GateUnderTest.With();
        var result = await gate.Run($$"""
            { "space": "support", "run": { "task": "made", "dataset": "support-golden-set", "configuration": { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway",
              "model_name": "atlas-1", "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" } }, "evaluate": ["support-judge"], {{Criteria}} }
            """);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
    }

    [Test]
    public async Task The_verdict_file_follows_its_schema_and_is_written_last()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "verdict.schema.json"));
        foreach (var model in new[] { "atlas-1", "atlas-1-mini", "atlas-1-flaky", "atlas-1-broken", "atlas-1-void" })
        {
            await using var gate = await GateUnderTest.WithModel(model);
            var result = await gate.Run(GateFileTests.Promised);
            var text = await File.ReadAllTextAsync(result.VerdictFile);
            Assert.That(schema.Validate(text), Is.Empty, model);
            Assert.That((string?)JsonNode.Parse(text)!["outcome"], Is.EqualTo(result.Verdict.Outcome.ToString().ToLowerInvariant()));
            Assert.That(Directory.GetFiles(gate.Record, "*.new"), Is.Empty);
            if (result.Verdict.Criteria.Count > 0)
                Assert.That(File.GetLastWriteTimeUtc(result.VerdictFile), Is.GreaterThanOrEqualTo(File.GetLastWriteTimeUtc(Path.Combine(gate.Record, "scores.jsonl"))));
        }
    }

    [Test]
    public async Task Verdicts_of_runs_that_are_alike_are_equal_but_for_meta()
    {
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var gate = await GateUnderTest.WithModel("atlas-1");
            var verdict = JsonNode.Parse(await File.ReadAllTextAsync((await gate.Run(GateFileTests.Promised)).VerdictFile))!.AsObject();
            verdict.Remove("meta");
            texts.Add(verdict.ToJsonString());
        }
        Assert.That(texts[1], Is.EqualTo(texts[0]));
    }

    [Test]
    public async Task The_verdict_is_the_same_under_any_culture()
    {
        var texts = new Dictionary<string, string>();
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "", "de-DE", "tr-TR", "ar-SA", "fa-IR", "th-TH" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
                var result = await gate.Run(GateFileTests.Promised.Replace("0.02 } ] }", "0.02 }, { \"metric\": \"latency_ms\", \"statistic\": \"p95\", \"atMost\": 1234.5 } ] }", StringComparison.Ordinal));
                var verdict = JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!.AsObject();
                verdict.Remove("meta");
                texts[culture] = verdict.ToJsonString() + string.Join('\n', result.Table.Skip(1)) + string.Join('\n', result.Diagnostics.Select(d => d.Message)) + await File.ReadAllTextAsync(Path.Combine(gate.Record, "scores.jsonl"));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.That(texts, Has.All.Matches<KeyValuePair<string, string>>(t => t.Value == texts[""]));
    }

    [TestCase("atlas-1", Outcome.Pass), TestCase("atlas-1-rc", Outcome.Inconclusive), TestCase("atlas-1-mini", Outcome.Fail), TestCase("atlas-1-flaky", Outcome.Fail)]
    public async Task The_models_of_the_sample_come_to_their_verdicts_whatever_the_experiment_is_called(string model, Outcome expected)
    {
        await using var gate = await GateUnderTest.WithModel(model);
        foreach (var name in new[] { "a", "pr-4712", "release-assistant-release-SupportAssistant-20261123T235904Z-835f" })
            Assert.That((await gate.Run(GateFileTests.Promised, name: name)).Verdict.Outcome, Is.EqualTo(expected), name);
    }

    [Test]
    public async Task A_step_that_could_not_go_on_continues_its_run_when_it_is_started_again()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Faults.Add(new ScenarioFault { Method = "POST", Skip = 1, Times = 1, Status = 403 }));
        gate.Build = "ci-7";
        Assert.ThrowsAsync<ArizeException>(() => gate.Run(GateFileTests.Promised));
        var result = await gate.Run(GateFileTests.Promised.Replace("0.02", "0.1", StringComparison.Ordinal));
        Assert.That(result.Passed, string.Join('\n', result.Diagnostics));
        Assert.That(gate.Posts.Count(), Is.EqualTo(3), "the run once; its evaluation refused, then started");
        Assert.That(gate.Log, Has.Some.Contains("Continuing run"));
    }

    [Test]
    public async Task A_run_that_was_started_before_is_judged_against_an_earlier_one_and_not_against_itself()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var json = GateFileTests.Promised.Replace("main-*", "*-*", StringComparison.Ordinal);
        gate.Build = "ci-8";
        var started = await gate.Operations.StartAsync(await gate.Request(json), default);
        await gate.Client.Tasks.WaitForRunAsync(started!.RunId!, new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(40) });
        var result = await gate.Run(json);
        Assert.That((result.Run!.Id, result.Experiment!.Name), Is.EqualTo((started.RunId, started.ExperimentName)));
        Assert.That(result.Baseline!.Name, Is.EqualTo("main-2026-11-20"));
    }

    [Test]
    public async Task A_start_has_the_time_that_the_gate_file_gives_it()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Faults.Add(new ScenarioFault { Method = "GET", Status = 503 }));
        var request = await gate.Request(GateFileTests.Promised.Replace("\"evaluate\"", "\"wait\": \"1s\", \"evaluate\"", StringComparison.Ordinal));
        var late = Assert.ThrowsAsync<ArizeException>(() => gate.Operations.StartAsync(request, default))!;
        Assert.That(late.Diagnostics.Single().ToString(), Does.StartWith("ARIZE3001: Its run was not started within 1 s."));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_step_that_is_killed_before_its_verdict_is_written_goes_on_with_its_run()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        gate.Build = "ci-9";
        var inTheWay = Task.Run(async () =>
        {
            while (!File.Exists(Path.Combine(gate.Record, "run.json")))
                await Task.Delay(5);
            Directory.CreateDirectory(Path.Combine(gate.Record, "verdict.json", "in the way"));
        });
        Assert.That(() => gate.Run(GateFileTests.Promised), Throws.TypeOf<ArizeException>());
        await inTheWay;
        Directory.Delete(Path.Combine(gate.Record, "verdict.json"), recursive: true);
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Passed, string.Join('\n', result.Diagnostics));
        Assert.That(RunRecord.Peek(gate.Record)!.Sends.Select(s => (s.Kind, s.State)), Is.EqualTo(new[] { (SendKind.Run, SendState.Done), (SendKind.Evaluation, SendState.Done) }));
        Assert.That(gate.Posts.Count(), Is.EqualTo(2), "the run and its evaluation, once each");
        Assert.That(gate.Log, Has.Some.Contains("Continuing run"));
    }

    [Test]
    public async Task Each_evaluation_has_an_entry_of_its_own_in_the_record()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s =>
        {
            var tasks = s.Spaces["support"].Tasks;
            tasks["a/judge"] = tasks["b/judge"] = tasks["support-judge"];
        });
        await gate.Run(GateFileTests.Promised.Replace("[\"support-judge\"]", "[\"a/judge\", \"b/judge\"]", StringComparison.Ordinal));
        Assert.That(RunRecord.Peek(gate.Record)!.Sends.Where(s => s.Kind == SendKind.Evaluation).Select(s => s.TaskName), Is.EquivalentTo(new[] { "a/judge", "b/judge" }));
    }
}

using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Arize.Build.Tests.GateFiles;
using Arize.Emulator;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Gates with more than one run, against the emulator: what is sent, how often, what it says before, and what becomes of a step that is killed between.</summary>
[Parallelizable(ParallelScope.All)]
public class RepeatTests
{
    static readonly string Repeated = GateFileTests.Promised.Replace("\"criteria\"", "\"onInconclusive\": { \"repeat\": 2 }, \"criteria\"", StringComparison.Ordinal);

    /// <summary>Always a little worse, so that the gate stays inconclusive however often it is repeated.</summary>
    static Task<GateUnderTest> ALittleWorse(Action<Scenario>? more = null) => GateUnderTest.WithModel("atlas-1-rc", more);

    static IEnumerable<string> Triggers(GateUnderTest gate) => gate.Posts.Select(p => p.Path).Where(p => p.EndsWith("/trigger", StringComparison.Ordinal));

    /// <summary>A world that the test can change while the gate runs.</summary>
    static Task<GateUnderTest> Held(out Scenario scenario, params ScenarioFault[] faults)
    {
        Scenario? made = null;
        var gate = ALittleWorse(s => (made = s).Faults.AddRange(faults));
        scenario = made!;
        return gate;
    }

    /// <summary>Changes the world once the first run is complete and its evaluation was triggered.</summary>
    static Task AfterTheFirstRun(GateUnderTest gate, Action change) => Task.Run(async () =>
    {
        while (Triggers(gate).Count() < 2)
            await Task.Delay(2);
        change();
    });

    /// <summary>A gate whose build ends while it waits for its second run, which goes on: a poll is refused as soon as that run is sent.</summary>
    static async Task LeftInTheSecondRun(GateUnderTest gate, Scenario scenario, string json)
    {
        var fault = scenario.Faults.Single();
        var changed = AfterTheFirstRun(gate, () => scenario.Models["atlas-1-rc"].Ends = RunEnd.Never);
        var refused = Task.Run(async () =>
        {
            while (Triggers(gate).Count() < 3)
                await Task.Delay(2);
            fault.Skip = 0;
        });
        Assert.ThrowsAsync<ArizeException>(() => gate.Run(json));
        await Task.WhenAll(changed, refused);
        fault.Times = 0;
    }

    /// <summary>The polls of runs can be refused from a moment on.</summary>
    static ScenarioFault Refused() => new() { Method = "GET", Path = "/v2/task-runs/{run_id}", Skip = int.MaxValue, Status = 403 };

    static readonly string Leaving = Repeated.Replace("\"criteria\"", "\"wait\": { \"pollInterval\": \"0.05s\", \"onTimeout\": \"leave\" }, \"criteria\"", StringComparison.Ordinal);

    [Test]
    public async Task An_inconclusive_gate_runs_again_and_each_example_is_averaged()
    {
        await using var gate = await ALittleWorse();
        var result = await gate.Run(Repeated, name: "release-3");
        Assert.Multiple(() =>
        {
            Assert.That((result.Verdict.Outcome, result.Passed), Is.EqualTo((Outcome.Inconclusive, false)));
            Assert.That(result.Verdict.Looks.Select(l => (l.Runs, l.Outcome, l.Open.Count)), Is.EqualTo(Enumerable.Range(1, 3).Select(n => (n, Outcome.Inconclusive, 1))));
            Assert.That(Triggers(gate).Count(), Is.EqualTo(6), "three runs and their evaluations, once each");
            Assert.That((result.Cost.RunsTriggered, result.Cost.Evaluations), Is.EqualTo((6, 1200)));
            Assert.That((result.Verdict.Rows, result.Verdict.Examples), Is.EqualTo((600, 200)));
            Assert.That(File.ReadLines(Path.Combine(gate.Record, "scores.jsonl")).Count(), Is.EqualTo(600));
            // Each of three looks has a third of the error of 5 %, so the interval has 96.7 %.
            Assert.That(result.Verdict.Criteria[1].Reason, Does.Contain("96.7 % interval"));
        });
        var meta = JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!["meta"]!;
        Assert.That(((string?)meta["experimentName"], meta["repeats"]!.AsArray().Select(r => (string?)r!["experimentName"])), Is.EqualTo(("release-3", new[] { "release-3-r2", "release-3-r3" })));
    }

    [Test]
    public async Task What_is_about_to_be_spent_is_announced_before_it_is_sent()
    {
        await using var gate = await ALittleWorse();
        await gate.Run(Repeated, name: "release-3");
        var said = gate.Log.Where(l => l.StartsWith("Gate 'release': ", StringComparison.Ordinal) || l.StartsWith("Started run", StringComparison.Ordinal) && l.Contains("experiment", StringComparison.Ordinal)).ToArray();
        Assert.That(said[0], Is.EqualTo("Gate 'release': one run over 200 examples with 400 evaluations; while it is inconclusive, up to 2 further runs, each as large."));
        Assert.That(said[1], Does.Contain("experiment 'release-3'"));
        Assert.That(said[2], Is.EqualTo("Gate 'release': inconclusive after 1 run. One more run of task 'support-golden' over 200 examples with 400 evaluations follows; after it at most 1 other."));
        Assert.That(said[3], Does.Contain("experiment 'release-3-r2'"));
        Assert.That(said[4], Does.EndWith("follows; it is the last."));
    }

    [Test]
    public async Task Then_says_what_becomes_of_a_gate_that_stays_inconclusive()
    {
        await using var gate = await ALittleWorse();
        var result = await gate.Run(Repeated.Replace("\"repeat\": 2", "\"repeat\": 1, \"then\": \"warn\"", StringComparison.Ordinal), name: "release-3");
        Assert.That((result.Verdict.Outcome, result.Passed, result.Verdict.Looks.Count), Is.EqualTo((Outcome.Inconclusive, true, 2)));
    }

    [TestCase("atlas-1", Outcome.Pass), TestCase("atlas-1-mini", Outcome.Fail)]
    public async Task A_gate_that_is_decided_is_not_repeated(string model, Outcome outcome)
    {
        await using var gate = await GateUnderTest.WithModel(model);
        var result = await gate.Run(Repeated);
        Assert.That((result.Verdict.Outcome, Triggers(gate).Count(), result.Verdict.Looks.Single().Outcome), Is.EqualTo((outcome, 2, outcome)));
    }

    [Test]
    public async Task Too_few_examples_are_not_repeated_because_a_repeat_adds_none()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(Repeated.Replace("\"criteria\"", "\"data\": { \"minExamples\": 201 }, \"criteria\"", StringComparison.Ordinal));
        Assert.That((result.Verdict.Outcome, Triggers(gate).Count()), Is.EqualTo((Outcome.Inconclusive, 2)));
        Assert.That(gate.Log, Has.Some.EqualTo("Gate 'release': inconclusive, and not repeated: correctness has too few examples, and a repeat adds none."));
    }

    [TestCase("fail"), TestCase("warn")]
    public async Task A_repeat_that_fails_makes_nothing_better(string then)
    {
        await using var gate = await Held(out var scenario);
        var change = AfterTheFirstRun(gate, () => scenario.Models["atlas-1-rc"].Ends = RunEnd.Failed);
        var result = await gate.Run(Repeated.Replace("\"repeat\": 2", $"\"repeat\": 2, \"then\": \"{then}\"", StringComparison.Ordinal), name: "release-3");
        await change;
        Assert.That((result.Verdict.Outcome, result.Passed), Is.EqualTo((Outcome.Error, false)));
        Assert.That(result.Diagnostics.Select(d => d.Code), Is.SupersetOf(new[] { "ARIZE3002" }));
        Assert.That(result.Verdict.Criteria, Has.Count.EqualTo(2), "what the first run has shown stays in the verdict");
        Assert.That(Triggers(gate).Count(), Is.EqualTo(3), "nothing follows a repeat that failed");
    }

    [Test]
    public void A_repeat_whose_rows_cannot_be_read_leaves_no_verdict() => Assert.Multiple(async () =>
    {
        await using var gate = await ALittleWorse(s => s.Faults.Add(new ScenarioFault { Method = "POST", Skip = 2, Status = 403 }));
        Assert.ThrowsAsync<ArizeException>(() => gate.Run(Repeated, name: "release-3"));
        Assert.That(File.Exists(Path.Combine(gate.Record, "verdict.json")), Is.False);
    });

    [Test]
    public async Task A_step_that_is_killed_in_a_repeat_goes_on_with_it_and_judges_no_run_twice()
    {
        await using var gate = await Held(out var scenario, Refused());
        gate.Build = "ci-11";
        await LeftInTheSecondRun(gate, scenario, Leaving);
        var left = RunRecord.Peek(gate.Record)!;
        Assert.That(left.Looks.Select(l => (l.Runs, l.Outcome)), Is.EqualTo(new[] { (1, Outcome.Inconclusive) }));
        Assert.That(left.Sends.Select(s => (s.Kind, s.Repeat, s.IsOpen)), Is.EqualTo(new[] { (SendKind.Run, 1, true), (SendKind.Evaluation, 1, true), (SendKind.Run, 2, true) }));

        scenario.Models["atlas-1-rc"].Ends = RunEnd.Completed;
        var result = await gate.Run(Leaving);
        Assert.That(Triggers(gate).Count(), Is.EqualTo(6), "three runs and their evaluations, once each over both steps");
        Assert.That(result.Verdict.Looks.Select(l => l.Runs), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(gate.Log.Count(l => l.Contains("inconclusive after 1 run.", StringComparison.Ordinal)), Is.EqualTo(2), "announced again, for it is still to be waited for");
        Assert.That(RunRecord.Peek(gate.Record)!.Sends, Has.All.Matches<SendEntry>(s => s.State == SendState.Done));
    }

    [Test]
    public async Task Cancel_cancels_every_run_of_the_record()
    {
        await using var gate = await Held(out var scenario, Refused());
        gate.Build = "ci-12";
        await LeftInTheSecondRun(gate, scenario, Leaving);
        var cancelled = await gate.Operations.CancelAsync(await gate.Request(Leaving), default);
        var sends = RunRecord.Peek(gate.Record)!.Sends;
        Assert.That(cancelled, Is.EqualTo(sends.Select(s => s.RunId)));
        Assert.That(sends.Select(s => (s.Kind, s.Repeat, s.State)), Is.EqualTo(new[]
        {
            (SendKind.Run, 1, SendState.Done), (SendKind.Evaluation, 1, SendState.Done), (SendKind.Run, 2, SendState.Done),
        }));
        Assert.That(sends[2].Status, Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task Repeats_of_a_run_are_made_in_any_case_and_judged_once()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Models["atlas-1"].Noise = 0.2);
        var result = await gate.Run("""
            { "space": "support", "run": { "task": "support-golden", "repeats": 3 }, "evaluate": ["support-judge"],
              "criteria": [ { "metric": "correctness", "atLeast": 0.5 }, { "metric": "correctness", "statistic": "passRate", "cutoff": 1, "atLeast": 0.5 },
                            { "metric": "correctness", "statistic": "passAll", "atLeast": 0.5 }, { "metric": "latency_ms", "statistic": "p95", "atMost": 5000 } ] }
            """, name: "three");
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        Assert.That((Triggers(gate).Count(), result.Verdict.Looks.Count), Is.EqualTo((6, 0)));
        var (mean, all) = (result.Verdict.Criteria[0], result.Verdict.Criteria[2]);
        var rows = File.ReadLines(Path.Combine(gate.Record, "scores.jsonl")).Select(l => JsonNode.Parse(l)!).GroupBy(r => (string)r["example"]!).ToArray();
        Assert.That(rows, Has.Length.EqualTo(200).And.All.Matches<IGrouping<string, JsonNode>>(g => g.Count() == 3));
        Assert.That(all.Value, Is.EqualTo(rows.Count(g => g.All(r => (double)r["scores"]!["correctness"]! == 1)) / 200.0).Within(1e-12));
        Assert.That(mean.Value, Is.GreaterThan(all.Value), "with noise, fewer examples pass three times than once");
        Assert.That((mean.Scale, all.Scale, all.Examples), Is.EqualTo((Scale.Proportion, Scale.Binary, 200)));
        Assert.That(result.Verdict.Criteria[3].Examples, Is.EqualTo(600), "a percentile counts each call");
        Assert.That(gate.Log, Has.Some.EqualTo("Gate 'release': 3 runs, each over 200 examples with 400 evaluations."));
    }

    [Test]
    public async Task The_latest_baseline_is_never_a_repeat()
    {
        await using var gate = await ALittleWorse();
        await gate.Run(Repeated, name: "release-3");
        var json = GateFileTests.Promised.Replace("main-*", "release-*", StringComparison.Ordinal);
        Assert.That((await gate.Run(json, name: "next")).Baseline!.Name, Is.EqualTo("release-3"));
    }

    [Test]
    public async Task Running_the_job_again_finds_the_same_runs()
    {
        await using var gate = await ALittleWorse();
        gate.Build = "ci-20";
        var first = await gate.Run(Repeated);
        gate.Build = "ci-21";
        var again = await gate.Run(Repeated);
        Assert.That((Triggers(gate).Count(), again.Verdict.Outcome, again.Cost.RunsTriggered), Is.EqualTo((6, first.Verdict.Outcome, 0)));
        Assert.That(again.Verdict.Criteria[1].Interval, Is.EqualTo(first.Verdict.Criteria[1].Interval));
    }
}

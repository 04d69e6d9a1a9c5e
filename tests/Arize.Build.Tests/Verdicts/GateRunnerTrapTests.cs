using System.Diagnostics;
using Arize.Build.Client;
using Arize.Build.Tests.Client;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;
using Arize.Build.Tests.GateFiles;
using Arize.Emulator;

namespace Arize.Build.Tests.Verdicts;

/// <summary>What other gates got wrong on the way to their data. The traps of judging are in TrapTests.</summary>
[Parallelizable(ParallelScope.All)]
public class GateRunnerTrapTests
{
    static Task<GateUnderTest> With(Action<ScenarioModel> change) => GateUnderTest.WithModel("trap", s =>
    {
        s.Models["trap"] = new ScenarioModel { Pending = TimeSpan.FromMilliseconds(20), Running = TimeSpan.FromMilliseconds(60), Accuracy = 1 };
        change(s.Models["trap"]);
    });

    [TestCase(RunEnd.Cancelled, "ARIZE3003")]
    [TestCase(RunEnd.Failed, "ARIZE3002")]
    public async Task A_run_that_did_not_complete_is_no_success(RunEnd end, string code)
    {
        await using var gate = await With(m => m.Ends = end);
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That((result.Passed, result.Verdict.Outcome), Is.EqualTo((false, Outcome.Error)));
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_run_cancelled_with_nothing_done_names_the_likely_causes()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-void");
        Assert.That((await gate.Run(GateFileTests.Promised)).Diagnostics.Single().Message, Does.Contain("no data matched").And.Contain("credential is bad"));
    }

    [TestCase(RunEnd.Cancelled, "ARIZE3003")]
    [TestCase(RunEnd.Failed, "ARIZE3002")]
    public async Task An_evaluation_that_did_not_complete_is_no_success(RunEnd end, string code)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Spaces["support"].Tasks["support-judge"].Run = new ScenarioTimeline { Running = TimeSpan.FromMilliseconds(60), Ends = end });
        var result = await gate.Run("""{ "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "criteria": [ { "metric": "correctness", "atLeast": 0 } ] }""");
        Assert.That(result.Passed, Is.False);
        Assert.That(result.Diagnostics[0].Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_timeout_is_no_success_and_cancels_the_run()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-endless");
        var timeout = Assert.ThrowsAsync<ArizeException>(() => gate.Run(GateFileTests.Promised, new GateSettings { Timeout = TimeSpan.FromSeconds(1.5), PollInterval = TimeSpan.FromSeconds(0.1) }));
        Assert.That(timeout!.Code, Is.EqualTo(ArizeErrorCode.Timeout));
        Assert.That(gate.Posts.Count(p => p.Path.EndsWith("/cancel", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(gate.Record, "verdict.json")), Is.False);
    }

    [Test]
    public async Task An_interrupted_gate_cancels_its_run_within_five_seconds()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-endless");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();
        Assert.That(async () => await gate.Run(GateFileTests.Promised, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(6)));
        Assert.That(gate.Posts.Count(p => p.Path.EndsWith("/cancel", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_interrupted_evaluation_is_cancelled()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Spaces["support"].Tasks["support-judge"].Run = new ScenarioTimeline { Ends = RunEnd.Never });
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.That(async () => await gate.Run(GateFileTests.Promised, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(gate.Posts.Count(p => p.Path.EndsWith("/cancel", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    /// <summary>Two gates at once, a good model's and a bad one's: each is judged by the rows of its own run.</summary>
    [Test]
    public async Task The_run_of_this_gate_is_judged_not_the_latest_one()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini", s => s.Models["atlas-1-mini"].Running = TimeSpan.FromMilliseconds(600));
        var bad = gate.Run(GateFileTests.Promised, name: "mine");
        await Task.Delay(200);
        var task = await gate.Client.Tasks.GetAsync("support-golden", "support");
        await gate.Client.Tasks.UpdateAsync(new UpdateTaskRequest
        {
            Task = task.Id,
            Space = "support",
            RunConfiguration = Configurations.Prompt("llm-gateway", "atlas-1"),
        });
        await gate.Client.Tasks.TriggerRunAsync(new TriggerRunRequest { Task = task.Id, ExperimentName = "somebody-else" });
        var result = await bad;
        Assert.That((result.Experiment!.Name, result.Verdict.Outcome), Is.EqualTo(("mine", Outcome.Fail)));
    }

    [Test]
    public async Task A_baseline_of_another_dataset_is_refused()
    {
        await using var gate = await GateUnderTest.With(s => s.Spaces["support-eu"].Experiments["eu-main"] = new ScenarioExperiment { Task = "support-golden", Age = TimeSpan.FromDays(1) });
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support-eu");
        var other = await gate.Client.Experiments.GetAsync("eu-main", dataset.Id);
        var result = await gate.Run($$"""
            { "space": "support", "run": { "task": "support-golden" }, "baseline": { "experiment": "{{other.Id}}", "whenMissing": "warn" }, "criteria": [ { "metric": "correctness", "mayDropBy": 0.1 } ] }
            """);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Error), "whenMissing waives a baseline that is missing, not one that is wrong");
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("was made on another dataset"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_transient_fault_does_not_kill_a_wait()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Faults.AddRange(
        [
            new ScenarioFault { Path = "/v2/task-runs/{run_id}", Times = 2, Status = 503 },
            new ScenarioFault { Path = "/v2/experiments/{experiment_id}/runs", Times = 1, Reset = true },
            new ScenarioFault { Path = "/v2/task-runs/{run_id}", Skip = 1, Times = 1, Truncate = true },
        ]));
        Assert.That((await gate.Run(GateFileTests.Promised)).Verdict.Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public async Task A_key_that_expires_mid_wait_ends_the_gate_at_once_and_names_the_run()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-endless", s => s.Faults.Add(new ScenarioFault { Path = "/v2/task-runs/{run_id}", Skip = 2, Status = 401 }));
        var fault = Assert.ThrowsAsync<ArizeException>(() => gate.Run(GateFileTests.Promised));
        Assert.That(fault!.Code, Is.EqualTo(ArizeErrorCode.Authentication));
        Assert.That(fault.Message, Does.Match("[Rr]un [A-Za-z0-9+/=]+ "));
    }

    [Test]
    public async Task Errors_on_rows_fail_the_gate()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-flaky");
        var result = await gate.Run(GateFileTests.Promised);
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error).Code, Is.EqualTo(GateErrorCode.TooManyErrors));
        Assert.That(gate.Posts.Count(), Is.EqualTo(1), "what is blocked already is not evaluated");
    }

    [Test]
    public async Task A_verdict_of_another_run_does_not_survive_a_gate_that_could_not_be_asked()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Faults.Add(new ScenarioFault { Method = "POST", Skip = 2, Status = 403 }));
        Assert.That((await gate.Run(GateFileTests.Promised)).Passed);
        Assert.That(File.Exists(Path.Combine(gate.Record, "verdict.json")));
        Assert.ThrowsAsync<ArizeException>(() => gate.Run(GateFileTests.Promised));
        Assert.That(File.Exists(Path.Combine(gate.Record, "verdict.json")), Is.False);
    }

    /// <summary>CI systems show the first ten errors of a step.</summary>
    [Test]
    public async Task What_blocks_is_said_before_what_warns()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var warnings = string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{ "metric": "latency_ms", "statistic": "p{{i + 50}}", "atMost": 1, "severity": "warn" }"""));
        var result = await gate.Run($$"""{ "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "criteria": [ {{warnings}}, { "metric": "correctness", "atLeast": 0.99 } ] }""");
        Assert.That(result.Diagnostics.Select(d => d.Severity), Is.EqualTo(Enumerable.Repeat(DiagnosticSeverity.Warning, 12).Prepend(DiagnosticSeverity.Error)));
    }
}

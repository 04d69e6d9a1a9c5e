using Arize.Build.Client;
using Arize.Emulator;
using Arize.Build.Gates;
using Cake.Arize;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Arize.Build.Tests.Cake;

/// <summary>What aliases do with settings, results and faults, in Cake's own context.</summary>
public sealed class AliasTests : CakeFixture
{
    const string Gate = """{ "space": "support", "run": { "task": "support-golden" }, "criteria": [ { "metric": "run.num_errors", "atMost": 0 } ] }""";

    [SetUp]
    public void This_commit() => Set("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");

    [Test]
    public void All_that_is_wrong_is_told_at_once_before_any_request()
    {
        Set("ARIZE_API_KEY", null);
        var settings = new ArizeGateSettings { Timeout = TimeSpan.Zero, MaxErrors = -1, MaxErrorRate = 1.5, MaxExamples = 0 };

        var failure = Assert.Throws<CakeException>(() => Context.ArizeGate("nightly", settings));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message.Split(Environment.NewLine).Select(l => l[..9]),
                Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1004", "ARIZE1004", "ARIZE1004", "ARIZE1005", "ARIZE1006" }), failure.Message);
            Assert.That(failure.Message, Does.Contain("MaxErrorRate is '1.5'").And.Contain("Timeout is '00:00:00'"));
            Assert.That(Emulator.Requests, Is.Empty);
        }
    }

    [Test]
    public void Faults_of_a_gate_file_are_told_at_their_line_and_column()
    {
        Write("gates/release.gate.json", Gate.Replace("atMost", "atMots", StringComparison.Ordinal));

        var failure = Assert.Throws<CakeException>(() => Context.ArizeGate("gates/release.gate.json"));

        Assert.That(failure!.Message.Replace('\\', '/'), Does.Match(@"(?m)^gates/release\.gate\.json\(1,\d+\): ARIZE1008: .*Did you mean 'atMost'\?"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void A_gate_gives_its_result_and_its_verdict_can_be_required()
    {
        Write("gates/release.gate.json", Gate);
        Assert.That(Assert.Throws<CakeException>(() => Context.ArizeGateRequire("gates/release.gate.json"))!.Message, Does.StartWith("ARIZE4005"));

        var result = Context.ArizeGate("gates/release.gate.json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result!.Passed, Is.True);
            Assert.That(result.Run!.NumSuccesses, Is.EqualTo(30));
            Assert.That(File.Exists(System.IO.Path.Combine(Folder, "artifacts", "arize", "release", "verdict.json")), Is.True);
            Assert.That(() => Context.ArizeGateRequire("gates/release.gate.json"), Throws.Nothing);
            Assert.That(Assert.Throws<CakeException>(() => Context.ArizeGateRequire("gates/release.gate.json", new ArizeGateRequireSettings { MaxExamples = 5 }))!.Message, Does.StartWith("ARIZE4006"));
        }
    }

    [Test]
    public void A_record_is_judged_again_without_a_key_and_without_a_request()
    {
        Write("gates/release.gate.json", Gate);
        Context.ArizeGate("gates/release.gate.json");
        Write("gates/stricter.gate.json", """{ "space": "support", "run": { "task": "support-golden" }, "criteria": [ { "metric": "run.num_successes", "atLeast": 31 } ] }""");
        Set("ARIZE_API_KEY", null);
        var requests = Emulator.Requests.Count;

        var result = Context.ArizeGateReplay("gates/stricter.gate.json", new ArizeGateReplaySettings { Replay = "artifacts/arize" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Records.Single().Name, result.Records[0].Was, result.Records[0].Turned, result.Blocked), Is.EqualTo(("release", Outcome.Pass, true, 1)));
            Assert.That(Log.Everything, Does.Contain("Gate 'stricter', replay of 1 record: it would block 1, and blocked 0 then; 1 turned."));
            Assert.That(Emulator.Requests, Has.Count.EqualTo(requests));
            Assert.That(Context.ArizeGateReplay("gates/release.gate.json").Blocked, Is.Zero, "its own record");
            Assert.That(Assert.Throws<CakeException>(() => Context.ArizeGateReplay("gates/stricter.gate.json"))!.Message, Does.StartWith("ARIZE4003: Gate 'stricter': There is no record in"));
        }
    }

    [Test]
    public void A_gate_that_may_warn_gives_its_result_and_a_warning()
    {
        Serve(scenario => scenario.Models["atlas-1"].ErrorRate = 1).Wait();

        var result = Context.ArizeGate("nightly", new ArizeGateSettings { Task = "support-golden", OnFail = OnFail.Warn });

        Assert.That(result!.Passed, Is.False);
        Assert.That(Log.Lines.Where(l => l.Level == LogLevel.Warning).Select(l => l.Text), Has.One.Contain("ARIZE3004").And.One.Contain("OnFail=Warn"));
    }

    [Test]
    public void A_blocked_gate_throws_an_exception_with_its_result()
    {
        Write("gates/release.gate.json", Gate);
        Write("gates/strict.gate.json", Gate.Replace("run.num_errors\", \"atMost\": 0", "run.num_successes\", \"atLeast\": 31", StringComparison.Ordinal));

        Write("gates/none.gate.json", Gate.Replace("support-golden", "no-such-task", StringComparison.Ordinal));

        var blocked = Assert.Throws<ArizeGateException>(() => Context.ArizeGate(["gates/release.gate.json", "gates/strict.gate.json", "gates/none.gate.json"]))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(blocked.Message, Does.Contain("ARIZE4001: Gate 'strict': ").And.Contain("Gate 'none'").And.Not.Contain("Gate 'release'"));
            Assert.That(blocked.Results.Select(r => r.Passed), Is.EqualTo(new[] { true, false }));
            Assert.That((blocked.Result.Passed, blocked.Result.Run!.NumSuccesses), Is.EqualTo((false, 30)));
            Assert.That(blocked.InnerException, Is.Null);
        }
    }

    [Test]
    public async Task A_run_that_ends_badly_is_given_back_if_the_script_decides()
    {
        await Serve(scenario => scenario.Models["atlas-1"].ErrorRate = 1);
        var run = await Context.ArizeTriggerRunAsync("support-golden");
        var decided = new ArizeWaitForRunSettings { ThrowOnFailure = false };
        var unseen = new ArizeWaitForRunSettings { ThrowOnFailure = false, Timeout = TimeSpan.FromSeconds(0.3) };

        var ended = await Context.ArizeWaitForRunAsync(run.RunId!, decided);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((ended.Id, ended.NumErrors), Is.EqualTo((run.RunId, 30)));
            Assert.That(Log.Lines.Where(l => l.Level == LogLevel.Warning).Select(l => l.Text), Has.One.Contain("ARIZE3004"));
            Assert.That(Assert.CatchAsync<CakeException>(() => Context.ArizeWaitForRunAsync(run.RunId!))!.Message, Does.StartWith("ARIZE3004"), "the default");
            Assert.That(Assert.CatchAsync<CakeException>(() => Context.ArizeWaitForRunAsync("VGFza1J1bjo5OTk=", unseen))!.Message, Does.StartWith("ARIZE2002"), "no run, no result");
        }
    }

    [Test]
    public async Task A_self_hosted_server_of_old_is_written_to_in_lower_case()
    {
        await Serve(scenario => { }, Dialect.Lower);
        var settings = new ArizeListRunsSettings { Status = RunStatus.Completed, EnumCasing = EnumCasing.Lower };

        Assert.That((await Context.ArizeListRunsAsync("support-golden", settings)).Items.Select(r => r.StatusText), Is.Not.Empty.And.All.EqualTo("completed"));

        Assert.That(Emulator.Requests.Select(r => r.Query), Has.Some.Contain("status=completed"));
    }

    [Test]
    public void Gates_that_are_not_asked_ask_nobody_and_say_so()
    {
        var settings = new ArizeGateSettings { Task = "support-golden", Skip = true };
        Assert.That(Context.ArizeGate("nightly", settings), Is.Null);
        Assert.That(Context.ArizeGate("no-such.gate.json", settings), Is.Null, "what is not asked may be broken, as in MSBuild");
        Set("ARIZE_API_KEY", null);
        Assert.That(Context.ArizeGate("fork", new ArizeGateSettings { Task = "support-golden", WhenNoKey = WhenNoKey.Skip }), Is.Null);
        Assert.That(Context.ArizeGate("dry", new ArizeGateSettings { Task = "support-golden", DryRun = true }), Is.Null);

        Assert.That(Log.Everything, Does.Contain("Gate 'nightly' was not run: Skip is true.").And.Contain("ARIZE1006: Gate 'fork' was not run").And.Contain("Gate 'dry', dry run"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void A_dry_run_reads_everything_and_changes_nothing()
    {
        Assert.That(Context.ArizeGate("nightly", new ArizeGateSettings { Task = "support-golden", DryRun = true }), Is.Null);

        Assert.That(Log.Everything, Does.Contain("over 30 examples as experiment"));
        Assert.That(Emulator.Requests.Select(r => r.Method).Distinct(), Is.EqualTo(new[] { "GET" }));
    }

    [Test]
    public void Two_gates_of_one_record_are_refused()
    {
        var failure = Assert.Throws<CakeException>(() => Context.ArizeGate(["one", "two"], new ArizeGateSettings { Task = "support-golden", Record = "here" }));

        Assert.That(failure!.Message, Does.StartWith("ARIZE1009").And.Contain("Two gates share one record"));
    }

    [Test]
    public async Task Of_several_runs_all_are_waited_for_and_the_bad_one_is_told()
    {
        var flaky = await Context.ArizeCreateExperimentTaskAsync("flaky", new ArizeCreateExperimentTaskSettings { Dataset = "support-golden-set", RunConfigurationFile = Write("run.json", """
            { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway", "model_name": "atlas-1",
              "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" }
            """), ModelName = "atlas-1-broken" });
        var good = await Context.ArizeTriggerRunAsync("support-golden");
        var bad = await Context.ArizeTriggerRunAsync(flaky.Id);

        var failure = Assert.CatchAsync<CakeException>(() => Context.ArizeWaitForRunAsync([bad.RunId!, good.RunId!]));

        Assert.That(failure!.Message, Does.StartWith($"ARIZE3002: Run {bad.RunId} FAILED").And.Not.Contain(good.RunId));
        Assert.That(Log.Everything, Does.Match($"Run {System.Text.RegularExpressions.Regex.Escape(good.RunId!)} COMPLETED in"));
        Assert.That(Context.ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Completed }).Items.Select(r => r.Id), Does.Contain(good.RunId));
    }

    [Test]
    public void No_stack_trace_reaches_the_console()
    {
        Log.Verbosity = Verbosity.Normal;

        var failure = Assert.Throws<CakeException>(() => Context.ArizeGetTask("no-such-task"));

        Assert.That(failure!.Message, Does.StartWith("ARIZE2002").And.Not.Contain("   at "));
        Assert.That(failure.InnerException, Is.Null, "Cake prints inner exceptions at a high verbosity, with text that nobody has made harmless");
        Assert.That(Log.Lines.Where(l => l.Verbosity <= Verbosity.Verbose).Select(l => l.Text), Has.None.Contain("   at "));
    }

    [Test]
    public void A_run_that_never_ends_is_cancelled_at_the_timeout()
    {
        Serve(scenario => scenario.Models["atlas-1"].Running = TimeSpan.FromHours(1)).Wait();
        var run = Context.ArizeTriggerRun("support-golden");

        var failure = Assert.Throws<CakeException>(() => Context.ArizeWaitForRun(run.RunId!, new ArizeWaitForRunSettings { Timeout = TimeSpan.FromSeconds(0.5), OnTimeout = OnTimeout.Cancel }));

        Assert.That(failure!.Message, Does.StartWith("ARIZE3001").And.Contain("was cancelled"));
        Assert.That(Count("POST", "/cancel"), Is.EqualTo(1));
    }
}

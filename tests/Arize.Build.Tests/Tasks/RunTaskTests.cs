using Arize.Build.Tasks;
using Arize.Emulator;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeTriggerRun, ArizeWaitForRun, ArizeGetRun, ArizeListRuns and ArizeCancelRun against the emulator.</summary>
public sealed class RunTaskTests : TaskFixture
{
    [Test]
    public void A_run_is_triggered_and_waited_for_and_its_results_are_put_out()
    {
        var trigger = Done(new ArizeTriggerRun { Task = "support-golden", ExperimentName = "pr-42", MaxExamples = "5" });
        Assert.That((trigger.ActualExperimentName, trigger.Outcome), Is.EqualTo(("pr-42", "Started")));
        Assert.That(File.Exists(Path.Combine(Folder, "artifacts", "arize", "trigger-pr-42", "run.json")), Is.True, "the record is in the project's folder");

        var wait = Done(new ArizeWaitForRun { Runs = Items(trigger.RunId!), PollInterval = "0.05s" });
        var result = wait.Results.Single();
        Assert.That((wait.Status, result.ItemSpec), Is.EqualTo(("COMPLETED", trigger.RunId)));
        Assert.That(wait.ExperimentId, Is.Not.Empty);
        Assert.That(new[] { "Status", "NumSuccesses", "NumErrors", "NumSkipped", "Passed", "TaskId", "ExperimentId", "FailureReason" }.Select(result.GetMetadata),
            Is.EqualTo(new[] { "COMPLETED", "5", "0", "0", "true", trigger.TaskId, wait.ExperimentId, "" }));
        Assert.That(Count("POST", "/trigger"), Is.EqualTo(1));
    }

    [Test]
    public void Every_field_of_an_experiment_trigger_reaches_the_service()
    {
        Done(new ArizeTriggerRun
        {
            Task = "support-golden", ExperimentName = "all", ExampleIds = null, MaxExamples = "3", QueryFilter = "category = 'returns'", TracingMetadata = Items("team=search", "pr = 7", "note=a%3Bb"),
            EvaluationTaskIds = Items("support-judge"),
        });
        var body = System.Text.Json.Nodes.JsonNode.Parse(Emulator.Requests.Single(r => r.Path.EndsWith("/trigger", StringComparison.Ordinal)).Body!)!;
        Assert.That(((string?)body["tracing_metadata"]!["team"], (string?)body["tracing_metadata"]!["pr"], (int?)body["max_examples"], (string?)body["query_filter"]),
            Is.EqualTo(("search", "7", (int?)3, "category = 'returns'")));
        Assert.That((string?)body["tracing_metadata"]!["note"], Is.EqualTo("a;b"), "%3B is a semicolon in a value");
        Assert.That(body["evaluation_task_ids"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Every_field_of_an_evaluation_trigger_reaches_the_service()
    {
        Done(new ArizeTriggerRun
        {
            Task = "support-live-quality", DataStartTime = "2026-11-01T00:00:00Z", DataEndTime = "2026-11-02T02:00:00+02:00", MaxSpans = "100", OverrideEvaluations = "True",
        });
        var body = Emulator.Requests.Single(r => r.Path.EndsWith("/trigger", StringComparison.Ordinal)).Body!;
        Assert.That(body, Is.EqualTo("""{"data_start_time":"2026-11-01T00:00:00Z","data_end_time":"2026-11-02T00:00:00Z","max_spans":100,"override_evaluations":true}"""));
    }

    [Test]
    public void A_step_that_is_started_again_in_the_same_build_continues_its_run()
    {
        Set("GITHUB_RUN_ID", "77");
        var first = Done(new ArizeTriggerRun { Task = "support-golden", MaxExamples = "3" });
        var second = Done(new ArizeTriggerRun { Task = "support-golden", MaxExamples = "3" });
        Assert.That((second.RunId, second.Outcome, Count("POST", "/trigger")), Is.EqualTo((first.RunId, "Continued", 1)));
    }

    [Test]
    public void Two_evaluations_that_ask_for_different_data_in_one_build_are_two_runs()
    {
        Set("GITHUB_RUN_ID", "77");
        var first = Done(new ArizeTriggerRun { Task = "support-live-quality", MaxSpans = "10", DataStartTime = "2026-11-01T00:00:00Z", DataEndTime = "2026-11-02T00:00:00Z" });
        var second = Done(new ArizeTriggerRun { Task = "support-live-quality", MaxSpans = "20", DataStartTime = "2026-11-01T00:00:00Z", DataEndTime = "2026-11-02T00:00:00Z" });
        Assert.That((second.RunId == first.RunId, Count("POST", "/trigger")), Is.EqualTo((false, 2)));
    }

    [Test]
    public async Task Each_fault_of_the_service_that_loses_an_answer_sends_one_trigger()
    {
        await Serve(s => s.Faults.Add(new ScenarioFault { Method = "POST", Path = "/v2/tasks/{task_id}/trigger", Times = 1, Status = 502, Body = "<html>", ContentType = "text/html", Applied = true }));
        var trigger = Done(new ArizeTriggerRun { Task = "support-golden", ExperimentName = "lost", MaxExamples = "3" });
        Assert.That((trigger.Outcome, Count("POST", "/trigger")), Is.EqualTo(("Adopted", 1)));
    }

    [TestCase("atlas-1-broken", "ARIZE3002", "FAILED", "is not deployed"), TestCase("atlas-1-void", "ARIZE3003", "CANCELLED", "Likely causes")]
    [TestCase("atlas-1-flaky", "ARIZE3004", "COMPLETED", "MaxErrors 0")]
    public void A_run_that_is_not_good_fails_the_build_with_one_coded_error(string model, string code, string status, string said)
    {
        var run = Done(new ArizeTriggerRun { Task = MakeTask(model), ExperimentName = model }).RunId!;
        var wait = new ArizeWaitForRun { Runs = Items(run), PollInterval = "0.05s" };
        Assert.That(Failed(wait), Is.EqualTo(new[] { code }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain(said).And.Contains(run));
        Assert.That((wait.Status, wait.Results.Single().GetMetadata("Passed")), Is.EqualTo((status, "false")));
    }

    [Test]
    public void Errors_within_the_limit_are_tolerated()
    {
        var run = Done(new ArizeTriggerRun { Task = MakeTask("atlas-1-flaky"), ExperimentName = "tolerated" }).RunId!;
        Done(new ArizeWaitForRun { Runs = Items(run), PollInterval = "0.05s", MaxErrorRate = "0.6" });
    }

    [Test]
    public void Every_run_is_waited_for_and_reported_even_when_an_earlier_one_is_bad()
    {
        var bad = Done(new ArizeTriggerRun { Task = MakeTask("atlas-1-broken"), ExperimentName = "bad" }).RunId!;
        var good = StartRun("good");
        var wait = new ArizeWaitForRun { Runs = Items(bad, good, " " + good), PollInterval = "0.05s" };
        Assert.That(Failed(wait), Is.EqualTo(new[] { "ARIZE3002" }));
        Assert.That(wait.Results.Select(r => r.GetMetadata("Passed")), Is.EqualTo(new[] { "false", "true" }));
        Assert.That(wait.Status, Is.Null, "there is more than one");
    }

    [TestCase("Cancel", 1, "was cancelled"), TestCase("Leave", 0, "was left as it is"), TestCase("", 1, "was cancelled")]
    public async Task A_run_that_does_not_end_in_time_is_cancelled_or_left(string onTimeout, int cancels, string said)
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var run = StartRun("endless");
        var wait = new ArizeWaitForRun { Runs = Items(run), Timeout = "0.3s", OnTimeout = onTimeout };
        Assert.That(Failed(wait), Is.EqualTo(new[] { "ARIZE3001" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain(said).And.Contains(run).And.Contains("0.3 s"));
        Assert.That((Count("POST", "/cancel"), wait.Status), Is.EqualTo((cancels, "UNKNOWN")));
    }

    [Test]
    public void A_run_can_be_read_listed_and_cancelled()
    {
        var run = StartRun("listed");
        var get = Done(new ArizeGetRun { RunId = run });
        Assert.That((get.Result!.ItemSpec, get.Status), Is.EqualTo((run, get.Result.GetMetadata("Status"))));
        Done(new ArizeWaitForRun { Runs = Items(run), PollInterval = "0.05s" });
        Assert.That(Done(new ArizeListRuns { Task = "support-golden", Status = "Completed", Limit = "1" }).Results.Single().ItemSpec, Is.EqualTo(run), "newest first");
        Assert.That(Done(new ArizeListRuns { Task = "support-golden", All = "true" }).Results, Has.Length.GreaterThan(1));
        var cancellationToken = Done(new ArizeCancelRun { Runs = Items(run) });
        Assert.That(Engine.Milestones.Single(), Does.Contain("had ended already: COMPLETED"));
        Assert.That(cancellationToken.Results.Single().GetMetadata("Status"), Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task A_run_that_is_at_work_is_cancelled()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var run = StartRun("to-cancel");
        Done(new ArizeCancelRun { Runs = Items(run) });
        Done(new ArizeCancelRun { Runs = Items(run) });
        Assert.That(Done(new ArizeGetRun { RunId = run }).Status, Is.EqualTo("CANCELLED"));
    }

    [Test]
    public void Every_run_is_tried_even_when_an_earlier_one_cannot_be_cancelled()
    {
        var run = StartRun("second");
        var cancellationToken = new ArizeCancelRun { Runs = Items(Faults.ScriptedArize.RunId, run) };
        Assert.That(Failed(cancellationToken), Is.EqualTo(new[] { "ARIZE2002" }));
        Assert.That(cancellationToken.Results.Select(r => r.ItemSpec), Is.EqualTo(new[] { run }));
    }

    [TestCase("0"), TestCase("101"), TestCase("-1"), TestCase("ten")]
    public void A_limit_out_of_1_to_100_is_refused(string limit) =>
        Assert.That(Failed(new ArizeListRuns { Task = "support-golden", Limit = limit }), Is.EqualTo(new[] { "ARIZE1004" }));

    [TestCase("0"), TestCase("-5s"), TestCase("1e300"), TestCase("NaN"), TestCase("31d"), TestCase("ten minutes")]
    public void A_timeout_that_is_none_is_refused_before_any_request(string timeout)
    {
        Assert.That(Failed(new ArizeWaitForRun { Runs = Items(Faults.ScriptedArize.RunId), Timeout = timeout }), Is.EqualTo(new[] { "ARIZE1005" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }
}

using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Emulator;
using Cake.Arize;
using Cake.Core;

namespace Arize.Build.Tests.Cake;

/// <summary>The seed's methods for runs, as Cake has them: the rows of docs/parity.md.</summary>
public sealed class RunAliasParityTests : CakeFixture
{
    static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    string Refused(Action alias, bool beforeAnyRequest = true)
    {
        var before = Emulator.Requests.Count;
        var message = Assert.Catch<CakeException>(alias)!.Message;
        Assert.That(Emulator.Requests.Skip(before).Count(r => beforeAnyRequest || r.Method != "GET"), Is.Zero, "nothing is sent");
        return message;
    }

    string RefusedTrigger(ArizeTriggerRunSettings settings, string task = "support-golden", bool beforeAnyRequest = true) => Refused(() => Context.ArizeTriggerRun(task, settings), beforeAnyRequest);

    JsonNode Triggered => JsonNode.Parse(Emulator.Requests.Last(r => r.Path.EndsWith("/trigger", StringComparison.Ordinal)).Body!)!;

    [Test]
    public void A_trigger_reads_the_task_once_to_build_the_body_for_its_type_and_names_the_experiment_itself()
    {
        Context.ArizeTriggerRun("support-golden", new ArizeTriggerRunSettings { MaxExamples = 3, Space = "support" });
        Assert.That((string?)Triggered["experiment_name"], Does.StartWith("support-golden-"));
        Assert.That(Emulator.Requests.Count(r => r.Operation == "get_task"), Is.EqualTo(1));
    }

    [Test]
    public void An_experiment_run_sends_every_field()
    {
        var golden = Context.ArizeExportDataset("support-golden-set", "golden.jsonl");
        var ids = File.ReadLines(golden.File).Take(2).Select(l => (string)JsonNode.Parse(l)!["id"]!).ToArray();
        Context.ArizeTriggerRun("support-golden", new ArizeTriggerRunSettings
        {
            ExperimentName = "every", MaxExamples = 3, DatasetVersionId = golden.VersionId, QueryFilter = "category = 'returns'", TracingMetadata = { ["a=b"] = "1;2" }, EvaluationTaskIds = { "support-judge" },
        });
        Assert.That(Triggered.AsObject().Select(p => p.Key), Is.EquivalentTo(new[] { "experiment_name", "dataset_version_id", "max_examples", "query_filter", "tracing_metadata", "evaluation_task_ids" }));
        Assert.That((string?)Triggered["tracing_metadata"]!["a=b"], Is.EqualTo("1;2"));
        Context.ArizeTriggerRun("support-golden", new ArizeTriggerRunSettings { ExperimentName = "by-id", ExampleIds = { ids[0], ids[1] } });
        Assert.That(Triggered["example_ids"]!.AsArray().Select(e => (string?)e), Is.EqualTo(ids));
    }

    [Test]
    public void An_evaluation_sends_every_field_in_UTC_and_may_span_30_days()
    {
        Context.ArizeTriggerRun("support-live-quality", new ArizeTriggerRunSettings { DataStartTime = Noon.AddDays(-30), DataEndTime = Noon.ToOffset(TimeSpan.FromHours(2)), MaxSpans = 5, OverrideEvaluations = true });
        Assert.That(Triggered.ToJsonString(), Is.EqualTo("""{"data_start_time":"2026-10-02T12:00:00Z","data_end_time":"2026-11-01T12:00:00Z","max_spans":5,"override_evaluations":true}"""));
    }

    [Test]
    public void Experiments_are_given_by_name_and_nothing_given_takes_the_services_defaults()
    {
        Context.ArizeTriggerRun("support-judge", new ArizeTriggerRunSettings { ExperimentIds = { "main-2026-11-19" }, OverrideEvaluations = false });
        Assert.That(Triggered["experiment_ids"]!.AsArray().Single()!.GetValue<string>(), Does.Not.Contain("main"));
        Context.ArizeTriggerRun("support-judge", new ArizeTriggerRunSettings { ExperimentName = " ", QueryFilter = "" });
        Assert.That(Triggered.ToJsonString(), Is.EqualTo("{}"));
    }

    static IEnumerable<TestCaseData> BadTriggers()
    {
        yield return Case(new() { MaxExamples = 3, ExampleIds = { "e" } }, "ARIZE1002: ExampleIds and MaxExamples exclude each other");
        yield return Case(new() { MaxExamples = 3, MaxSpans = 3 }, "ARIZE1002");
        yield return Case(new() { MaxExamples = 0 }, "ARIZE1004: MaxExamples is '0'");
        yield return Case(new() { MaxSpans = -1 }, "ARIZE1004: MaxSpans is '-1'");
        yield return Case(new() { DataStartTime = Noon, DataEndTime = Noon }, "ARIZE1009: DataStartTime is '2026-11-01");
        yield return Case(new() { DataStartTime = Noon, DataEndTime = Noon.AddDays(30).AddSeconds(1) }, "ARIZE1009: DataEndTime is '2026-12-01");
        yield return Case(new() { ExperimentName = "pr \"7\"" }, "ARIZE1009: ExperimentName is '");
        yield return Case(new() { EvaluationTaskIds = { " " } }, "ARIZE1001: An entry of EvaluationTaskIds is missing");

        static TestCaseData Case(ArizeTriggerRunSettings settings, string said) => new TestCaseData(settings, said).SetArgDisplayNames(said + settings.MaxSpans);
    }

    [TestCaseSource(nameof(BadTriggers))]
    public void A_trigger_that_cannot_be_is_refused_before_any_request(ArizeTriggerRunSettings settings, string said) => Assert.That(RefusedTrigger(settings), Does.StartWith(said));

    [Test]
    public void A_trigger_lists_every_field_of_the_other_type_and_those_to_use()
    {
        Assert.That(RefusedTrigger(new() { DataStartTime = Noon, DataEndTime = Noon.AddDays(1), MaxSpans = 1, OverrideEvaluations = false, ExperimentIds = { "main-2026-11-19" } }, beforeAnyRequest: false),
            Does.StartWith("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations, ExperimentIds. Use ExperimentName"));
        Assert.That(RefusedTrigger(new() { ExperimentName = "x", DatasetVersionId = "v", MaxExamples = 1, QueryFilter = "q", TracingMetadata = { ["a"] = "b" }, EvaluationTaskIds = { "support-judge" } }, "support-live-quality", false),
            Does.StartWith("ARIZE1003: Not valid for TEMPLATE_EVALUATION tasks: ExperimentName, DatasetVersionId, MaxExamples, QueryFilter, TracingMetadata, EvaluationTaskIds. Use DataStartTime"));
        Assert.That(RefusedTrigger(new() { DataEndTime = Noon }, "support-judge", false), Does.StartWith("ARIZE1003").And.Contains("dataset-based"));
        Assert.That(RefusedTrigger(new() { ExperimentIds = { "main-2026-11-19" } }, "support-live-quality", false), Does.StartWith("ARIZE1003").And.Contains("project-based"));
    }

    [Test]
    public void A_used_experiment_name_is_refused() => Assert.That(RefusedTrigger(new() { ExperimentName = "main-2026-11-20" }, beforeAnyRequest: false), Does.StartWith("ARIZE3006"));

    [Test]
    public void Runs_come_newest_first_by_status_page_by_page()
    {
        var first = Context.ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Completed, Limit = 2 });
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("status=COMPLETED").And.Contains("limit=2"));
        var second = Context.ArizeListRuns("support-golden", new ArizeListRunsSettings { Status = RunStatus.Completed, Limit = 2, Cursor = first.NextCursor });
        Assert.That((first.Items.Count, first.Items.Concat(second.Items).Select(r => r.CreatedAt)), Is.EqualTo((2, Context.ArizeListRuns("support-golden").Items.Select(r => r.CreatedAt).OrderDescending())));
        Assert.That(Context.ArizeListRuns("support-golden", new ArizeListRunsSettings { All = true }).Items, Has.Count.EqualTo(3));
        Assert.That(Refused(() => Context.ArizeListRuns("support-golden", new ArizeListRunsSettings { Limit = 101 })), Does.StartWith("ARIZE1004: Limit is '101'. Valid: 1 to 100."));
    }

    [Test]
    public void A_run_is_named_by_its_id_and_a_missing_one_is_not_found([Values("", "a b", "../..", "VGFza1J1bjo5OTk5OnFSd1g=")] string id)
    {
        var said = id.StartsWith("VGF", StringComparison.Ordinal) ? "ARIZE2002" : "ARIZE100";
        Assert.That(Refused(() => Context.ArizeGetRun(id), said != "ARIZE2002"), Does.StartWith(said));
        Assert.That(Assert.Catch<CakeException>(() => Context.ArizeCancelRun(id))!.Message, Does.StartWith(said));
        if (said != "ARIZE2002") // a wait gives a run that has just been made a minute to appear: WaitFaultTests
            Assert.That(Refused(() => Context.ArizeWaitForRun(id)), Does.StartWith(said));
    }

    [Test]
    public async Task A_run_is_read_with_its_counters_and_cancelled_once_it_has_ended_without_an_error()
    {
        var id = (await Context.ArizeTriggerRunAsync("support-golden", new ArizeTriggerRunSettings { MaxExamples = 5 })).RunId!;
        Assert.That((await Context.ArizeWaitForRunAsync(id)).NumSuccesses, Is.EqualTo(5));
        var read = await Context.ArizeGetRunAsync(id);
        Assert.That((read.Status, read.NumSuccesses, read.NumErrors, read.ExperimentId is not null), Is.EqualTo((RunStatus.Completed, 5L, 0L, true)));
        Assert.That((await Context.ArizeCancelRunAsync(id)).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(Log.Everything, Does.Contain("had ended already: COMPLETED"));
    }

    [Test]
    public async Task A_live_run_is_cancelled()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var id = (await Context.ArizeTriggerRunAsync("support-golden")).RunId!;
        Assert.That((await Context.ArizeCancelRunAsync([id])).Single().Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That((await Context.ArizeWaitForRunAsync(id, new ArizeWaitForRunSettings { ThrowOnFailure = false })).Status, Is.EqualTo(RunStatus.Cancelled), "cancelled is an end, and is returned");
    }

    [Test]
    public void A_wait_refuses_both_times_at_once([Values(0, -1)] int seconds)
    {
        var settings = new ArizeWaitForRunSettings { Timeout = TimeSpan.FromSeconds(seconds), PollInterval = TimeSpan.FromSeconds(seconds) };
        Assert.That(Refused(() => Context.ArizeWaitForRun(Faults.ScriptedArize.RunId, settings)).Split(Environment.NewLine).Select(e => e.Split(' ')[..2]), Is.EqualTo(new[] { new[] { "ARIZE1005:", "Timeout" }, new[] { "ARIZE1005:", "PollInterval" } }));
    }

    [Test]
    public async Task A_poll_that_may_pass_is_repeated()
    {
        await Serve(s => s.Faults.Add(new ScenarioFault { Method = "GET", Path = "/v2/task-runs/{run_id}", Times = 2, Status = 502, Body = "<html>", ContentType = "text/html" }));
        var id = (await Context.ArizeTriggerRunAsync("support-golden")).RunId!;
        Assert.That((await Context.ArizeWaitForRunAsync(id, new ArizeWaitForRunSettings { PollInterval = TimeSpan.FromSeconds(0.05) })).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(Emulator.Requests.Count(r => r.Status == 502), Is.EqualTo(2));
    }

    [Test]
    public void A_step_that_is_started_again_in_the_same_build_continues_its_run()
    {
        Set("GITHUB_RUN_ID", "77");
        var first = Context.ArizeTriggerRun("support-golden");
        Assert.That((Context.ArizeTriggerRun("support-golden").RunId, Count("POST", "/trigger")), Is.EqualTo((first.RunId, 1)));
    }
}

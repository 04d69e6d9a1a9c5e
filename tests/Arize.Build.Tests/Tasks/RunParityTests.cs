using System.Text.Json.Nodes;
using Arize.Build.Gates.Runs;
using Arize.Build.Tasks;
using Arize.Emulator;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tests.Tasks;

/// <summary>The seed's methods for runs, as MSBuild has them: the rows of docs/parity.md.</summary>
public sealed class RunParityTests : TaskFixture
{
    string[] Refused(Microsoft.Build.Utilities.Task task, bool beforeAnyRequest = true)
    {
        var before = Emulator.Requests.Count;
        Failed(task);
        Assert.That(Emulator.Requests.Skip(before).Count(r => beforeAnyRequest || r.Method != "GET"), Is.Zero, "nothing is sent");
        return [.. Engine.Errors.Select(e => $"{e.Code}: {e.Message}")];
    }

    JsonNode Triggered => JsonNode.Parse(Emulator.Requests.Last(r => r.Path.EndsWith("/trigger", StringComparison.Ordinal)).Body!)!;

    [Test]
    public void A_trigger_reads_the_task_once_to_build_the_body_for_its_type_and_names_the_experiment_itself()
    {
        Done(new ArizeTriggerRun { Task = "support-golden", MaxExamples = "3", Space = "support" });
        Assert.That((string?)Triggered["experiment_name"], Does.StartWith("support-golden-"));
        Assert.That(Emulator.Requests.Count(r => r.Operation == "get_task"), Is.EqualTo(1));
    }

    [Test]
    public void Examples_and_a_version_are_sent_by_id()
    {
        var golden = Done(new ArizeExportDataset { Dataset = "support-golden-set", OutputFile = "golden.jsonl" });
        var ids = File.ReadLines(Path.Combine(Folder, "golden.jsonl")).Take(2).Select(l => (string)JsonNode.Parse(l)!["id"]!).ToArray();
        Done(new ArizeTriggerRun { Task = "support-golden", ExperimentName = "by-id", ExampleIds = Items(ids), DatasetVersionId = golden.ActualDatasetVersionId });
        Assert.That(Triggered["example_ids"]!.AsArray().Select(e => (string?)e), Is.EqualTo(ids));
        Assert.That((string?)Triggered["dataset_version_id"], Is.EqualTo(golden.ActualDatasetVersionId));
    }

    [Test]
    public void Experiments_are_given_by_name_and_nothing_given_takes_the_services_defaults()
    {
        Done(new ArizeTriggerRun { Task = "support-judge", ExperimentIds = Items("main-2026-11-19"), OverrideEvaluations = "false" });
        Assert.That(Triggered["experiment_ids"]!.AsArray().Single()!.GetValue<string>(), Does.Not.Contain("main"));
        Done(new ArizeTriggerRun { Task = "support-judge", ExampleIds = [], ExperimentName = " ", QueryFilter = "" });
        Assert.That(Triggered.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public void The_data_may_span_30_days()
    {
        Done(new ArizeTriggerRun { Task = "support-live-quality", DataStartTime = "2026-10-02T12:00:00Z", DataEndTime = "2026-11-01T12:00:00Z" });
        Assert.That((string?)Triggered["data_start_time"], Is.EqualTo("2026-10-02T12:00:00Z"));
    }

    static IEnumerable<TestCaseData> BadTriggers()
    {
        yield return Case(new() { MaxExamples = "3", ExampleIds = Items("e") }, "ARIZE1002: ExampleIds and MaxExamples exclude each other");
        yield return Case(new() { MaxExamples = "3", MaxSpans = "3" }, "ARIZE1002");
        yield return Case(new() { MaxExamples = "0" }, "ARIZE1004: MaxExamples is '0'");
        yield return Case(new() { MaxSpans = "-1" }, "ARIZE1004: MaxSpans is '-1'");
        yield return Case(new() { DataStartTime = "2026-11-02T00:00:00Z", DataEndTime = "2026-11-01T00:00:00Z" }, "ARIZE1009: DataStartTime is '2026-11-02");
        yield return Case(new() { DataStartTime = "2026-11-01T00:00:00Z", DataEndTime = "2026-12-01T00:00:01Z" }, "ARIZE1009: DataEndTime is '2026-12-01");
        yield return Case(new() { DataStartTime = "2026-11-01T00:00:00" }, "ARIZE1009: DataStartTime is '2026-11-01T00:00:00'");
        yield return Case(new() { ExperimentName = "pr \"7\"" }, "ARIZE1009: ExperimentName is '");

        static TestCaseData Case(ArizeTriggerRun task, string said)
        {
            task.Task = "support-golden";
            return new TestCaseData(task, said).SetArgDisplayNames(said + task.MaxSpans + task.ExperimentName);
        }
    }

    [TestCaseSource(nameof(BadTriggers))]
    public void A_trigger_that_cannot_be_is_refused_before_any_request(ArizeTriggerRun task, string said) => Assert.That(Refused(task).Single(), Does.StartWith(said));

    [Test]
    public void A_trigger_lists_every_field_of_the_other_type_and_those_to_use()
    {
        Assert.That(Refused(new ArizeTriggerRun
        {
            Task = "support-golden", DataStartTime = "2026-11-01T00:00:00Z", DataEndTime = "2026-11-02T00:00:00Z", MaxSpans = "1", OverrideEvaluations = "false", ExperimentIds = Items("main-2026-11-19"),
        }, false)[0], Does.StartWith("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations, ExperimentIds. Use ExperimentName"));
        Assert.That(Refused(new ArizeTriggerRun
        {
            Task = "support-live-quality", ExperimentName = "x", DatasetVersionId = "v", MaxExamples = "1", QueryFilter = "q", TracingMetadata = Items("a=b"), EvaluationTaskIds = Items("support-judge"),
        }, false)[0], Does.StartWith("ARIZE1003: Not valid for TEMPLATE_EVALUATION tasks: ExperimentName, DatasetVersionId, MaxExamples, QueryFilter, TracingMetadata, EvaluationTaskIds. Use DataStartTime"));
        Assert.That(Refused(new ArizeTriggerRun { Task = "support-judge", DataEndTime = "2026-11-02T00:00:00Z" }, false)[0], Does.StartWith("ARIZE1003").And.Contains("dataset-based"));
        Assert.That(Refused(new ArizeTriggerRun { Task = "support-live-quality", ExperimentIds = Items("main-2026-11-19") }, false)[0], Does.StartWith("ARIZE1003").And.Contains("project-based"));
    }

    [Test]
    public void A_used_experiment_name_is_refused() =>
        Assert.That(Refused(new ArizeTriggerRun { Task = "support-golden", ExperimentName = "main-2026-11-20" }, false).Single(), Does.StartWith("ARIZE3006"));

    [Test]
    public void Runs_come_newest_first_by_status_page_by_page()
    {
        var first = Done(new ArizeListRuns { Task = "support-golden", Status = "completed", Limit = "2" });
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("status=COMPLETED").And.Contains("limit=2"));
        var second = Done(new ArizeListRuns { Task = "support-golden", Status = "COMPLETED", Limit = "2", Cursor = first.NextCursor });
        Assert.That((first.Results.Length, first.Results.Concat(second.Results).Select(r => r.GetMetadata("CreatedAt"))),
            Is.EqualTo((2, Done(new ArizeListRuns { Task = "support-golden" }).Results.Select(r => r.GetMetadata("CreatedAt")).OrderDescending())));
    }

    [Test]
    public void A_run_is_named_by_its_id_and_a_missing_one_is_not_found([Values("", "a b", "../..", "VGFza1J1bjo5OTk5OnFSd1g=")] string id)
    {
        var said = id.StartsWith("VGF", StringComparison.Ordinal) ? "ARIZE2002" : "ARIZE100";
        var beforeAnyRequest = said != "ARIZE2002";
        Assert.That(Refused(new ArizeGetRun { RunId = id }, beforeAnyRequest).Single(), Does.StartWith(said));
        Assert.That(Failed(new ArizeCancelRun { Runs = id.Length > 0 ? Items(id) : null }).Single(), Does.StartWith(said));
        if (beforeAnyRequest) // a wait gives a run that has just been made a minute to appear: WaitFaultTests
            Assert.That(Refused(new ArizeWaitForRun { Runs = id.Length > 0 ? Items(id) : null }).Single(), Does.StartWith(said));
    }

    [Test]
    public void A_wait_lasts_600_seconds_unless_said_and_refuses_both_times_at_once()
    {
        Assert.That(WaitStep.DefaultTimeout, Is.EqualTo(TimeSpan.FromSeconds(600)));
        Assert.That(Refused(new ArizeWaitForRun { Runs = Items(Faults.ScriptedArize.RunId), Timeout = "0", PollInterval = "-1" }).Select(e => e.Split(' ')[1]), Is.EqualTo(new[] { "Timeout", "PollInterval" }));
    }

    [Test]
    public async Task A_poll_that_may_pass_is_repeated()
    {
        await Serve(s => s.Faults.Add(new ScenarioFault { Method = "GET", Path = "/v2/task-runs/{run_id}", Times = 2, Status = 502, Body = "<html>", ContentType = "text/html" }));
        Assert.That(Done(new ArizeWaitForRun { Runs = Items(StartRun("fault")), PollInterval = "0.05s" }).Status, Is.EqualTo("COMPLETED"));
        Assert.That(Emulator.Requests.Count(r => r.Status == 502), Is.EqualTo(2));
    }

    [Test]
    public async Task An_older_server_is_spoken_to_in_lower_case_and_understood()
    {
        await Serve(_ => { }, Dialect.Lower);
        MakeTaskLower();
        Assert.That(Done(new ArizeListRuns { Task = "support-golden", Status = "Completed", EnumCasing = "Lower" }).Results.Select(r => r.GetMetadata("Status")), Is.Not.Empty.And.All.EqualTo("COMPLETED").IgnoreCase);
        Assert.That(Emulator.Requests.Select(r => r.Body + r.Query), Has.None.Contains("RUN_EXPERIMENT").And.None.Contains("LLM_GENERATION"));
    }

    void MakeTaskLower()
    {
        File.WriteAllText(Path.Combine(Folder, "run.json"), """
            { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway", "model_name": "atlas-1",
              "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" }
            """);
        Done(new ArizeCreateExperimentTask { Name = "older", Dataset = "support-golden-set", RunConfigurationFile = "run.json", EnumCasing = "Lower" });
    }
}

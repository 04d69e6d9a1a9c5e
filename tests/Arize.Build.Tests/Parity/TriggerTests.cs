using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>trigger_run.</summary>
public sealed class TriggerTests : SeedFixture
{
    static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    static TriggerRunRequest Golden => new() { Task = "support-golden", Space = "support" };

    static TriggerRunRequest Live => new() { Task = "support-live-quality", Space = "support" };

    static TriggerRunRequest Judge => new() { Task = "support-judge", Space = "support" };

    [Test]
    public async Task An_experiment_run_sends_every_field()
    {
        var dataset = await Arize.Datasets.GetAsync("support-golden-set", "support");
        var run = await Tasks.TriggerRunAsync(Golden with
        {
            ExperimentName = "every-field",
            DatasetVersionId = dataset.VersionIds[^1],
            MaxExamples = 3,
            QueryFilter = "category = 'returns'",
            TracingMetadata = new Dictionary<string, string> { ["build"] = "7" },
            EvaluationTaskIds = ["support-judge"],
        });
        Assert.That(run.Status, Is.EqualTo(RunStatus.Pending));
        Assert.That(Written.Select(p => p.Key), Is.EquivalentTo(["experiment_name", "dataset_version_id", "max_examples", "query_filter", "tracing_metadata", "evaluation_task_ids"]));
    }

    [Test]
    public async Task Examples_are_sent_by_id()
    {
        var rows = await FirstExamples();
        await Tasks.TriggerRunAsync(Golden with { ExperimentName = "by-id", ExampleIds = rows });
        Assert.That(Written["example_ids"]!.AsArray().Select(e => (string?)e), Is.EqualTo(rows));
    }

    [Test]
    public async Task An_evaluation_of_a_project_sends_every_field()
    {
        await Tasks.TriggerRunAsync(Live with { DataStartTime = Noon, DataEndTime = Noon.AddHours(1), MaxSpans = 5, OverrideEvaluations = true });
        Assert.That(Written.ToJsonString(), Is.EqualTo("""{"data_start_time":"2026-11-01T12:00:00Z","data_end_time":"2026-11-01T13:00:00Z","max_spans":5,"override_evaluations":true}"""));
    }

    [Test]
    public async Task An_evaluation_of_experiments_takes_them_by_name()
    {
        await Tasks.TriggerRunAsync(Judge with { ExperimentIds = ["main-2026-11-19"], OverrideEvaluations = false });
        Assert.That(Written["experiment_ids"]!.AsArray().Single()!.GetValue<string>(), Does.Not.Contain("main"));
    }

    [Test]
    public async Task Nothing_given_sends_an_empty_body_and_the_service_takes_its_defaults()
    {
        await Tasks.TriggerRunAsync(Judge);
        Assert.That(Written.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task The_task_is_read_before_it_is_triggered()
    {
        await Tasks.TriggerRunAsync(Golden with { ExperimentName = "read-first", MaxExamples = 1 });
        Assert.That(Sent.Select(r => r.Operation).TakeLast(2), Is.EqualTo(new[] { "get_task", "trigger_task_run" }));
    }

    [Test]
    public async Task An_experiment_run_needs_a_name() =>
        Assert.That((await FaultsOf(() => Tasks.TriggerRunAsync(Golden))).Single(), Does.StartWith("ARIZE1001: ExperimentName is missing. The task 'support-golden' runs experiments"));

    [Test]
    public async Task An_experiment_task_takes_no_evaluation_fields_and_every_one_is_listed()
    {
        var faults = await FaultsOf(() => Tasks.TriggerRunAsync(Golden with { DataStartTime = Noon, DataEndTime = Noon.AddHours(1), MaxSpans = 5, OverrideEvaluations = true, ExperimentIds = ["e"] }));
        Assert.That(faults[0], Is.EqualTo("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations, ExperimentIds. "
            + "Use ExperimentName, DatasetVersionId, MaxExamples, ExampleIds, QueryFilter, TracingMetadata or EvaluationTaskIds instead."));
        Assert.That(faults[1], Does.StartWith("ARIZE1001: ExperimentName"), "and what is missing is said in the same breath");
    }

    [Test]
    public async Task An_evaluation_task_takes_no_experiment_fields_and_every_one_is_listed()
    {
        var fault = (await FaultsOf(() => Tasks.TriggerRunAsync(Live with
        {
            ExperimentName = "x", DatasetVersionId = "RGF0YXNldFZlcnNpb246MTphYmNk", MaxExamples = 1, QueryFilter = "q", TracingMetadata = new Dictionary<string, string> { ["a"] = "b" }, EvaluationTaskIds = ["support-judge"],
        }))).Single();
        Assert.That(fault, Is.EqualTo("ARIZE1003: Not valid for TEMPLATE_EVALUATION tasks: ExperimentName, DatasetVersionId, MaxExamples, QueryFilter, TracingMetadata, EvaluationTaskIds. "
            + "Use DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations or ExperimentIds instead."));
        Assert.That(Sent.Count(r => r.Operation == "trigger_task_run"), Is.Zero);
    }

    [Test]
    public async Task Examples_by_id_and_by_number_exclude_each_other() => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "x", MaxExamples = 1, ExampleIds = ["e"] })), Does.StartWith("ARIZE1002: ExampleIds and MaxExamples exclude each other."));

    [Test]
    public async Task Fields_of_both_kinds_fit_no_task_at_all() => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "x", MaxSpans = 1 })), Does.StartWith("ARIZE1002: MaxSpans and ExperimentName exclude each other."));

    [Test]
    public async Task Empty_text_and_empty_lists_count_as_not_given()
    {
        await Tasks.TriggerRunAsync(Judge with { ExperimentName = "", DatasetVersionId = " ", ExampleIds = [], TracingMetadata = new Dictionary<string, string>(), EvaluationTaskIds = [], QueryFilter = "" });
        Assert.That(Written.ToJsonString(), Is.EqualTo("{}"));
    }

    [TestCase(0)]
    [TestCase(-3)]
    public async Task Numbers_below_1_are_refused(int number)
    {
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "x", MaxExamples = number })), Is.EqualTo($"ARIZE1004: MaxExamples is '{number}'. Valid: 1 or more."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Live with { MaxSpans = number })), Is.EqualTo($"ARIZE1004: MaxSpans is '{number}'. Valid: 1 or more."));
    }

    [Test]
    public async Task The_data_must_start_before_it_ends() => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Live with { DataStartTime = Noon, DataEndTime = Noon })), Does.StartWith("ARIZE1009: DataStartTime is '2026-11-01T12:00:00.0000000+00:00'. It must be before DataEndTime"));

    [Test]
    public async Task The_data_may_span_30_days_at_most()
    {
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Live with { DataStartTime = Noon, DataEndTime = Noon.AddDays(30).AddSeconds(1) })), Does.Contain("at most 30 days after"));
        await Tasks.TriggerRunAsync(Live with { DataStartTime = Noon.AddDays(-30), DataEndTime = Noon });
    }

    [Test]
    public async Task A_time_window_needs_a_project_and_experiments_need_a_dataset()
    {
        Assert.That((await FaultsOf(() => Tasks.TriggerRunAsync(Judge with { DataEndTime = Noon }))).Single(), Does.StartWith("ARIZE1003: Not valid for dataset-based TEMPLATE_EVALUATION tasks: DataEndTime."));
        Assert.That((await FaultsOf(() => Tasks.TriggerRunAsync(Live with { ExperimentIds = ["RXhwZXJpbWVudDo3OnRVdlc="] }))).Single(), Does.StartWith("ARIZE1003: Not valid for project-based TEMPLATE_EVALUATION tasks: ExperimentIds."));
    }

    [Test]
    public async Task A_used_experiment_name_is_refused_by_the_service() =>
        Assert.That((await FaultsOf(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "main-2026-11-20" }))).Single(), Does.StartWith("ARIZE2008: The service refused the request (409)"));

    [Test]
    public async Task Empty_entries_of_a_list_are_refused() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "x", ExampleIds = ["a", ""] })), Does.StartWith("ARIZE1001: An entry of ExampleIds is missing."));

    async Task<string[]> FirstExamples()
    {
        var experiment = await Arize.Experiments.GetAsync("main-2026-11-20", "support-golden-set", "support");
        var ids = new List<string>();
        await foreach (var row in Arize.Experiments.ReadRowsAsync(experiment.Id))
        {
            ids.Add(row.ExampleId!);
            if (ids.Count == 2)
                break;
        }
        return [.. ids];
    }
}

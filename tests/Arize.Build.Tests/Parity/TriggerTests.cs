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
    public async Task The_data_may_span_30_days()
    {
        await Tasks.TriggerRunAsync(Live with { DataStartTime = Noon.AddDays(-30), DataEndTime = Noon });
        Assert.That((string?)Written["data_start_time"], Is.EqualTo("2026-10-02T12:00:00Z"));
    }

    [Test]
    public async Task A_used_experiment_name_is_refused_by_the_service() =>
        Assert.That((await FaultsOf(() => Tasks.TriggerRunAsync(Golden with { ExperimentName = "main-2026-11-20" }))).Single(), Does.StartWith("ARIZE2008: The service refused the request (409)"));

    async Task<string[]> FirstExamples()
    {
        var experiment = await Arize.Experiments.GetAsync("main-2026-11-20", "support-golden-set", "support");
        var ids = new List<string>();
        await foreach (var row in Arize.Experiments.ListRowsAsync(experiment.Id))
        {
            ids.Add(row.ExampleId!);
            if (ids.Count == 2)
                break;
        }
        return [.. ids];
    }
}

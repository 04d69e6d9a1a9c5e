using System.Text.Json.Nodes;

namespace Arize.Build.Tests.Emulator;

public class TriggerTests
{
    [Test]
    public async Task A_used_experiment_name_is_refused_even_before_the_experiment_is_there()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        await emulator.Trigger(task, """{"experiment_name":"pr-1"}""");
        Assert.That((await emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"pr-1"}""")).Status, Is.EqualTo(409));
        Assert.That((await emulator.Post($"/v2/tasks/{task}/trigger", """{"experiment_name":"main-2026-11-20"}""")).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task The_name_of_a_run_that_was_cancelled_before_it_began_is_free_again()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        var run = await emulator.Trigger(task, """{"experiment_name":"pr-1"}""");
        await emulator.Post($"/v2/task-runs/{run}/cancel");
        emulator.Wait(1);
        await emulator.Trigger(task, """{"experiment_name":"pr-1"}""");
    }

    [Test]
    public async Task Max_examples_takes_the_first_of_the_dataset()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var rows = await Rows(emulator, """{"experiment_name":"x","max_examples":7}""");
        Assert.That(Examples(rows), Is.EqualTo((await DatasetIds(emulator)).Take(7)));
    }

    [Test]
    public async Task Example_ids_take_those_in_dataset_order()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var ids = await DatasetIds(emulator);
        var rows = await Rows(emulator, $$"""{"experiment_name":"x","example_ids":["{{ids[9]}}","{{ids[2]}}"]}""");
        Assert.That(Examples(rows), Is.EqualTo(new[] { ids[2], ids[9] }));
    }

    [TestCase("category = 'refunds'", 18)]
    [TestCase("category == 'refunds' and difficulty != 'hard'", 12)]
    [TestCase("category = 'nothing'", 0)]
    public async Task A_query_filter_keeps_what_matches(string filter, int count)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var body = new JsonObject { ["experiment_name"] = "x", ["query_filter"] = filter }.ToJsonString();
        var reply = await emulator.Post($"/v2/tasks/{await emulator.Task("support-golden")}/trigger", body);
        if (count == 0)
        {
            Assert.That(reply.Status, Is.EqualTo(422));
            return;
        }

        emulator.Wait(10);
        Assert.That(await emulator.RowsOf(reply.Text("id")), Has.Count.EqualTo(count));
    }

    [TestCase("""{"experiment_name":"x","query_filter":"category LIKE 'r%'"}""", 400)]
    [TestCase("""{"experiment_name":"x","dataset_version_id":"RGF0YXNldFZlcnNpb246OTk6YWJjZA=="}""", 404)]
    [TestCase("""{"experiment_name":"x","dataset_version_id":"v1"}""", 400)]
    [TestCase("""{"experiment_name":"x","example_ids":["no-such-example"]}""", 422)]
    [TestCase("""{"experiment_name":"x","evaluation_task_ids":["T25saW5lVGFzazo5OTphYmNk"]}""", 404)]
    [TestCase("""{"experiment_name":"x","data_start_time":"2026-11-01T00:00:00Z"}""", 400)]
    [TestCase("""{"experiment_name":"x","override_evaluations":true}""", 400)]
    [TestCase("{}", 400)]
    [TestCase(null, 400)]
    public async Task A_bad_experiment_trigger_is_refused(string? body, int status)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Post($"/v2/tasks/{await emulator.Task("support-golden")}/trigger", body);
        Assert.That(reply.Status, Is.EqualTo(status), reply.Body);
    }

    [Test]
    public async Task A_follow_up_task_has_to_evaluate_the_same_dataset()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var live = await emulator.Task("support-live-quality");
        var reply = await emulator.Post(
            $"/v2/tasks/{await emulator.Task("support-golden")}/trigger", $$"""{"experiment_name":"x","evaluation_task_ids":["{{live}}"]}""");
        Assert.That(reply.Status, Is.EqualTo(422));
    }

    [TestCase("""{"data_start_time":"2026-11-22T00:00:00Z","data_end_time":"2026-11-23T00:00:00Z"}""", 201)]
    [TestCase("""{"data_start_time":"2026-11-22T00:00:00+01:00"}""", 201)]
    [TestCase("""{"data_start_time":"2026-10-24T00:00:00Z","data_end_time":"2026-11-23T00:00:00Z"}""", 201)]
    [TestCase("""{"data_start_time":"2026-10-23T23:59:59Z","data_end_time":"2026-11-23T00:00:00Z"}""", 422)]
    [TestCase("""{"data_start_time":"2026-11-23T00:00:00Z","data_end_time":"2026-11-22T00:00:00Z"}""", 422)]
    [TestCase("{}", 422)]
    [TestCase("""{"data_start_time":"2026-11-22T00:00:00"}""", 400)]
    [TestCase("""{"data_start_time":"2026-11-22T00:00:00Z","experiment_ids":["RXhwZXJpbWVudDoxOmFiY2Q="]}""", 400)]
    [TestCase("""{"data_start_time":"2026-11-22T00:00:00Z","experiment_name":"x"}""", 400)]
    [TestCase("""{"data_start_time":"2026-11-22T00:00:00Z","max_spans":0}""", 400)]
    public async Task A_run_over_a_project_needs_a_window_of_thirty_days_at_most(string body, int status)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Post($"/v2/tasks/{await emulator.Task("support-live-quality")}/trigger", body);
        Assert.That(reply.Status, Is.EqualTo(status), reply.Body);
    }

    [Test]
    public async Task The_second_run_over_a_project_starts_where_the_first_ended()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-live-quality");
        await emulator.Trigger(task, """{"data_start_time":"2026-11-22T00:00:00Z"}""");
        emulator.Wait(60);
        var second = await emulator.Run(await emulator.Trigger(task, "{}"));
        Assert.That(second["data_start_time"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:00:00.000Z"));
        Assert.That(second["data_end_time"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:01:00.000Z"));
    }

    [TestCase("", 412, 3, 9)]
    [TestCase(",\"max_spans\":100", 100, 0, 0)]
    public async Task The_counters_of_a_run_over_a_project_come_from_the_scenario(string more, int successes, int errors, int skipped)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Trigger(
            await emulator.Task("support-live-quality"), $$"""{"data_start_time":"2026-11-22T00:00:00Z"{{more}} }""");
        emulator.Wait(10);
        var run = await emulator.Run(id);
        var counters = new[] { "num_successes", "num_errors", "num_skipped" }.Select(key => run[key]!.GetValue<int>());
        Assert.That(counters, Is.EqualTo(new[] { successes, errors, skipped }));
    }

    [Test]
    public async Task Tracing_metadata_turns_tracing_on()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await emulator.Trigger(
            await emulator.Task("support-golden"), """{"experiment_name":"x","tracing_metadata":{"commit":"abc"}}""");
        emulator.Wait(1);
        var experiment = (await emulator.Run(run))["experiment_id"]!.GetValue<string>();
        Assert.That((await emulator.Get($"/v2/experiments/{experiment}")).Json["experiment_traces_project_id"], Is.Not.Null);
    }

    static async Task<List<JsonNode>> Rows(EmulatorUnderTest emulator, string trigger)
    {
        var run = await emulator.Trigger(await emulator.Task("support-golden"), trigger);
        emulator.Wait(10);
        return await emulator.RowsOf(run);
    }

    static IEnumerable<string> Examples(List<JsonNode> rows) => rows.Select(row => row["example_id"]!.GetValue<string>());

    static async Task<List<string>> DatasetIds(EmulatorUnderTest emulator)
    {
        var dataset = await emulator.Id("datasets", "support-golden-set");
        var examples = (await emulator.Get($"/v2/datasets/{dataset}/examples?limit=500")).Json["examples"]!.AsArray();
        return [.. examples.Select(example => example!["id"]!.GetValue<string>())];
    }
}

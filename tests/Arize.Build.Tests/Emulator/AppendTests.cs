using System.Text.Json.Nodes;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class AppendTests
{
    [Test]
    public async Task Appended_rows_come_after_the_others_in_the_order_sent()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await Stored(emulator);
        var first = await Append(emulator, experiment, "b", "c");
        var second = await Append(emulator, experiment, "d");
        Assert.That(first.Status, Is.EqualTo(201), first.Body);
        Assert.That(first.Text("id"), Is.EqualTo(experiment));

        var rows = await emulator.Rows(experiment);
        Assert.That(rows.Select(row => row["output"]!.GetValue<string>()), Is.EqualTo(new[] { "a", "b", "c", "d" }));
        Assert.That(rows.Skip(1).Select(row => row["id"]!.GetValue<string>()), Is.EqualTo(RunIds(first).Concat(RunIds(second))));
        Assert.That(rows.Select(row => row["id"]!.GetValue<string>()), Is.Unique);
    }

    [Test]
    public async Task Rows_are_added_behind_those_of_a_run_and_are_evaluated_with_them()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await emulator.Id("experiments", "main-2026-11-20");
        var example = (await emulator.Rows(experiment))[0]["example_id"]!.GetValue<string>();
        var reply = await emulator.Post($"/v2/experiments/{experiment}/runs", $$"""
            {"experiment_runs":[{"example_id":"{{example}}","output":"nothing to the point"},{"example_id":"not-in-the-dataset","output":"x"}]}
            """);
        Assert.That(reply.Status, Is.EqualTo(201), "the service does not check that an example exists");
        await emulator.Trigger(await emulator.Task("support-judge"), $$"""{"experiment_ids":["{{experiment}}"]}""");
        emulator.Wait(10);

        var rows = await emulator.Rows(experiment);
        Assert.That(rows, Has.Count.EqualTo(202));
        Assert.That(rows[200]["eval.correctness.score"]!.GetValue<double>(), Is.Zero);
        Assert.That(rows[201]["eval.correctness.score"], Is.Null, "without an example there is no expected answer");
    }

    [Test]
    public async Task A_thousand_rows_fit_into_a_request_and_no_more()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await Stored(emulator);
        Assert.That((await Append(emulator, experiment, [.. Enumerable.Repeat("x", 1001)])).Status, Is.EqualTo(400));
        Assert.That((await Append(emulator, experiment, [.. Enumerable.Repeat("x", 1000)])).Status, Is.EqualTo(201));
        Assert.That((await Append(emulator, experiment)).Status, Is.EqualTo(400));
        Assert.That((await emulator.Get($"/v2/experiments/{experiment}/runs?limit=500")).Json["pagination"]!["has_more"]!.GetValue<bool>());
    }

    [TestCase("""{"experiment_runs":[{"output":"x"}]}""", TestName = "A row on a dataset needs an example")]
    [TestCase("""{"experiment_runs":[{"example_id":"a"}]}""", TestName = "A row needs an output")]
    [TestCase("""{"experiment_runs":[{"example_id":"a","output":7}]}""", TestName = "An output is a text")]
    [TestCase("""{"experiment_runs":[{"example_id":"a","output":"x"}],"name":"n"}""", TestName = "The body is closed")]
    [TestCase(null, TestName = "The body is needed")]
    public async Task A_bad_append_stores_nothing(string? body)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await emulator.Id("experiments", "main-2026-11-20");
        Assert.That((await emulator.Post($"/v2/experiments/{experiment}/runs", body)).Status, Is.EqualTo(400));
        Assert.That(await emulator.Rows(experiment), Has.Count.EqualTo(200));
    }

    [Test]
    public async Task Rows_can_be_stored_and_the_answer_lost()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Faults.Add(new ScenarioFault
        {
            Method = "POST", Path = "/v2/experiments/{experiment_id}/runs", Reset = true, Applied = true, Times = 1,
        }));
        var experiment = await Stored(emulator);
        Assert.ThrowsAsync<HttpRequestException>(() => Append(emulator, experiment, "b"));
        Assert.That(await emulator.Rows(experiment), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Annotations_are_set_by_name_and_kept_where_a_field_is_left_out()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await Stored(emulator);
        var row = (await emulator.Rows(experiment)).Single()["id"]!.GetValue<string>();
        var first = await Annotate(emulator, experiment, row, """{"name":"quality","score":0.5,"label":"fair"}""");
        await Annotate(emulator, experiment, row, """{"name":"quality","score":1}""");
        var unknown = await Annotate(emulator, experiment, "no-such-row", """{"name":"quality","score":1}""");
        Assert.That(new[] { first.Status, unknown.Status }, Is.All.EqualTo(202));
        Assert.That(first.Body, Is.Empty);

        var annotation = (await emulator.Rows(experiment)).Single()["annotations"]!.AsArray().Single()!;
        Assert.That(annotation["score"]!.GetValue<double>(), Is.EqualTo(1));
        Assert.That(annotation["label"]!.GetValue<string>(), Is.EqualTo("fair"));
        Assert.That((await Annotate(emulator, experiment, row, """{"score":1}""")).Status, Is.EqualTo(400));
    }

    [TestCase("say \\\"hi\\\"")]
    [TestCase("a\\\\b")]
    public async Task An_experiment_name_has_neither_quotation_mark_nor_backslash(string name)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        var created = await emulator.Post("/v2/experiments", $$"""{"name":"{{name}}","space_id":"{{space}}","experiment_runs":[{"output":"a"}]}""");
        var triggered = await emulator.Post(
            $"/v2/tasks/{await emulator.Task("support-golden")}/trigger", $$"""{"experiment_name":"{{name}}"}""");
        Assert.That(new[] { created.Status, triggered.Status }, Is.All.EqualTo(400));
    }

    [TestCase(false, 200)]
    [TestCase(true, 400)]
    public async Task A_strict_gateway_refuses_a_cancel_with_a_body(bool strict, int status)
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.StrictCancel = strict);
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"x"}""");
        Assert.That((await emulator.Post($"/v2/task-runs/{run}/cancel", "{}")).Status, Is.EqualTo(status));
        if (strict)
            Assert.That((await emulator.Post($"/v2/task-runs/{run}/cancel")).Status, Is.EqualTo(200));
    }

    static async Task<string> Stored(EmulatorUnderTest emulator)
    {
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        return (await emulator.Post("/v2/experiments", $$"""{"name":"own","space_id":"{{space}}","experiment_runs":[{"output":"a"}]}""")).Text("id");
    }

    static Task<Reply> Append(EmulatorUnderTest emulator, string experiment, params string[] outputs)
    {
        var rows = new JsonArray([.. outputs.Select(output => new JsonObject { ["output"] = output })]);
        return emulator.Post($"/v2/experiments/{experiment}/runs", new JsonObject { ["experiment_runs"] = rows }.ToJsonString());
    }

    static Task<Reply> Annotate(EmulatorUnderTest emulator, string experiment, string row, string value) => emulator.Post(
        $"/v2/experiments/{experiment}/runs/annotate", $$"""{"annotations":[{"record_id":"{{row}}","values":[{{value}}]}]}""");

    static IEnumerable<string> RunIds(Reply reply) => reply.Json["run_ids"]!.AsArray().Select(id => id!.GetValue<string>());
}

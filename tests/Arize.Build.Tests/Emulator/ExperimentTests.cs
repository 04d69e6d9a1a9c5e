namespace Arize.Build.Tests.Emulator;

public class ExperimentTests
{
    [Test]
    public async Task Experiments_are_listed_by_dataset_or_by_space_not_by_both()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        var dataset = await emulator.Id("datasets", "support-golden-set");
        var names = new[] { "main-2026-11-18", "main-2026-11-19", "main-2026-11-20" };
        Assert.That((await emulator.Get($"/v2/experiments?dataset_id={dataset}")).Names("experiments"), Is.EqualTo(names));
        Assert.That((await emulator.Get($"/v2/experiments?space_id={space}&name=MAIN")).Names("experiments"), Is.EqualTo(names));
        Assert.That((await emulator.Get($"/v2/experiments?space_id={space}&dataset_id={dataset}")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Stored_rows_keep_their_columns_and_order()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        var created = await emulator.Post("/v2/experiments", $$"""
            {"name":"own","space_id":"{{space}}","experiment_runs":[{"output":"a","eval.mine.score":0.5},{"output":"b","latency_ms":7}]}
            """);
        Assert.That(created.Status, Is.EqualTo(201), created.Body);
        Assert.That(created.Json["dataset_id"], Is.Null);

        var rows = await emulator.Rows(created.Text("id"));
        Assert.That(rows.Select(row => row["output"]!.GetValue<string>()), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(rows[0]["eval.mine.score"]!.GetValue<double>(), Is.EqualTo(0.5));
        Assert.That(rows[1]["latency_ms"]!.GetValue<int>(), Is.EqualTo(7));
        Assert.That(rows[0]["example_id"], Is.Null);
    }

    [Test]
    public async Task A_stored_experiment_needs_a_new_name_and_known_examples()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var dataset = await emulator.Id("datasets", "support-golden-set");
        var example = (await emulator.Get($"/v2/datasets/{dataset}/examples?limit=1")).Json["examples"]![0]!["id"]!.GetValue<string>();
        Task<Reply> Store(string name, string exampleId) => emulator.Post("/v2/experiments", $$"""
            {"name":"{{name}}","dataset_id":"{{dataset}}","experiment_runs":[{"example_id":"{{exampleId}}","output":"a"}]}
            """);

        Assert.That((await Store("own", example)).Status, Is.EqualTo(201));
        Assert.That((await Store("own", example)).Status, Is.EqualTo(409));
        Assert.That((await Store("main-2026-11-20", example)).Status, Is.EqualTo(409));
        Assert.That((await Store("other", "no-such-example")).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_deleted_experiment_is_gone_and_its_name_is_free()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await emulator.Id("experiments", "main-2026-11-20");
        Assert.That((await emulator.Delete($"/v2/experiments/{experiment}")).Status, Is.EqualTo(204));
        Assert.That((await emulator.Get($"/v2/experiments/{experiment}")).Status, Is.EqualTo(404));
        Assert.That((await emulator.Get($"/v2/tasks/{await emulator.Task("support-judge")}")).Json["experiment_ids"]!.AsArray(), Is.Empty);
        await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"main-2026-11-20"}""");
    }

    [Test]
    public async Task Two_emulators_give_the_same_rows()
    {
        await using var one = await EmulatorUnderTest.Started();
        await using var other = await EmulatorUnderTest.Started();
        other.Wait(12_345);
        await other.Trigger(await other.TaskOf("atlas-1-mini"), """{"experiment_name":"something else first"}""");
        Assert.That(await Outputs(one), Is.EqualTo(await Outputs(other)));
    }

    [Test]
    public async Task Runs_of_one_model_differ_a_little()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var older = (await emulator.Rows(await emulator.Id("experiments", "main-2026-11-19"))).ConvertAll(row => row["output"]!.GetValue<string>());
        var newer = (await emulator.Rows(await emulator.Id("experiments", "main-2026-11-20"))).ConvertAll(row => row["output"]!.GetValue<string>());
        Assert.That(older.Zip(newer).Count(pair => pair.First != pair.Second), Is.InRange(1, 20));
    }

    static async Task<List<string>> Outputs(EmulatorUnderTest emulator)
    {
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"same"}""");
        emulator.Wait(10);
        return (await emulator.RowsOf(run)).ConvertAll(row => row["output"]!.GetValue<string>());
    }
}

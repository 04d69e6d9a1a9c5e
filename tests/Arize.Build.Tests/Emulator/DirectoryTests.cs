namespace Arize.Build.Tests.Emulator;

public class DirectoryTests
{
    [TestCase("spaces")]
    [TestCase("projects")]
    [TestCase("datasets")]
    [TestCase("tasks")]
    [TestCase("experiments")]
    [TestCase("evaluators")]
    [TestCase("ai-integrations")]
    [TestCase("integrations")]
    [TestCase("prompts")]
    public async Task Every_list_has_something_in_the_default_scenario(string list)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Get($"/v2/{list}");
        Assert.That(reply.Json[list.Replace('-', '_')]!.AsArray(), Is.Not.Empty);
    }

    [TestCase("spaces", "spaces", "spaces")]
    [TestCase("projects", "projects", "projects")]
    [TestCase("evaluators", "evaluator_versions", "evaluator-versions")]
    [TestCase("prompts", "prompt_versions", "prompt-versions")]
    public async Task An_item_of_a_list_can_be_read_by_its_id(string owner, string list, string path)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var items = (await emulator.Get($"/v2/{owner}")).Json[owner]!.AsArray();
        if (owner != list)
            items = (await emulator.Get($"/v2/{owner}/{items[0]!["id"]!.GetValue<string>()}/versions")).Json[list]!.AsArray();
        var item = items[0]!;
        var read = await emulator.Get($"/v2/{path}/{item["id"]!.GetValue<string>()}");
        Assert.That(read.Status, Is.EqualTo(200), read.Body);
        Assert.That(read.Json.ToJsonString(), Is.EqualTo(item.ToJsonString()));
        Assert.That((await emulator.Get($"/v2/{path}/VGhpbmc6OTk5OmFiY2Q=")).Status, Is.EqualTo(404));
        Assert.That((await emulator.Get($"/v2/{path}/nonsense")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_name_filter_finds_parts_of_names_in_any_case()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That((await emulator.Get("/v2/spaces?name=SUPP")).Names("spaces"), Is.EqualTo(new[] { "support", "support-eu" }));
        Assert.That((await emulator.Get("/v2/tasks?name=SUPPORT-J")).Names("tasks"), Is.EqualTo(new[] { "support-judge" }));
    }

    [Test]
    public async Task A_space_name_filter_finds_the_space_that_only_contains_the_name_too()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Get("/v2/tasks?space_name=support&name=support-golden");
        Assert.That(reply.Names("tasks"), Is.EqualTo(new[] { "support-golden", "support-golden" }));
    }

    [Test]
    public async Task An_unknown_space_id_is_not_found_and_an_unknown_space_name_finds_nothing()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var unknown = Convert.ToBase64String("Space:77:abcd"u8);
        Assert.That((await emulator.Get($"/v2/tasks?space_id={Uri.EscapeDataString(unknown)}")).Status, Is.EqualTo(404));
        Assert.That((await emulator.Get("/v2/tasks?space_name=nowhere")).Names("tasks"), Is.Empty);
    }

    [Test]
    public async Task Integrations_can_be_asked_for_by_type()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That((await emulator.Get("/v2/integrations?type=AGENT")).Names("integrations"), Is.EqualTo(new[] { "support-agent" }));
        Assert.That((await emulator.Get("/v2/integrations?type=LLM")).Names("integrations"), Does.Not.Contain("support-agent"));
    }

    [Test]
    public async Task An_evaluator_comes_with_its_latest_or_a_named_version()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Id("evaluators", "correctness");
        var versions = (await emulator.Get($"/v2/evaluators/{id}/versions")).Json["evaluator_versions"]!.AsArray();
        var oldest = versions[^1]!["id"]!.GetValue<string>();

        var latest = (await emulator.Get($"/v2/evaluators/{id}")).Json["version"]!;
        Assert.That(latest["id"]!.GetValue<string>(), Is.EqualTo(versions[0]!["id"]!.GetValue<string>()));
        var named = (await emulator.Get($"/v2/evaluators/{id}?version_id={Uri.EscapeDataString(oldest)}")).Json["version"]!;
        Assert.That(named["id"]!.GetValue<string>(), Is.EqualTo(oldest));
    }

    [TestCase("exact")]
    [TestCase("latency")]
    [TestCase("json")]
    public async Task Code_evaluators_can_be_read(string name)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Get($"/v2/evaluators/{await emulator.Id("evaluators", name)}");
        Assert.That(reply.Json["version"]!["code_config"], Is.Not.Null);
    }

    [Test]
    public async Task A_prompt_comes_with_the_version_under_a_label()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Id("prompts", "support-reply");
        var production = (await emulator.Get($"/v2/prompts/{id}/labels/production")).Text("id");
        var byLabel = (await emulator.Get($"/v2/prompts/{id}?label=production")).Json["version"]!["id"]!.GetValue<string>();
        var latest = (await emulator.Get($"/v2/prompts/{id}")).Json["version"]!["id"]!.GetValue<string>();
        var listed = (await emulator.Get($"/v2/prompts/{id}/versions")).Json["prompt_versions"]!.AsArray();

        Assert.That(byLabel, Is.EqualTo(production));
        Assert.That(latest, Is.Not.EqualTo(production));
        Assert.That(listed, Has.Count.EqualTo(3));
        Assert.That((await emulator.Get($"/v2/prompts/{id}/labels/nothing")).Status, Is.EqualTo(404));
        Assert.That((await emulator.Get($"/v2/prompts/{id}?label=production&version_id={Uri.EscapeDataString(latest)}")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_dataset_made_through_the_api_reads_back()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        var body = $$"""{"name":"mine","space_id":"{{space}}","examples":[{"question":"a","answer":"b","status":"open"},{"id":"own","question":"c"}]}""";
        var created = await emulator.Post("/v2/datasets", body);
        Assert.That(created.Status, Is.EqualTo(201), created.Body);

        var examples = (await emulator.Get($"/v2/datasets/{created.Text("id")}/examples")).Json["examples"]!.AsArray();
        Assert.That(examples.Select(it => it!["question"]!.GetValue<string>()), Is.EqualTo(new[] { "a", "c" }));
        Assert.That(examples[1]!["id"]!.GetValue<string>(), Is.Not.EqualTo("own"), "ids belong to the server");
        Assert.That((await emulator.Get($"/v2/datasets/{created.Text("id")}")).Json["versions"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await emulator.Post("/v2/datasets", body)).Status, Is.EqualTo(409));
    }
}

using System.Text.Json.Nodes;

namespace Arize.Build.Tests.Emulator;

public class TaskTests
{
    [Test]
    public async Task A_judge_configuration_runs_and_answers_with_its_labels()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await Created(emulator, $$$"""
            {"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"{{{await emulator.Id("ai-integrations", "llm-gateway")}}}",
             "model_name":"atlas-1","template":"Is {{output}} right?","provide_explanation":true,"classification_choices":{"right":1,"wrong":0}}
            """);
        var run = await emulator.Trigger(id, """{"experiment_name":"x"}""");
        emulator.Wait(10);
        var outputs = (await emulator.RowsOf(run)).CountBy(row => row["output"]!.GetValue<string>()).ToDictionary();
        Assert.That(outputs.Keys, Is.EquivalentTo(new[] { "right", "wrong" }));
        Assert.That(outputs["right"], Is.InRange(180, 195));
    }

    [Test]
    public async Task An_agent_configuration_runs_and_reads_back_without_the_dataset_prefix()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var agent = await emulator.Id("integrations", "support-agent");
        var id = await Created(emulator, $$$"""
            {"experiment_type":"AGENT_CALL","integration_id":"{{{agent}}}","input_template":{"question":"{{dataset.question}}"}}
            """);
        var template = (await emulator.Get($"/v2/tasks/{id}")).Json["run_configuration"]!["input_template"]!["question"]!.GetValue<string>();
        Assert.That(template, Is.EqualTo("{{question}}"));

        var run = await emulator.Trigger(id, """{"experiment_name":"x","max_examples":5}""");
        emulator.Wait(10);
        var experiment = (await emulator.Run(run))["experiment_id"]!.GetValue<string>();
        Assert.That((await emulator.Get($"/v2/experiments/{experiment}")).Text("integration_id"), Is.EqualTo(agent));
        Assert.That(await emulator.Rows(experiment), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_model_connection_is_no_agent()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await Create(emulator, $$"""
            {"experiment_type":"AGENT_CALL","integration_id":"{{await emulator.Id("ai-integrations", "llm-gateway")}}","input_template":{} }
            """);
        Assert.That(reply.Status, Is.EqualTo(422));
    }

    [Test]
    public async Task An_update_changes_the_fields_sent_and_leaves_the_rest()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Task("support-judge");
        var before = (await emulator.Get($"/v2/tasks/{id}")).Json;
        emulator.Wait(5);

        var after = (await emulator.Patch($"/v2/tasks/{id}", """{"query_filter":"category = 'refunds'"}""")).Json;
        Assert.That(after["query_filter"]!.GetValue<string>(), Is.EqualTo("category = 'refunds'"));
        Assert.That(after["evaluators"]!.ToJsonString(), Is.EqualTo(before["evaluators"]!.ToJsonString()));
        Assert.That(after["updated_at"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:00:05.000Z"));

        var cleared = await emulator.Patch($"/v2/tasks/{id}", """{"query_filter":null}""");
        Assert.That(cleared.Json["query_filter"], Is.Null);
    }

    [TestCase("support-judge", """{"run_configuration":{}}""", 400)]
    [TestCase("support-judge", """{"sampling_rate":0.5}""", 400)]
    [TestCase("support-judge", """{"is_continuous":true}""", 400)]
    [TestCase("support-judge", """{"type":"CODE_EVALUATION"}""", 400)]
    [TestCase("support-judge", """{"name":"again","evaluators":[{"evaluator_id":"RXZhbHVhdG9yOjk5OmFiY2Q="}]}""", 404)]
    [TestCase("support-judge", """{"name":"again","query_filter":"category like 'r%'"}""", 400)]
    [TestCase("support-live-quality", """{"sampling_rate":2}""", 400)]
    [TestCase("support-golden", """{"query_filter":null}""", 400)]
    [TestCase("support-golden", """{"evaluators":[{"evaluator_id":"RXZhbHVhdG9yOjk5OmFiY2Q="}]}""", 400)]
    [TestCase("support-golden", """{"run_configuration":{"experiment_type":"LLM_GENERATION"}}""", 400)]
    [TestCase("support-golden", "{}", 400)]
    public async Task An_update_with_a_wrong_field_changes_nothing(string task, string body, int status)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Task(task);
        var before = (await emulator.Get($"/v2/tasks/{id}")).Body;
        Assert.That((await emulator.Patch($"/v2/tasks/{id}", body)).Status, Is.EqualTo(status));
        Assert.That((await emulator.Get($"/v2/tasks/{id}")).Body, Is.EqualTo(before));
    }

    [Test]
    public async Task A_deleted_task_is_gone_with_its_runs_and_its_experiments_stay()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        var run = await emulator.Trigger(task, """{"experiment_name":"x"}""");
        emulator.Wait(5);
        var experiment = (await emulator.Run(run))["experiment_id"]!.GetValue<string>();

        Assert.That((await emulator.Delete($"/v2/tasks/{task}")).Status, Is.EqualTo(204));
        Assert.That((await emulator.Get($"/v2/tasks/{task}")).Status, Is.EqualTo(404));
        Assert.That((await emulator.Get($"/v2/task-runs/{run}")).Status, Is.EqualTo(404));
        Assert.That(await emulator.Rows(experiment), Has.Count.EqualTo(200));
    }

    [Test]
    public async Task Evaluators_are_held_against_the_rules()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var correctness = await emulator.Id("evaluators", "correctness");
        var exact = await emulator.Id("evaluators", "exact");
        var version = (await emulator.Get($"/v2/evaluators/{exact}")).Json["version"]!["id"]!.GetValue<string>();

        Assert.That(await Attach(emulator, "TEMPLATE_EVALUATION", Evaluator(correctness), Evaluator(correctness)), Is.EqualTo(422), "twice");
        Assert.That(await Attach(emulator, "TEMPLATE_EVALUATION", Evaluator(correctness, version)), Is.EqualTo(422), "a version of another");
        Assert.That(await Attach(emulator, "TEMPLATE_EVALUATION", Evaluator(exact)), Is.EqualTo(422), "code in a template task");
        Assert.That(await Attach(emulator, "CODE_EVALUATION", Evaluator(exact, version)), Is.EqualTo(201));
    }

    [Test]
    public async Task A_code_task_takes_one_custom_evaluator_at_most()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Evaluators["exact"].Custom = true);
        var exact = Evaluator(await emulator.Id("evaluators", "exact"));
        var latency = Evaluator(await emulator.Id("evaluators", "latency"));
        Assert.That(await Attach(emulator, "CODE_EVALUATION", exact, latency), Is.EqualTo(422));
        Assert.That(await Attach(emulator, "CODE_EVALUATION", exact), Is.EqualTo(201));
    }

    [Test]
    public async Task Two_tasks_may_have_one_name()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        await emulator.TaskOf("atlas-1");
        await emulator.TaskOf("atlas-1");
        Assert.That((await emulator.Get("/v2/tasks?name=golden-atlas")).Names("tasks").Count(), Is.EqualTo(2));
    }

    static string Evaluator(string id, string? version = null) =>
        new JsonObject { ["evaluator_id"] = id, ["evaluator_version_id"] = version }.ToJsonString();

    static async Task<int> Attach(EmulatorUnderTest emulator, string type, params string[] evaluators)
    {
        var dataset = await emulator.Id("datasets", "support-golden-set");
        var experiment = await emulator.Id("experiments", "main-2026-11-20");
        var reply = await emulator.Post("/v2/tasks", $$"""
            {"name":"n","type":"{{type}}","dataset_id":"{{dataset}}","experiment_ids":["{{experiment}}"],"evaluators":[{{string.Join(',', evaluators)}}]}
            """);
        return reply.Status;
    }

    static async Task<string> Created(EmulatorUnderTest emulator, string configuration)
    {
        var reply = await Create(emulator, configuration);
        Assert.That(reply.Status, Is.EqualTo(201), reply.Body);
        return reply.Text("id");
    }

    static async Task<Reply> Create(EmulatorUnderTest emulator, string configuration) => await emulator.Post("/v2/tasks", $$"""
        {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"{{await emulator.Id("datasets", "support-golden-set")}}","run_configuration":{{configuration}} }
        """);
}

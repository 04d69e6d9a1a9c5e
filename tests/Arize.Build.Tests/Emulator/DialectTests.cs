using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class DialectTests
{
    [Test]
    public async Task The_old_dialect_speaks_lower_case_and_knows_fewer_fields()
    {
        await using var emulator = await EmulatorUnderTest.Started(dialect: Dialect.Lower);
        var task = (await emulator.Get($"/v2/tasks/{await emulator.Task("support-golden")}")).Json;
        Assert.That(task["type"]!.GetValue<string>(), Is.EqualTo("run_experiment"));
        Assert.That(task["run_configuration"]!["experiment_type"]!.GetValue<string>(), Is.EqualTo("llm_generation"));
        Assert.That(task["run_configuration"]!["messages"]![0]!["role"]!.GetValue<string>(), Is.EqualTo("system"));

        var judge = (await emulator.Get($"/v2/tasks/{await emulator.Task("support-judge")}")).Json;
        Assert.That(judge["evaluators"]![0]!.AsObject().ContainsKey("evaluator_version_id"), Is.False);
        var integrations = await emulator.Get("/v2/ai-integrations");
        Assert.That(integrations.Json["ai_integrations"]![0]!["provider"]!.GetValue<string>(), Is.EqualTo("openAI"));
    }

    [Test]
    public async Task The_old_dialect_understands_lower_case_only()
    {
        await using var emulator = await EmulatorUnderTest.Started(dialect: Dialect.Lower);
        Assert.That((await emulator.Get("/v2/tasks?type=run_experiment")).Names("tasks"), Does.Contain("support-golden"));
        Assert.That((await emulator.Get("/v2/tasks?type=RUN_EXPERIMENT")).Status, Is.EqualTo(400));

        var dataset = await emulator.Id("datasets", "support-golden-set");
        var integration = await emulator.Id("ai-integrations", "llm-gateway");
        Task<Reply> Create(string type, string kind, string role) => emulator.Post("/v2/tasks", $$"""
            {"name":"n","type":"{{type}}","dataset_id":"{{dataset}}","run_configuration":{"experiment_type":"{{kind}}","ai_integration_id":"{{integration}}",
            "model_name":"atlas-1","messages":[{"role":"{{role}}","content":"x"}],"input_variable_format":"f_string"} }
            """);
        Assert.That((await Create("run_experiment", "llm_generation", "USER")).Status, Is.EqualTo(400));
        Assert.That((await Create("RUN_EXPERIMENT", "llm_generation", "user")).Status, Is.EqualTo(400));
        var created = await Create("run_experiment", "llm_generation", "user");
        Assert.That(created.Status, Is.EqualTo(201), created.Body);
        Assert.That(created.Json["run_configuration"]!["messages"]![0]!["role"]!.GetValue<string>(), Is.EqualTo("user"));

        var run = await emulator.Trigger(created.Text("id"), """{"experiment_name":"x"}""");
        emulator.Wait(5);
        var finished = await emulator.Run(run);
        Assert.That(finished["status"]!.GetValue<string>(), Is.EqualTo("completed"));
        Assert.That(finished.AsObject().ContainsKey("failure_reason"), Is.False);
    }
}

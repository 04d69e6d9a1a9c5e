using System.Text.Json.Nodes;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class DefaultScenarioTests
{
    [Test]
    public void The_golden_set_has_two_hundred_different_questions_with_answers()
    {
        var examples = Scenario.Default().Spaces["support"].Datasets["support-golden-set"].Examples;
        Assert.That(examples, Has.Count.EqualTo(200));
        Assert.That(examples.Select(it => it["question"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(200));
        Assert.That(examples.Select(it => it["expected_answer"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(200));
        Assert.That(examples.Select(it => it["category"]!.GetValue<string>()).Distinct().Count(), Is.GreaterThanOrEqualTo(10));
    }

    [TestCase("atlas-1", 0.92, 0.96)]
    [TestCase("atlas-1-rc", 0.905, 0.94)]
    [TestCase("atlas-1-mini", 0.78, 0.86)]
    public async Task A_model_is_about_as_good_as_it_should_be(string model, double least, double most)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Trigger(
            await emulator.TaskOf(model), $$"""{"experiment_name":"x","evaluation_task_ids":["{{await emulator.Task("support-judge")}}"]}""");
        emulator.Wait(60);
        Assert.That(Mean(await emulator.RowsOf(id), "correctness"), Is.InRange(least, most));
    }

    [TestCase("main-2026-11-18", "2026-11-18")]
    [TestCase("main-2026-11-19", "2026-11-19")]
    [TestCase("main-2026-11-20", "2026-11-20")]
    public async Task The_experiments_of_main_are_a_few_days_old_and_evaluated(string name, string day)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Id("experiments", name);
        Assert.That((await emulator.Get($"/v2/experiments/{id}")).Text("created_at"), Does.StartWith(day));
        var rows = await emulator.Rows(id);
        Assert.That(rows, Has.Count.EqualTo(200));
        Assert.That(Mean(rows, "correctness"), Is.InRange(0.92, 0.96));
        Assert.That(Mean(rows, "helpfulness"), Is.InRange(0.6, 0.95));
    }

    [Test]
    public async Task The_judge_stands_on_the_newest_experiment_of_main()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var judge = (await emulator.Get($"/v2/tasks/{await emulator.Task("support-judge")}")).Json;
        Assert.That(judge["experiment_ids"]!.AsArray().Single()!.GetValue<string>(), Is.EqualTo(await emulator.Id("experiments", "main-2026-11-20")));
    }

    [Test]
    public async Task Ids_of_the_scenario_are_the_same_at_every_start_and_new_ones_are_not()
    {
        await using var one = await EmulatorUnderTest.Started();
        await using var other = await EmulatorUnderTest.Started();
        var task = await one.Task("support-golden");
        Assert.That(await other.Task("support-golden"), Is.EqualTo(task));
        Assert.That(
            await one.Trigger(task, """{"experiment_name":"x"}"""), Is.Not.EqualTo(await other.Trigger(task, """{"experiment_name":"x"}""")));
    }

    static double Mean(List<JsonNode> rows, string evaluator) => rows.Average(row => row[$"eval.{evaluator}.score"]!.GetValue<double>());
}

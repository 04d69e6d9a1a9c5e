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

    /// <summary>The noise of real models and judges: with less, a sample would show a gate that is calmer than any user's.</summary>
    [TestCase("atlas-1"), TestCase("atlas-1-mini")]
    public async Task Two_runs_of_one_model_differ_in_about_eight_per_cent_of_the_examples(string model)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var runs = await Runs(emulator, model, 4);
        var differing = from one in runs from other in runs where one != other select one.Zip(other).Count(pair => pair.First != pair.Second) / 200.0;
        Assert.That(differing.Average(), Is.EqualTo(0.08).Within(0.025));
        Assert.That(differing, Is.All.InRange(0.03, 0.13));
    }

    [Test]
    public async Task The_first_run_of_a_task_is_the_same_in_every_emulator_and_another_seed_gives_another_one()
    {
        var scenario = Scenario.Default();
        scenario.Seed++;
        await using var one = await EmulatorUnderTest.Started();
        await using var again = await EmulatorUnderTest.Started();
        await using var other = await EmulatorUnderTest.Started(scenario);
        var first = (await Runs(one, "atlas-1", 1)).Single();
        Assert.That((await Runs(again, "atlas-1", 1)).Single(), Is.EqualTo(first));
        Assert.That((await Runs(other, "atlas-1", 1)).Single(), Is.Not.EqualTo(first));
    }

    /// <summary>The scores of correctness of some runs of one task, in the order of the examples.</summary>
    static async Task<List<double[]>> Runs(EmulatorUnderTest emulator, string model, int count)
    {
        var (task, judge, runs) = (await emulator.TaskOf(model), await emulator.Task("support-judge"), new List<double[]>());
        for (var i = 0; i < count; i++)
        {
            var id = await emulator.Trigger(task, $$"""{"experiment_name":"{{Guid.NewGuid()}}","evaluation_task_ids":["{{judge}}"]}""");
            emulator.Wait(60);
            runs.Add([.. from row in await emulator.RowsOf(id) orderby row["example_id"]!.GetValue<string>() select row["eval.correctness.score"]!.GetValue<double>()]);
        }
        return runs;
    }

    static double Mean(List<JsonNode> rows, string evaluator) => rows.Average(row => row[$"eval.{evaluator}.score"]!.GetValue<double>());
}

using System.Text.Json.Nodes;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class EvaluationTests
{
    [Test]
    public async Task Scores_appear_when_the_evaluation_run_has_completed()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await NewExperiment(emulator);
        var judge = await Evaluate(emulator, experiment);

        emulator.Wait(0.9);
        Assert.That((await emulator.Rows(experiment)).Exists(row => row["eval.correctness.score"] is not null), Is.False);
        emulator.Wait(0.1);
        Assert.That(await emulator.Status(judge), Is.EqualTo("COMPLETED"));
        Assert.That((await emulator.Rows(experiment)).TrueForAll(row => row["eval.correctness.score"] is not null), Is.True);
    }

    [Test]
    public async Task Scores_can_come_later_than_the_end_of_their_run()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.ScoresLateBy = TimeSpan.FromSeconds(20));
        var experiment = await NewExperiment(emulator);
        var judge = await Evaluate(emulator, experiment);

        emulator.Wait(20);
        Assert.That(await emulator.Status(judge), Is.EqualTo("COMPLETED"));
        Assert.That((await emulator.Rows(experiment))[0]["eval.correctness.score"], Is.Null);
        emulator.Wait(1);
        Assert.That((await emulator.Rows(experiment))[0]["eval.correctness.score"], Is.Not.Null);
    }

    [Test]
    public async Task What_has_scores_is_not_evaluated_again_unless_asked_for()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var experiment = await emulator.Id("experiments", "main-2026-11-20");

        var idle = await Evaluate(emulator, experiment);
        emulator.Wait(5);
        var run = await emulator.Run(idle);
        Assert.That(run["status"]!.GetValue<string>(), Is.EqualTo("CANCELLED"));
        Assert.That(run["num_successes"]!.GetValue<int>() + run["num_errors"]!.GetValue<int>() + run["num_skipped"]!.GetValue<int>(), Is.Zero);

        var forced = await Evaluate(emulator, experiment, """,  "override_evaluations":true""");
        emulator.Wait(5);
        Assert.That(await emulator.Status(forced), Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task Without_experiment_ids_the_stored_ones_are_evaluated()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await emulator.Trigger(await emulator.Task("support-judge"), """{"override_evaluations":true}""");
        emulator.Wait(5);
        Assert.That((await emulator.Run(run))["num_successes"]!.GetValue<int>(), Is.EqualTo(200));
    }

    [Test]
    public async Task Evaluation_tasks_of_a_trigger_run_when_the_experiment_is_done()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var judge = await emulator.Task("support-judge");
        var run = await emulator.Trigger(
            await emulator.Task("support-golden"), $$"""{"experiment_name":"x","evaluation_task_ids":["{{judge}}"]}""");

        // One look long after: what happened in between has happened at its own time.
        emulator.Wait(60);
        var newest = (await emulator.Get($"/v2/tasks/{judge}/runs?limit=1")).Json["task_runs"]![0]!;
        Assert.That(newest["created_at"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:00:02.500Z"));
        Assert.That(newest["run_finished_at"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:00:03.500Z"));
        Assert.That((await emulator.RowsOf(run)).TrueForAll(row => row["eval.helpfulness.score"] is not null), Is.True);
    }

    [Test]
    public async Task Rows_with_errors_are_skipped()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Trigger(await emulator.TaskOf("atlas-1-flaky"), """{"experiment_name":"x"}""");
        emulator.Wait(5);
        var experiment = (await emulator.Run(id))["experiment_id"]!.GetValue<string>();
        var judge = await Evaluate(emulator, experiment);
        emulator.Wait(5);

        var run = await emulator.Run(judge);
        Assert.That(run["num_successes"]!.GetValue<int>(), Is.EqualTo(188));
        Assert.That(run["num_skipped"]!.GetValue<int>(), Is.EqualTo(12));
        var failed = (await emulator.Rows(experiment)).Find(row => row["error"] is not null)!;
        Assert.That(failed["output"], Is.Null);
        Assert.That(failed["eval.correctness.score"], Is.Null);
    }

    [TestCase(RowShape.Flat)]
    [TestCase(RowShape.ByName)]
    [TestCase(RowShape.List)]
    public async Task Rows_carry_results_in_the_shape_of_the_scenario(RowShape shape)
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.RowShape = shape);
        var row = (await emulator.Rows(await emulator.Id("experiments", "main-2026-11-20")))[0];
        var score = shape switch
        {
            RowShape.Flat => row["eval.correctness.score"],
            RowShape.ByName => row["evaluations"]!["correctness"]!["score"],
            _ => row["evaluations"]!.AsArray().Single(it => it!["name"]!.GetValue<string>() == "correctness")!["score"],
        };
        Assert.That(score!.GetValue<double>(), Is.AnyOf(0, 1));
    }

    [Test]
    public async Task Rows_carry_latency_tokens_and_cost()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var row = (await emulator.Rows(await emulator.Id("experiments", "main-2026-11-20")))[0];
        Assert.That(row["latency_ms"]!.GetValue<int>(), Is.InRange(400, 1200));
        Assert.That(
            row["total_tokens"]!.GetValue<int>(),
            Is.EqualTo(row["prompt_tokens"]!.GetValue<int>() + row["completion_tokens"]!.GetValue<int>()).And.Positive);
        Assert.That(row["cost_usd"]!.GetValue<double>(), Is.InRange(0.00001, 0.01));
    }

    [TestCase(EvaluatorKind.ExactMatch, "Yes, within 60 days.", 1)]
    [TestCase(EvaluatorKind.ExactMatch, "yes within 60 days", 1)]
    [TestCase(EvaluatorKind.ExactMatch, "Yes, within 61 days.", 0)]
    [TestCase(EvaluatorKind.Contains, "Sure! Yes, within 60 days. Anything else?", 1)]
    [TestCase(EvaluatorKind.Contains, "Yes, 60 days.", 0)]
    [TestCase(EvaluatorKind.TokenF1, "Yes, 60 days.", 0.857143)]
    [TestCase(EvaluatorKind.TokenF1, "No idea", 0)]
    [TestCase(EvaluatorKind.JsonParseable, """{"answer":60}""", 1)]
    [TestCase(EvaluatorKind.JsonParseable, "{answer}", 0)]
    [TestCase(EvaluatorKind.Number, """{"latency_ms":60}""", 60)]
    public async Task An_evaluator_computes_what_it_says(EvaluatorKind kind, string output, double expected)
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Evaluators["correctness"].Kind = kind);
        var space = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>();
        var dataset = (await emulator.Post(
            "/v2/datasets", $$"""{"name":"d","space_id":"{{space}}","examples":[{"expected_answer":"Yes, within 60 days."}]}""")).Text("id");
        var example = (await emulator.Get($"/v2/datasets/{dataset}/examples")).Json["examples"]![0]!["id"]!.GetValue<string>();
        var experiment = await Stored(emulator, dataset, new JsonObject { ["example_id"] = example, ["output"] = output });
        var evaluator = await emulator.Id("evaluators", "correctness");
        var task = (await emulator.Post("/v2/tasks", $$"""
            {"name":"t","type":"TEMPLATE_EVALUATION","dataset_id":"{{dataset}}","experiment_ids":["{{experiment}}"],"evaluators":[{"evaluator_id":"{{evaluator}}"}]}
            """)).Text("id");

        await emulator.Trigger(task, "{}");
        emulator.Wait(5);
        var row = (await emulator.Rows(experiment)).Single();
        Assert.That(row["eval.correctness.score"]!.GetValue<double>(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Scores_can_be_given_as_data()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario =>
        {
            scenario.Spaces["support"].Datasets["support-golden-set"].Examples[0]["id"] = "first";
            scenario.Spaces["support"].Evaluators["correctness"].Kind = EvaluatorKind.Data;
            scenario.Spaces["support"].Evaluators["correctness"].Scores = new()
            {
                ["atlas-1"] = new() { ["first"] = 0.25 },
                ["main-2026-11-20"] = new() { ["first"] = 0.75 },
            };
        });
        var byModel = await emulator.Rows(await emulator.Id("experiments", "main-2026-11-19"));
        var byName = await emulator.Rows(await emulator.Id("experiments", "main-2026-11-20"));
        Assert.That(byModel[0]["eval.correctness.score"]!.GetValue<double>(), Is.EqualTo(0.25));
        Assert.That(byName[0]["eval.correctness.score"]!.GetValue<double>(), Is.EqualTo(0.75));
        Assert.That(byName[1]["eval.correctness.score"], Is.Null, "an example without a score is an error of the evaluator");
    }

    [Test]
    public async Task A_filter_of_the_task_leaves_rows_out()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var judge = await emulator.Task("support-judge");
        await emulator.Patch($"/v2/tasks/{judge}", """{"query_filter":"category = 'refunds'"}""");
        var run = await emulator.Trigger(judge, """{"override_evaluations":true}""");
        emulator.Wait(5);
        Assert.That((await emulator.Run(run))["num_successes"]!.GetValue<int>(), Is.EqualTo(18));
    }

    static async Task<string> NewExperiment(EmulatorUnderTest emulator)
    {
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"x","max_examples":20}""");
        emulator.Wait(5);
        return (await emulator.Run(run))["experiment_id"]!.GetValue<string>();
    }

    static async Task<string> Evaluate(EmulatorUnderTest emulator, string experiment, string more = "") =>
        await emulator.Trigger(await emulator.Task("support-judge"), $$"""{"experiment_ids":["{{experiment}}"]{{more}}}""");

    static async Task<string> Stored(EmulatorUnderTest emulator, string dataset, JsonObject row)
    {
        var body = new JsonObject { ["name"] = "stored", ["dataset_id"] = dataset, ["experiment_runs"] = new JsonArray(row) };
        var reply = await emulator.Post("/v2/experiments", body.ToJsonString());
        Assert.That(reply.Status, Is.EqualTo(201), reply.Body);
        return reply.Text("id");
    }
}

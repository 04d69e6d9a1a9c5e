using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

/// <summary>Figures published on the AlpacaEval 2.0 leaderboard, in percent.</summary>
public class RealEvalsTests
{
    const string Space = "alpaca-eval";

    [TestCase("FuseChat-Llama-3.2-1B-Instruct", 29.9219322658882, 1.3934584328741797)]
    [TestCase("FuseChat-Llama-3.2-3B-Instruct", 51.29667710101864, 1.482579367297701)]
    [TestCase("FuseChat-Llama-3.1-8B-Instruct", 63.33158292362734, 1.4225069834256892)]
    public async Task Rows_read_back_have_the_published_mean_and_standard_error(string model, double winRate, double standardError)
    {
        await using var emulator = await EmulatorUnderTest.Started(Scenario.RealEvals());
        await AssertFigures(emulator, await emulator.Id("experiments", model, Space), winRate, standardError);
    }

    [Test]
    public async Task A_new_run_with_one_of_the_models_gives_its_figures()
    {
        await using var emulator = await EmulatorUnderTest.Started(Scenario.RealEvals());
        var task = await emulator.Id("tasks", "alpaca-answers", Space);
        var configuration = (await emulator.Get($"/v2/tasks/{task}")).Json["run_configuration"]!;
        configuration["model_name"] = "FuseChat-Llama-3.2-3B-Instruct";
        await emulator.Patch($"/v2/tasks/{task}", $$"""{"run_configuration":{{configuration.ToJsonString()}}}""");
        var judge = await emulator.Id("tasks", "alpaca-judge", Space);
        var run = await emulator.Trigger(task, $$"""{"experiment_name":"again","evaluation_task_ids":["{{judge}}"]}""");
        emulator.Wait(60);
        await AssertFigures(emulator, (await emulator.Run(run))["experiment_id"]!.GetValue<string>(), 51.29667710101864, 1.482579367297701);
    }

    static async Task AssertFigures(EmulatorUnderTest emulator, string experiment, double winRate, double standardError)
    {
        var scores = new List<double>();
        string? cursor = null;
        do
        {
            var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await emulator.Get($"/v2/experiments/{experiment}/runs?limit=500{from}")).Json;
            scores.AddRange(page["experiment_runs"]!.AsArray().Select(row => row!["eval.win.score"]!.GetValue<double>()));
            cursor = page["pagination"]!["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1));
        Assert.That(scores, Has.Count.EqualTo(805));
        Assert.That(100 * mean, Is.EqualTo(winRate).Within(1e-6));
        Assert.That(100 * deviation / Math.Sqrt(scores.Count), Is.EqualTo(standardError).Within(1e-6));
    }
}

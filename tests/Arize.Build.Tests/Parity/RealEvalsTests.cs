using Arize.Build.Client;
using Arize.Emulator;

namespace Arize.Build.Tests.Parity;

/// <summary>Real judge scores with published figures, read through the client: nothing is lost, doubled or rounded between the wire and the row.</summary>
public sealed class RealEvalsTests
{
    // Win rate and standard error in percent, as AlpacaEval 2.0 publishes them (tatsu-lab/alpaca_eval, Apache-2.0).
    [TestCase("FuseChat-Llama-3.2-1B-Instruct", 29.9219322658882, 1.3934584328741797)]
    [TestCase("FuseChat-Llama-3.2-3B-Instruct", 51.29667710101864, 1.482579367297701)]
    [TestCase("FuseChat-Llama-3.1-8B-Instruct", 63.33158292362734, 1.4225069834256892)]
    public async Task Mean_and_standard_error_of_a_model_are_the_published_ones(string model, double winRate, double standardError)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = Scenario.RealEvals() });
        using var arize = new ArizeClient(new ArizeClientOptions
        {
            Environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = emulator.BaseUrl.ToString(), ["ARIZE_API_KEY"] = emulator.ApiKey },
        });
        var scores = new List<double>();
        var task = await arize.Tasks.GetAsync("alpaca-answers", "alpaca-eval");
        var experiment = await arize.Experiments.GetAsync(model, task.DatasetId);
        await foreach (var row in arize.Experiments.ListRowsAsync(experiment.Id))
            scores.Add(row.Evaluations["win"].Score!.Value);

        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Count - 1));
        Assert.That(scores, Has.Count.EqualTo(805));
        Assert.That(100 * mean, Is.EqualTo(winRate).Within(1e-6));
        Assert.That(100 * deviation / Math.Sqrt(scores.Count), Is.EqualTo(standardError).Within(1e-6));
    }
}

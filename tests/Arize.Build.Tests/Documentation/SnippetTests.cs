using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Uploads;
using Arize.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arize.Build.Tests.Documentation;

/// <summary>C# that pages show, word for word; BlockTests looks for it here.</summary>
public sealed class SnippetTests
{
    [Test]
    public async Task The_example_of_the_migration_page()
    {
        var quick = Scenario.Default();
        quick.Models["atlas-1"].Running = TimeSpan.FromMilliseconds(50);
        await using var service = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = quick });

        Assert.That((await Example(To(service))).NumSuccesses, Is.EqualTo(200));
    }

    /// <summary>The recipe of the migration page; PublicShapeTests uses what it registers.</summary>
    public static void AddArize(IServiceCollection services)
    {
        services.AddOptions<ArizeClientOptions>().BindConfiguration("Arize");
        services.AddSingleton(provider => new ArizeClient(provider.GetRequiredService<IOptions<ArizeClientOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<ArizeClient>().Tasks);
    }

    static ArizeClientOptions To(EmulatorServer service) => new() { ApiKey = service.ApiKey, Environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = service.BaseUrl.ToString() } };

    static async Task<TaskRun> Example(ArizeClientOptions options)
    {
        using var arize = new ArizeClient(options);
        var run = await arize.Tasks.TriggerRunAsync(new TriggerRunRequest { Task = "support-golden", Space = "support", ExperimentName = "pr-7" });
        run = await arize.Tasks.WaitForRunAsync(run.Id, new WaitOptions { Timeout = TimeSpan.FromMinutes(30) });
        if (run.Status != RunStatus.Completed || run.NumErrors > 0)
            throw new InvalidOperationException($"The run {run.Status}: {run.FailureReason}");
        return run;
    }

    [Test]
    public async Task The_example_of_the_emulators_page()
    {
        var scenario = Scenario.Default();
        scenario.Models["atlas-1"].Running = TimeSpan.FromMilliseconds(50);
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario });
        await Example(To(emulator));
        Assert.That(emulator.Requests.Count(request => request.Operation == "trigger_task_run"), Is.EqualTo(1));
    }

    [Test]
    public void The_results_of_the_own_application_page_are_read_by_a_gate()
    {
        WriteResults();
        var file = ResultsFile.Read(Path.GetFullPath("obj/results.jsonl"));
        Assert.That(file.Check(null, allowMissing: true), Is.Empty);
        Assert.That((file.Count, file.Scores.Find("relevance", 1)!.Score), Is.EqualTo((3, 0.9)));
    }

    static void WriteResults()
    {
        using var results = ResultsWriter.Create("obj/results.jsonl");
        results.Write("3e9f", "Coffee machines have a 3 year warranty.");
        results.Write(new ApplicationResult
        {
            ExampleId = "77ab",
            Output = "Vouchers cannot be combined with sale prices.",
            Fields = new JsonObject { ["latency_ms"] = 412, ["cost_usd"] = 0.0004 },
            Evaluations = new Dictionary<string, Evaluation> { ["relevance"] = new(score: 0.9, label: "good", explanation: "It names both.") },
        });
        results.Write(new ApplicationResult { ExampleId = "0c15", Error = "timeout after 30 s" });
    }
}

using Arize.Build.Client;
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
}

using Cake.Arize;
using Cake.Core;
using Cake.Core.Diagnostics;
using SupportAssistant;

namespace Arize.Build.Tests.Cake;

/// <summary>The methods of samples/frosting, run as tasks of Cake's own engine.</summary>
public sealed class FrostingSampleTests : CakeFixture
{
    [SetUp]
    public async Task Sample()
    {
        await Serve(scenario => (scenario.Models["atlas-1"].Accuracy, scenario.Models["atlas-1"].Noise) = (1, 0));
        var sample = System.IO.Path.Combine(Repository.Root, "samples", "frosting");
        foreach (var file in new[] { "assistant.json", System.IO.Path.Combine("gates", "release.gate.json") })
            Write(file, File.ReadAllText(System.IO.Path.Combine(sample, file)));
    }

    [Test]
    public async Task Its_gates_pass_where_the_model_is_good()
    {
        var report = await Run("atlas-1");

        Assert.That(report.Select(t => (t.TaskName, t.ExecutionStatus)), Has.All.Matches<(string, CakeTaskExecutionStatus Status)>(t => t.Status == CakeTaskExecutionStatus.Executed));
        Assert.That(Log.Everything, Does.Contain("20 of 20 answers came back.").And.Contain("Gate 'release': passed"));
    }

    [Test]
    public void A_blocked_gate_ends_the_engine_s_run_with_code_reason_and_way_out()
    {
        var exception = Assert.CatchAsync(() => Run("atlas-1-broken"));

        var failure = exception as ArizeGateException ?? exception!.InnerException as ArizeGateException;
        Assert.That(failure?.Message, Does.StartWith("ARIZE3002: Gate 'smoke'").And.Contain("is not deployed"));
        Assert.That(Log.Lines.Where(l => l.Level == LogLevel.Error && l.Text.Contains("ARIZE3002", StringComparison.Ordinal)), Has.Exactly(0).Items, "Cake itself prints the exception, once");
    }

    async Task<CakeReport> Run(string model)
    {
        var engine = new CakeEngine((ICakeDataService)Context.Data, Log);
        engine.RegisterTask("Assistant").Does(context => context.BringAssistantUpToDateAsync(model));
        engine.RegisterTask("Smoke").IsDependentOn("Assistant").Does(context => context.SmokeAsync());
        engine.RegisterTask("Gate").IsDependentOn("Smoke").Does(context => context.ArizeGateAsync("gates/release.gate.json"));
        return await engine.RunTargetAsync(Context, new DefaultExecutionStrategy(Log, new CakeReportPrinter(new CakeConsole(Context.Environment), Context)), new ExecutionSettings().SetTarget("Gate"));
    }
}

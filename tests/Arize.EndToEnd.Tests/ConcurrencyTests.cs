using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Several gates, in one project and in several.</summary>
public sealed class ConcurrencyTests : EmulatedTests
{
    [Test]
    public async Task Gates_before_one_thing_are_asked_at_the_same_time_even_by_one_node_and_all_are_reported()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="one" Task="steady" Space="support" Before="Build" />
                <ArizeGate Include="two" Task="broken" Space="support" Before="Build" />
                <ArizeGate Include="three" Task="flaky" Space="support" Before="Build" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("build", "App", "-m:1")).Fails("ARIZE3002", "ARIZE3004");

        var triggers = Emulator.Requests.Triggers();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(triggers, Has.Count.EqualTo(3));
            // The first one's run takes longer than it takes to start the other two.
            Assert.That(triggers[2].At, Is.LessThan(Emulator.Requests.Polls()[^1].At));
            Assert.That(triggers[2].At - triggers[0].At, Is.LessThan(TimeSpan.FromSeconds(1.5)), "less than one run");
            Assert.That(build.Output, Does.Contain("Gate 'one': passed"));
            Assert.That(build.Errors.Select(e => e.Message), Has.Some.Contains("Gate 'two': Run").And.Some.Contains("Gate 'three': Run"));
        }
    }

    [Test]
    public async Task Gates_before_different_things_are_asked_once_each_in_a_build_that_does_them_all()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="one" Task="good" Space="support" Before="Build; Pack" />
                <ArizeGate Include="two" Task="good" Space="support" Before="pack" />
                <ArizeGate Include="three" Task="good" Space="support" Before="Pack;Build" />
                <ArizeGate Include="by-hand" Task="broken" Space="support" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("pack", "App")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(3));
            foreach (var gate in new[] { "one", "two", "three" })
                Assert.That(build.Output.Split($"Gate '{gate}': passed"), Has.Length.EqualTo(2), gate);
        }
    }

    /// <summary>Two slots, two gates that would wait for an hour, and a third project behind them.</summary>
    [Test]
    public async Task While_gates_wait_other_projects_are_built_and_Ctrl_C_then_cancels_each_run_once()
    {
        Child.RequireSignals();
        const string gate = """<ItemGroup><ArizeGate Include="{0}" Task="{1}" Space="support" Before="Build" /></ItemGroup>""";
        const string stamp = """<Target Name="Stamp" AfterTargets="CoreCompile"><Touch Files="../compiled" AlwaysCreate="true" /></Target>""";
        var consumer = Folder()
            .Project(string.Format(null, gate, "one", "endless"), "One")
            .Project(string.Format(null, gate, "two", "endless"), "Two")
            .Project(string.Format(null, gate, "three", "good") + stamp, "Three")
            .Write("All.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /><Project Path="Three/Three.csproj" /></Solution>""");
        var compiled = Path.Combine(consumer.Folder, "compiled");
        await using var build = consumer.Start("build", "All.slnx", "-m:2", "-nodeReuse:false");
        await build.Until(() => File.Exists(compiled) && Emulator.Requests.Triggers().Count == 3);
        Assert.That(Emulator.Requests.Cancels(), Is.Empty);

        build.Interrupt();

        var ended = await build.Ends();
        var requests = Emulator.Requests;
        var waiting = requests.Cancels().Select(c => c.Path[..^"/cancel".Length]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.Not.Zero);
            Assert.That(ended.Output, Does.Contain("Gate 'three': passed").And.Not.Contain("Gate 'one': passed").And.Not.Contain("Gate 'two': passed"));
            Assert.That(waiting, Has.Count.EqualTo(2).And.Unique, "each run is cancelled once");
            foreach (var run in waiting)
            {
                Assert.That(File.GetLastWriteTimeUtc(compiled), Is.GreaterThan(requests.Polls().First(p => p.Path == run).At.UtcDateTime)
                    .And.LessThan(requests.Cancels().Single(c => c.Path == run + "/cancel").At.UtcDateTime), "compiled while that gate was waiting");
            }
            Assert.That(consumer.Files("verdict.json").Where(f => !f.StartsWith("Three", StringComparison.Ordinal)), Is.Empty);
        }
    }
}

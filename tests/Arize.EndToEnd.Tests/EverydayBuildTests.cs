using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>
/// A build that runs no gate does nothing for one: no task of the package runs, none of its assemblies is loaded, and no project is evaluated, made or called more often than without the package. It is
/// counted in the binary log.
/// </summary>
public sealed class EverydayBuildTests : EmulatedTests
{
    const string Gates = """
          <PropertyGroup>
            <Gate>release</Gate>
          </PropertyGroup>
          <ItemGroup>
            <Name Include="nightly" />
            <ArizeGate Include="release.gate.json" Before="Publish" />
            <ArizeGate Include="gates/*.gate.json" Before="Publish;Pack" />
            <ArizeGate Include="$(MSBuildProjectDirectory)/more/**/$(Gate).gate.json" Before="Publish" />
            <ArizeGate Include="$(NotSet)" Before="Publish" Condition="'$(NotSet)' != ''" />
            <ArizeGate Include="@(Name)" Task="good" Space="support" />
          </ItemGroup>
        """;

    /// <summary>Gates that are named in every way. Each gives an item, or may give none.</summary>
    Consumer WithGates(string frameworks = "net10.0") => Project(Gates, frameworks).Write("App/release.gate.json", "{}").Write("App/gates/nightly.gate.json", "{}").Write("App/more/eu/release.gate.json", "{}");

    /// <summary>The same project without the package.</summary>
    Consumer Without(string frameworks = "net10.0")
    {
        var consumer = Project("", frameworks);
        var project = Path.Combine("App", "App.csproj");
        return consumer.Write(project, string.Join('\n', File.ReadLines(Path.Combine(consumer.Folder, project)).Where(l => !l.Contains("PackageReference", StringComparison.Ordinal))));
    }

    static async Task<(Build Build, BuildLog Log)> Restored(Consumer consumer, params string[] arguments)
    {
        (await consumer.Dotnet("restore", "App")).Passes();
        return await BuildLog.Of(consumer, [arguments[0], "App", "--no-restore", .. arguments[1..]]);
    }

    [TestCase("net10.0")]
    [TestCase("net8.0;net10.0")]
    public async Task A_build_with_gates_that_wait_for_a_publish_does_nothing_for_them(string frameworks)
    {
        var (_, without) = await Restored(Without(frameworks), "build");

        var (_, with) = await Restored(WithGates(frameworks), "build");

        Same(with, without);
        Assert.That(without.Calls, Is.Not.Empty);
    }

    [Test]
    public async Task A_publish_that_skips_its_gates_does_nothing_for_them_and_names_them()
    {
        var (_, without) = await Restored(Without(), "publish");

        var (build, with) = await Restored(WithGates(), "publish", "-p:ArizeSkip=true");

        Same(with, without);
        Assert.That(build.Output.Split("was not run"), Has.Length.EqualTo(2));
        foreach (var gate in new[] { "release.gate.json", "gates/nightly.gate.json", "more/eu/release.gate.json" })
            Assert.That(build.Output, Does.Match($"App -> Gate .*{gate}'.* was not run: ArizeSkip is true\\."));
    }

    [TestCase("ArizeGate")]
    [TestCase("ArizeGateStart")]
    public async Task A_target_that_is_called_to_run_gates_and_skips_them_does_nothing_for_them_and_names_them(string target)
    {
        var consumer = WithGates();

        var (build, log) = await Restored(consumer, "build", $"-t:{target}", "-p:ArizeSkip=true");

        string[] once = ["App.csproj"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Ours, Is.Empty);
            Assert.That((log.Evaluations, log.Instances, log.Calls), Is.EqualTo((once, once, once)));
            Assert.That(build.Output, Does.Match(@"App -> Gate .*'nightly' was not run: ArizeSkip is true\."));
            Assert.That(build.Output.Split("was not run"), Has.Length.EqualTo(2));
        }
    }

    /// <summary>What is counted would be seen.</summary>
    [Test]
    public async Task A_publish_that_runs_its_gate_is_counted()
    {
        var (_, log) = await Restored(Gated("good", before: "Publish"), "publish");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Ours, Is.SupersetOf(new[] { "ArizePlanGates", "ArizeGates", "Arize.Build.Tasks.dll" }));
            Assert.That((log.Evaluations.Count, log.Instances.Count), Is.EqualTo((2, 2)));
            Assert.That(log.Calls, Has.Count.GreaterThan(2));
        }
    }

    static void Same(BuildLog with, BuildLog without)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.Ours, Is.Empty);
            Assert.That(with.Evaluations, Is.EqualTo(without.Evaluations));
            Assert.That(with.Instances, Is.EqualTo(without.Instances));
            Assert.That(with.Calls, Is.EqualTo(without.Calls));
        }
    }
}

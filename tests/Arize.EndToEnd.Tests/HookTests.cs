using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>When gates are asked, and how often.</summary>
public sealed class HookTests : EmulatedTests
{
    [Test]
    public async Task Before_Build_comes_before_the_compiler()
    {
        var consumer = Gated("broken", before: "Build");

        (await consumer.Dotnet("build", "App")).Fails("ARIZE3002");

        Assert.That(consumer.Files("App.dll"), Is.Empty);
    }

    [TestCase("net10.0")]
    [TestCase("net8.0;net10.0")]
    public async Task A_gate_before_two_things_is_asked_once_in_a_build_that_does_both(string frameworks)
    {
        var consumer = Gated("good", before: "Build;Pack", frameworks);

        (await consumer.Dotnet("pack", "App")).Passes();

        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_gate_before_build_and_publish_is_asked_once_in_a_publish()
    {
        var consumer = Gated("good", before: "Build;Publish");

        (await consumer.Dotnet("publish", "App")).Passes();

        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_target_of_ones_own_may_depend_on_the_gate()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="release" Task="broken" Space="support" />
              </ItemGroup>
              <Target Name="Deploy" DependsOnTargets="ArizeGate">
                <Message Importance="high" Text="Deployed." />
              </Target>
            """);

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:Deploy")).Fails("ARIZE3002");

        Assert.That(build.Output, Does.Not.Contain("Deployed."));
    }

    [Test]
    public async Task Several_gates_of_a_project_are_all_asked_and_all_reported()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="one" Task="good" Space="support" Before="Build" />
                <ArizeGate Include="two" Task="broken" Space="support" Before="Build" />
                <ArizeGate Include="three" Task="flaky" Space="support" Before="Build" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("build", "App")).Fails("ARIZE3002", "ARIZE3004");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(3));
            Assert.That(build.Output, Does.Contain("Gate 'one' passed:"));
            Assert.That(build.Errors.Select(e => e.Message), Has.Some.Contains("Gate 'two' blocked:").And.Some.Contains("Gate 'three' blocked:"));
        }
    }

    [Test]
    public async Task A_word_in_Before_that_is_none_is_an_error_that_names_the_valid_ones()
    {
        var consumer = Gated("good", before: "Publsh");

        var build = (await consumer.Dotnet("build", "App")).Fails("ARIZE1009");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors.Single().Message, Does.Contain("'Publsh'").And.Contain("Build, Publish, Pack, PublishContainer"));
            Assert.That(Emulator.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task The_target_warns_where_there_is_no_gate()
    {
        var build = (await Project("").Dotnet("build", "App", "-restore", "-t:ArizeGate")).Passes();

        Assert.That(build.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE0004" }));
    }

    [Test]
    public async Task Restore_clean_and_design_time_builds_ask_nothing()
    {
        var consumer = Gated("good", before: "Build;Publish;Pack");

        (await consumer.Dotnet("restore", "App")).Passes();
        (await consumer.Dotnet("clean", "App")).Passes();
        // What an IDE does while somebody types.
        (await consumer.Dotnet("msbuild", "App", "-t:ResolveReferences;Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")).Passes();
        (await consumer.Dotnet("msbuild", "App", "-t:Build", "-p:DesignTimeBuild=true")).Passes();
        Assert.That(Emulator.Requests, Is.Empty);

        (await consumer.Dotnet("build", "App", "--no-restore")).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1), "the same project's build does ask");
    }

    [Test]
    public async Task A_gate_may_warn_instead()
    {
        var consumer = Gated("broken", before: "Build", more: "OnFail=\"Warn\"");

        var build = (await consumer.Dotnet("build", "App")).Passes();

        Assert.That(build.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE3002" }));
    }
}

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
    public async Task A_name_may_hold_what_MSBuild_and_shells_mean_something_by()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="it's (v2), 100%25 | quality" Task="good" Space="support" Before="Publish" />
                <ArizeGate Include="quality" Task="broken" Space="support" />
              </ItemGroup>
            """);

        (await consumer.Dotnet("publish", "App")).Passes();

        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1), "the other gate is of another set");
    }

    [Test]
    public async Task A_name_that_MSBuild_would_read_as_something_else_is_an_error_for_each_gate()
    {
        string[] names = ["c%3bd", "e%40(f)", "h%24(i)", "j|~|k", "l%3fm", "n%2ao"];
        var consumer = Project($"<ItemGroup>{string.Concat(names.Select(n => $"""<ArizeGate Include="{n}" Task="good" Space="support" Before="Build" />"""))}</ItemGroup>");

        var build = (await consumer.Dotnet("build", "App")).Fails([.. names.Select(_ => "ARIZE1009")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors.Select(e => Path.GetFileName(e.File)), Has.All.EqualTo("App.csproj"));
            foreach (var read in new[] { "c;d", "e@(f)", "h$(i)", "j|~|k", "l?m", "n*o" })
                Assert.That(build.Errors.Count(e => e.Message.StartsWith($"Gate '{read}': Its name cannot hold", StringComparison.Ordinal)), Is.EqualTo(1), read);
            Assert.That(Emulator.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task A_name_that_MSBuild_decodes_is_an_error_that_says_so()
    {
        var consumer = Project("""<ItemGroup><ArizeGate Include="g%2525d" Task="good" Space="support" Before="Build" /></ItemGroup>""");

        Assert.That((await consumer.Dotnet("build", "App")).Fails("ARIZE1001").Errors.Single().Message, Does.Contain("a percent sign before two hexadecimal digits, which MSBuild decodes"));
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
        (await consumer.Dotnet("msbuild", "App", "-t:Build", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:CopyBuildOutputToOutputDirectory=false")).Passes();
        Assert.That(Emulator.Requests, Is.Empty);

        (await consumer.Dotnet("build", "App", "--no-restore")).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1), "the same project's build does ask");
    }

    [TestCase("'$(TargetFramework)' == 'net10.0'", "net8.0;net10.0")]
    [TestCase("'$(_IsPacking)' == 'true'", "net10.0")]
    public async Task A_gate_that_exists_in_some_inner_build_only_blocks_it_instead_of_being_lost(string condition, string frameworks)
    {
        var consumer = Gated("good", before: "Build;Pack", frameworks, more: $"Condition=\"{condition}\"");

        var build = await consumer.Dotnet("pack", "App");

        // Nothing was asked, so nothing may come out.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.Not.Zero, build.Output);
            Assert.That(build.Errors.Select(e => e.Code).Distinct(), Is.EqualTo(new[] { "ARIZE1001" }));
            Assert.That(consumer.Files("*.nupkg"), Is.Empty);
        }
    }

    [Test]
    public async Task A_build_that_packs_is_blocked_like_a_pack()
    {
        var consumer = Gated("broken", before: "pack").Write("Directory.Build.props", """
            <Project><PropertyGroup><GeneratePackageOnBuild>true</GeneratePackageOnBuild></PropertyGroup></Project>
            """);

        (await consumer.Dotnet("build", "App")).Fails("ARIZE3002");

        Assert.That(consumer.Files("*.nupkg"), Is.Empty);
    }

    [Test]
    public async Task A_gate_may_warn_instead()
    {
        var consumer = Gated("broken", before: "Build", more: "OnFail=\"Warn\"");

        var build = (await consumer.Dotnet("build", "App")).Passes();

        Assert.That(build.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE3002" }));
    }

    [Test]
    public async Task A_gate_that_is_shared_by_a_folder_is_warned_about_in_each_project_that_asks_it()
    {
        var consumer = Folder().Project("", "One").Project("", "Two").Write("Directory.Build.targets", """
            <Project>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Build" />
              </ItemGroup>
            </Project>
            """).Write("All.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /></Solution>""");

        var build = (await consumer.Dotnet("build", "All.slnx")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Warnings.Select(w => (w.Code, Path.GetFileName(w.File), w.Position)), Is.EqualTo(Enumerable.Repeat(("ARIZE0003", "Directory.Build.targets", "(3,5)"), 2)));
            Assert.That(build.Warnings[0].Message, Does.Contain("List it in one project."));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "one run for each project");
        }
    }

    /// <summary>There is no such MSBuild here: the targets are told that they are in one.</summary>
    [Test]
    public async Task MSBuild_on_NET_Framework_is_refused_only_where_a_gate_would_run()
    {
        var consumer = Gated("good", before: "Publish");

        (await consumer.Dotnet("build", "App", "-p:_ArizeRuntime=Full")).Passes();
        (await consumer.Dotnet("publish", "App", "-p:_ArizeRuntime=Full", "-p:ArizeSkip=true")).Passes();
        (await consumer.Dotnet("build", "App", "-p:_ArizeRuntime=Full", "-p:ArizeSkip=true", "-t:ArizeGateRequire")).Fails("ARIZE0001");
        var build = (await consumer.Dotnet("publish", "App", "-p:_ArizeRuntime=Full")).Fails("ARIZE0001");

        Assert.That(build.Errors.Single().Message, Does.Contain("'dotnet build'"));
        Assert.That(Emulator.Requests, Is.Empty);
    }
}

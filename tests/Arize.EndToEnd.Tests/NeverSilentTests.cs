using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>A gate that does not run where somebody meant it to is an error; what starts one, and what does not, is as docs/gates.md says.</summary>
public sealed partial class NeverSilentTests : EmulatedTests
{
    static string Gate(string task) => $$"""{ "space": "support", "run": { "task": "{{task}}" }, "evaluate": ["support-judge"], "criteria": [ { "metric": "correctness", "atLeast": 0.1 } ] }""";

    [TestCase("gatez/*.gate.json", "matches no file")]
    [TestCase("gates/**/nightly-?.gate.json", "matches no file")]
    [TestCase("rel*", "matches no file")]
    [TestCase("$(NotSet)", "gives no item")]
    [TestCase("@(NotThere)", "gives no item")]
    public async Task An_Include_that_gives_no_gate_is_an_error_at_its_line(string include, string why)
    {
        var consumer = Project($"""
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Publish" />
                <ArizeGate Include="{include}" Before="Publish" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("publish", "App")).Fails("ARIZE1001");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((Path.GetFileName(build.Errors[0].File), build.Errors[0].Position), Is.EqualTo(("App.csproj", "(10,5)")));
            Assert.That(build.Errors[0].Message, Does.Contain($"\"{include}\"").And.Contain(why));
            Assert.That(consumer.Published, Is.Empty);
        }
    }

    [Test]
    public async Task An_Include_with_a_condition_may_give_no_gate_and_one_that_gives_gates_is_right()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="gatez/*.gate.json" Before="Publish" Condition="'$(CI)' == 'true'" />
                <ArizeGate Include="$(MSBuildProjectDirectory)/gates/**/*.gate.json" Before="Publish" />
                <ArizeGate Include="my%20gates/*.gate.json" Before="Publish" />
              </ItemGroup>
            """).Write("App/my gates/own.gate.json", Gate("good")).Write("App/gates/eu/release.gate.json", Gate("good"));

        (await consumer.Dotnet("publish", "App", "-p:ArizeDryRun=true")).Passes();
    }

    [TestCase("""Include="release" Task="good" Space="support" Befor="Publish" """, "Did you mean 'Before'?")]
    [TestCase("""Include="release" Task="good" Space="support" BeforeTargets="Publish" """, "no metadata 'BeforeTargets'")]
    [TestCase("""Include="release"><Task>good</Task><Befor>Publish</Befor></ArizeGate><ArizeGate Include="other" Task="good" Space="support" """, "Did you mean 'Before'?")]
    [TestCase("""Include="release" Task="good" Space="support" Before="Publish*" """, "wildcard: 'Publish*'")]
    [TestCase("""Include="release" Task="good" Space="support" Before="Pub?ish" """, "wildcard")]
    public async Task A_misspelt_moment_is_an_error_and_nothing_is_published(string item, string says)
    {
        var consumer = Project($"""
              <ItemGroup>
                <ArizeGate {item} />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("publish", "App")).Fails("ARIZE1009");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors[0].Message, Does.Contain(says));
            Assert.That(Path.GetFileName(build.Errors[0].File), Is.EqualTo("App.csproj"));
            Assert.That(consumer.Published, Is.Empty);
        }
    }

    [TestCase("""ArizeGate Include = "gatez/*.gate.json" """)]
    [TestCase("""arizegate Include="gatez/*.gate.json" """)]
    [TestCase("""ArizeGate ExperimentName="a>b" Include="gatez/*.gate.json" """)]
    [TestCase("""ArizeGate Include="gatez/it's*.gate.json" """)]
    [TestCase("""ArizeGate Include="$([System.IO.Path]::Combine('gatez', '*.gate.json'))" """, "ARIZE1009")]
    public async Task An_Include_that_gives_no_gate_is_found_in_every_spelling(string element, string code = "ARIZE1001")
    {
        var consumer = Project($"""
              <ItemGroup>
                <{element} Before="Publish" />
              </ItemGroup>
            """);

        (await consumer.Dotnet("publish", "App")).Fails(code);

        Assert.That(consumer.Published, Is.Empty);
    }

    [TestCase("""$([MSBuild]::NormalizePath('$(MSBuildThisFileDirectory)', 'gates/a,b.gate.json'))""")]
    [TestCase("""gates/a,b*.gate.json""")]
    public async Task Commas_in_an_Include_and_in_the_path_of_the_project_are_read_as_they_are(string include)
    {
        var consumer = Folder().Project($"""
              <PropertyGroup>
                <AssemblyName>App</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="{include}" Space="support" Before="Publish" />
              </ItemGroup>
            """, "it's, here").Write("it's, here/gates/a,b.gate.json", Gate("broken"));

        (await consumer.Dotnet("build", "it's, here")).Passes();
        (await consumer.Dotnet("publish", "it's, here")).Fails("ARIZE3002");

        Assert.That(consumer.Published, Is.Empty);
    }

    [TestCase("AfterTargets=\"CoreCompile\"")]
    [TestCase("AfterTargets=\"PrepareForPublish\"")]
    public async Task An_item_that_a_target_adds_too_late_is_an_error(string moment)
    {
        var consumer = Project($"""
              <Target Name="Add" {moment}>
                <ItemGroup>
                  <ArizeGate Include="release" Task="good" Space="support" Before="Publish" />
                </ItemGroup>
              </Target>
            """);

        var build = (await consumer.Dotnet("publish", "App")).Fails("ARIZE1001");

        Assert.That(build.Errors[0].Message, Does.Contain("Gate 'release'").And.Contain("after the gates were read"));
        Assert.That(Path.GetFileName(build.Errors[0].File), Is.EqualTo("App.csproj"));
    }

    [TestCase("Build")]
    [TestCase("Publish")]
    public async Task A_design_time_property_in_the_environment_of_a_real_publish_does_not_keep_a_gate_from_running(string before)
    {
        var consumer = Gated("broken", before).With("DesignTimeBuild", "true");

        (await consumer.Dotnet("publish", "App")).Fails("ARIZE3002");

        Assert.That(consumer.Published, Is.Empty);
    }

    [Test]
    public async Task ArizeGatesRequired_lets_nothing_be_published_or_packed_without_a_gate()
    {
        var consumer = Project("""
              <PropertyGroup>
                <ArizeGatesRequired>true</ArizeGatesRequired>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="$(GateWhen)" />
              </ItemGroup>
            """);

        (await consumer.Dotnet("build", "App", "-c", "Release")).Passes();
        (await consumer.Dotnet("publish", "App", "--no-build")).Fails("ARIZE0005");
        (await consumer.Dotnet("pack", "App", "--no-build", "-p:GateWhen=Publish")).Fails("ARIZE0005");
        Assert.That((consumer.Published, consumer.Files("*.nupkg")), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        Assert.That(Emulator.Requests, Is.Empty);

        (await consumer.Dotnet("publish", "App", "--no-build", "-p:GateWhen=Build")).Fails("ARIZE0005");
        (await consumer.Dotnet("pack", "App", "--no-build", "-p:GateWhen=Build")).Fails("ARIZE0005");
        (await consumer.Dotnet("publish", "App", "--no-build", "-p:ArizeGatesRequired=tru", "-p:GateWhen=Publish")).Fails("ARIZE1009");
        Assert.That(Emulator.Requests, Is.Empty);

        (await consumer.Dotnet("publish", "App", "--no-build", "-p:GateWhen=Publish", "-p:ArizeGatesRequired=%20True%20")).Passes();
        (await consumer.Dotnet("pack", "App", "-p:GateWhen=Build")).Passes();
    }

    [Test]
    public async Task A_gate_before_a_publish_is_none_before_a_container()
    {
        var consumer = Project("""
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <ArizeGatesRequired>true</ArizeGatesRequired>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Build;Publish" />
              </ItemGroup>
            """).Write("App/Class.cs", "System.Console.WriteLine();");

        (await consumer.Dotnet("publish", "App", "-t:PublishContainer")).Fails("ARIZE0005");
    }

    /// <summary>Each row of the table is run as it stands.</summary>
    [Test]
    public async Task What_starts_a_gate_and_what_does_not_is_as_the_page_says()
    {
        var gate = """
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="$(GateBefore)" Condition="'$(GateIn)' == '$(MSBuildProjectName)'" />
              </ItemGroup>
            """;
        var consumer = Folder().Project(gate, "Lib").Project($"""
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Lib/Lib.csproj" />
              </ItemGroup>
            {gate}
            """).Write("App/Class.cs", "System.Console.WriteLine();").Write("All.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Lib/Lib.csproj" /></Solution>""");
        (await consumer.Dotnet("build", "All.slnx", "-c", "Release")).Passes();
        var rows = Rows().ToList();
        Assert.That(rows, Has.Count.GreaterThan(14));
        using var all = Assert.EnterMultipleScope();
        foreach (var (command, project, before, runs) in rows)
        {
            var earlier = Emulator.Requests.Triggers().Count;
            (await consumer.With("GateIn", project).With("GateBefore", before).Dotnet(command.Split(' ')[1..])).Passes();
            Assert.That(Emulator.Requests.Triggers().Count - earlier, Is.EqualTo(runs ? 1 : 0), $"{command}, with a gate of {project} before {before}");
        }
    }

    static IEnumerable<(string Command, string Project, string Before, bool Runs)> Rows() =>
        from line in File.ReadLines(Path.Combine(Packed.Sources, "docs", "gates.md"))
        let row = Row().Match(line)
        where row.Success
        select (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value == "yes");

    [GeneratedRegex(@"^\| `(dotnet [^`]+)` \| (App|Lib) \| `(\w+)` \| (yes|no)")]
    private static partial Regex Row();
}

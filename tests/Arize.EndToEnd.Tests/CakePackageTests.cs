using System.IO.Compression;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The addin's package, its consumers, and that it judges as the MSBuild tasks do.</summary>
public sealed class CakePackageTests : EmulatedTests
{
    [Test]
    public void The_tool_s_manifest_names_the_Cake_that_the_addin_is_compiled_against() =>
        Assert.That(CakeTool.Version, Is.EqualTo(typeof(CakePackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "CakeVersion").Value));

    [TestCase("samples/cake-script/build.cake")]
    [TestCase("samples/canary/build.cake")]
    [TestCase("samples/frosting/Build.csproj")]
    [TestCase("build/gate.cake")]
    [TestCase("docs/cake.md")]
    public void What_names_the_addin_names_this_version(string file)
    {
        var named = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(Repository.Folder, file)), "Cake\\.Arize(?:&version=|\" Version=\")([0-9.]+)").Select(m => m.Groups[1].Value).ToArray();
        Assert.That(named, Is.Not.Empty.And.All.EqualTo(Packed.Version));
    }

    [Test]
    public async Task The_package_brings_all_that_it_needs_and_depends_on_nothing()
    {
        await Folder().WithCake();
        using var archive = ZipFile.OpenRead(CakeTool.Addin);
        using var nuspec = archive.GetEntry("Cake.Arize.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(archive.Entries.Select(e => e.FullName).Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Is.EqualTo(new[]
            {
                "lib/net10.0/Arize.Build.Client.dll", "lib/net10.0/Arize.Build.Gates.dll", "lib/net10.0/Cake.Arize.dll", "lib/net10.0/Cake.Arize.xml", "lib/net10.0/RestSharp.dll",
            }));
            Assert.That(metadata.Descendants().Where(e => e.Name.LocalName == "dependency"), Is.Empty);
            Assert.That(Value("tags").Split(' '), Does.Contain("cake-addin").And.Contain("script"));
            Assert.That(Value("readme"), Is.EqualTo("README.md"));
            Assert.That(Value("license"), Is.EqualTo("MIT"));
            Assert.That(Value("description"), Does.Contain("RestSharp").And.Contain("Cake 7"));
        }

        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    }

    [Test]
    public async Task A_compiled_build_with_another_RestSharp_builds_without_a_warning_and_runs()
    {
        var consumer = (await Folder().WithCake()).Write("Host/Host.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Cake.Arize" Version="{Packed.Version}" />
                <PackageReference Include="RestSharp" Version="{CakeTool.OtherRestSharp}" />
                <Reference Include="{CakeTool.Core}" />
              </ItemGroup>
            </Project>
            """).Write("Host/Program.cs", """
            using Arize.Build.Client;
            System.Console.WriteLine(typeof(Cake.Arize.ArizeAliases).GetMethods().Length > 20 ? "aliases" : "no aliases");
            System.Console.WriteLine(new RestSharp.RestRequest("x").Resource);
            using var arize = new ArizeClient();
            System.Console.WriteLine((await arize.Tasks.GetAsync("support-golden", "support")).Name);
            """);

        var build = (await consumer.Dotnet("build", "Host", "-warnaserror")).Passes();
        var run = (await consumer.Dotnet("run", "--project", "Host", "--no-build")).Passes();

        Assert.That(build.Output, Does.Contain("0 Warning(s)"));
        Assert.That(run.Output, Does.Contain("aliases\nx\nsupport-golden"));
    }

    [Test]
    public async Task MSBuild_and_Cake_leave_the_same_verdict_of_the_same_experiment()
    {
        const string gate = """
            { "space": "support", "experiment": { "name": "main-2026-11-20", "dataset": "support-golden-set" },
              "criteria": [ { "metric": "correctness", "atLeast": 0.80 }, { "metric": "latency_ms", "statistic": "p95", "atMost": 1 } ] }
            """;
        var project = Project("""<ItemGroup><ArizeGate Include="same.gate.json" /></ItemGroup>""").Write("App/same.gate.json", gate);
        var script = (await Folder().WithCake()).Write("same.gate.json", gate)
            .Write("build.cake", $"#addin nuget:?package=Cake.Arize&version={Packed.Version}\nArizeGate(\"same.gate.json\");");

        (await project.Dotnet("build", "App", "-restore", "-t:ArizeGate")).Fails("ARIZE4001");
        Assert.That((await script.Cake()).ExitCode, Is.EqualTo(1));

        var (ofMSBuild, ofCake) = (Verdict(project), Verdict(script));
        Assert.That(ofCake.ToJsonString(), Is.EqualTo(ofMSBuild.ToJsonString()));
        Assert.That(ofCake["criteria"]!.AsArray().Select(c => (string?)c!["outcome"]), Is.EqualTo(new[] { "pass", "fail" }));
    }

    static JsonObject Verdict(Consumer consumer)
    {
        var verdict = JsonNode.Parse(File.ReadAllText(Path.Combine(consumer.Folder, consumer.Files("verdict.json").Single())))!.AsObject();
        Assert.That(verdict.Remove("meta"), Is.True);
        return verdict;
    }
}

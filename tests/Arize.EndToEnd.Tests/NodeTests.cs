using System.Globalization;
using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The processes and threads in which MSBuild may run a gate.</summary>
public sealed partial class NodeTests : EmulatedTests
{
    const int MostBuilds = 8;

    [Test]
    public async Task A_multithreaded_build_passes_and_blocks()
    {
        var consumer = Gated("$(Assistant)", before: "Build");

        (await consumer.Dotnet("build", "App", "-mt", "-p:Assistant=good")).Passes();
        (await consumer.Dotnet("build", "App", "-mt", "-p:Assistant=broken")).Fails("ARIZE3002");
    }

    [Test]
    public async Task A_task_host_passes_and_blocks()
    {
        var consumer = Project("""
              <UsingTask TaskName="Arize.Build.Tasks.ArizeGates" AssemblyFile="$(ArizeTasksAssembly)" TaskFactory="TaskHostFactory" Condition="'$(ArizeTasksAssembly)' != ''" />
              <ItemGroup>
                <ArizeGate Include="release" Task="$(Assistant)" Space="support" Before="Build" />
              </ItemGroup>
            """);

        var passed = (await consumer.Dotnet("build", "App", "-p:Assistant=good", "-v:d")).Passes();
        (await consumer.Dotnet("build", "App", "-p:Assistant=broken")).Fails("ARIZE3002");

        Assert.That(passed.Output, Does.Match("(?i)Launching task \"ArizeGates\".*task host"), "it did run in a task host");
    }

    [Test]
    public async Task A_node_that_is_used_again_takes_the_key_and_the_address_of_each_build()
    {
        await using var other = await Harness.Emulator.Start();
        var consumer = Project("""
              <Target Name="SayNode" BeforeTargets="ArizeGateEvaluation">
                <Message Importance="high" Text="Gate in node $([System.Environment]::ProcessId)." />
              </Target>
              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Build" />
              </ItemGroup>
            """).With("MSBUILDENABLEALLPROPERTYFUNCTIONS", "1").With("MSBUILDNOINPROCNODE", "1")
            // Nodes are kept by name: with a name of their own these serve nobody else.
            .With("MSBUILDNODEHANDSHAKESALT", Guid.NewGuid().ToString("N")).With("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
        consumer.Environment["MSBUILDDISABLENODEREUSE"] = null;
        var nodes = new List<int>();
        try
        {
            // A node that is still leaving its last build is not asked, and MSBuild starts another.
            while (nodes.Count < 2 || nodes.Count < MostBuilds && nodes[^1] != nodes[^2])
            {
                var service = nodes.Count % 2 == 0 ? Emulator : other;
                consumer.With("ARIZE_BASE_URL", service.Url).With("ARIZE_API_KEY", service.Key);
                var build = await consumer.Dotnet("build", "App", "-m:1", "-nodeReuse:true");
                nodes.Add(Nodes(build).Single());
                build.Passes();
            }
        }
        finally
        {
            foreach (var node in nodes.Distinct())
                End(node);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nodes[^1], Is.EqualTo(nodes[^2]), "one node served two builds, each of another address");
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo((nodes.Count + 1) / 2));
            Assert.That(other.Requests.Triggers(), Has.Count.EqualTo(nodes.Count / 2));
            Assert.That(other.Requests.Select(r => r.Status), Has.None.EqualTo(401));
        }
    }

    static IEnumerable<int> Nodes(Build build) => Node().Matches(build.Output).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    static void End(int node)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(node);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    [GeneratedRegex(@"Gate in node (\d+)\.")]
    private static partial Regex Node();
}

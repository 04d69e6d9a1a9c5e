using System.Text.Json.Nodes;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The results of gates are there for whoever started them, also when a gate blocks.</summary>
public sealed class ResultTests : EmulatedTests
{
    [TestCase("good", "true", "pass")]
    [TestCase("broken", "false", "error")]
    public async Task GetItem_returns_the_results_of_a_gate_that_passes_and_of_one_that_blocks(string task, string passed, string verdict)
    {
        var consumer = Gated(task, before: "Publish");
        (await consumer.Dotnet("restore", "App")).Passes();

        var build = await consumer.Dotnet("build", "App", "--no-restore", "-t:ArizeGate", "-getItem:ArizeGateResult");

        var output = build.Output[..(build.Output.LastIndexOf('}') + 1)];
        var result = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])!["Items"]!["ArizeGateResult"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((build.ExitCode == 0 ? "true" : "false", (string?)result["Passed"], (string?)result["Verdict"], (string?)result["Identity"]), Is.EqualTo((passed, passed, verdict, "release")));
            Assert.That((string?)result["RunId"], Is.Not.Empty);
            Assert.That(build.Errors.Select(e => (e.Code, e.Position)), Is.EqualTo(passed == "true" ? [] : new[] { ("ARIZE3002", "(9,5)") }), build.Output);
        }
    }

    [Test]
    public async Task A_target_that_runs_on_an_error_sees_the_results()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="release" Task="broken" Space="support" />
              </ItemGroup>
              <Target Name="Ship">
                <CallTarget Targets="ArizeGate" />
                <OnError ExecuteTargets="Tell" />
              </Target>
              <Target Name="Tell">
                <Message Importance="high" Text="Gate %(ArizeGateResult.Identity): passed=%(ArizeGateResult.Passed), run %(ArizeGateResult.RunId)" />
              </Target>
            """);

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:Ship")).Fails("ARIZE3002");

        Assert.That(build.Output, Does.Match("Gate release: passed=false, run .+"));
    }
}

using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What GitHub shows beside the code of a pull request: the lines of a build that the problem matcher of actions/setup-dotnet recognises.</summary>
public sealed partial class ProblemMatcherTests : EmulatedTests
{
    [Test]
    public async Task Each_error_is_recognised_once_with_the_file_and_the_line_that_it_is_about()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="one" Task="broken" Space="support" Before="Publish" />
                <ArizeGate Include="two" Task="void" Space="support" Before="Publish" OnFail="Warn" />
                <ArizeGate Include="$(MSBuildProjectName)-three"
                           Task="flaky" Space="support" Before="Publish" />
              </ItemGroup>
              <Import Project="more.props" />
              <Import Project="shared.targets" />
            """)
            .Write("App/more.props", """
                <Project>
                  <ItemGroup>
                    <ArizeGate Include="gates/release.gate.json" Before="Publish" Condition="'$(Faulty)' == 'file'" />
                    <ArizeGate Include="typo" Task="good" Space="support" Before="Publsh" Condition="'$(Faulty)' == 'item'" />
                  </ItemGroup>
                </Project>
                """)
            .Write("App/shared.targets", """
                <Project>
                  <ItemGroup>
                    <ArizeGate Include="four" Task="broken" Space="support" Before="Publish" />
                  </ItemGroup>
                </Project>
                """)
            .Write("App/gates/release.gate.json", "{ \"space\": \"support\",\n  \"run\": { \"task\": \"good\" }, \"evaluat\": [],\n  \"criteria\": [] }");

        var blocked = Recognised(await consumer.Dotnet("publish", "App"));
        var item = Recognised(await consumer.Dotnet("publish", "App", "-p:Faulty=item"));
        var file = Recognised(await consumer.Dotnet("publish", "App", "-p:Faulty=file"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(blocked, Is.EquivalentTo(new[]
        {
            "error ARIZE3002 App/App.csproj:9", "warning ARIZE3003 App/App.csproj:10", "error ARIZE3004 App/App.csproj:1", "error ARIZE3002 App/shared.targets:3",
        }));
        Assert.That(item, Is.EquivalentTo(new[] { "error ARIZE1009 App/more.props:4" }));
        Assert.That(file, Is.EquivalentTo(new[] { "error ARIZE1008 gates/release.gate.json:2", "error ARIZE1008 gates/release.gate.json:3" }));
    }

    static List<string> Recognised(Build build) =>
        [.. Matcher().Matches(build.Output.ReplaceLineEndings("\n")).Select(m => $"{m.Groups[3].Value} {m.Groups[4].Value} {Place(m.Groups[1].Value, m.Groups[6].Value)}:{m.Groups[2].Value}")];

    /// <summary>A relative file is one of the project's folder; of a project, what comes after "::" is not its path.</summary>
    static string Place(string file, string project) =>
        string.Join('/', Path.GetFullPath(file, Path.GetDirectoryName(project.Split("::")[0])!).Split(Path.DirectorySeparatorChar)[^2..]);

    /// <summary>The expression of .github/csc.json there, as published.</summary>
    [GeneratedRegex(@"^([^\s].*)\((\d+)(?:,\d+|,\d+,\d+)?\):\s+(error|warning)\s+([a-zA-Z]+(?<!MSB)\d+):\s*(.*?)\s+\[(.*?)\]$", RegexOptions.Multiline)]
    private static partial Regex Matcher();
}

using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What the documentation shows, run as it stands.</summary>
public sealed partial class DocumentationTests : EmulatedTests
{
    [Test]
    public async Task Every_example_of_the_tasks_page_runs()
    {
        var examples = Xml(Path.Combine(Repository.Folder, "docs", "tasks.md"));
        Assert.That(examples, Has.Count.EqualTo(11));
        var consumer = Project($"""
              <Target Name="Examples">
            {string.Join('\n', examples)}
              </Target>
            """).Write("App/assistant.json", File.ReadAllText(Path.Combine(Repository.Folder, "samples", "release-gate", "assistant.json")));

        // One target: the wait has the run that the trigger has put out, as in a reader's own project.
        (await consumer.Dotnet("build", "App", "-restore", "-t:Examples", "-p:BuildId=1")).Passes();
    }

    [Test]
    public async Task The_gates_of_the_readme_and_of_the_gates_page_pass()
    {
        foreach (var page in new[] { Path.Combine(Repository.Folder, "README.md"), Path.Combine(Repository.Folder, "docs", "gates.md") })
        {
            var gate = Xml(page).First(x => x.Contains("<ArizeGate ", StringComparison.Ordinal));
            var consumer = Project($"<ItemGroup>{PackageReference().Replace(gate, "")}</ItemGroup>");

            (await consumer.Dotnet("publish", "App")).Passes();
        }
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2));
    }

    static List<string> Xml(string page) => [.. Fence().Matches(File.ReadAllText(page)).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("```xml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("<PackageReference.*?/>")]
    private static partial Regex PackageReference();
}

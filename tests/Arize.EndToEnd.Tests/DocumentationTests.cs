using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What the documentation shows, run as it stands.</summary>
public sealed partial class DocumentationTests : EmulatedTests
{
    static readonly string Docs = Path.Combine(Repository.Folder, "docs");

    [Test]
    public async Task Every_example_of_the_tasks_pages_runs()
    {
        // In the order of the index: the wait has the run that the trigger has put out, as in a reader's own project.
        var examples = TaskPage().Matches(await File.ReadAllTextAsync(Path.Combine(Docs, "tasks.md"))).SelectMany(m => Xml(Path.Combine(Docs, m.Groups[1].Value))).ToList();
        Assert.That(examples, Has.Count.GreaterThanOrEqualTo(11));
        Assert.That(examples, Has.Count.EqualTo(Directory.GetFiles(Path.Combine(Docs, "tasks")).Sum(page => Xml(page).Count)), "each page is in the index");
        var consumer = Project($"""
              <Target Name="Examples">
            {string.Join('\n', examples)}
              </Target>
            """).Write("App/assistant.json", await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "samples", "release-gate", "assistant.json")))
            .Write("App/results.jsonl", $$"""{"example_id":"{{await Example("support-golden-set")}}","output":"x"}""");

        (await consumer.Dotnet("build", "App", "-restore", "-t:Examples", "-p:BuildId=1")).Passes();
    }

    [Test]
    public async Task The_examples_of_the_targets_pages_are_a_pipeline()
    {
        string[] pages = ["ArizeGateStart", "ArizeGate", "ArizeGateRequire", "ArizeGateCancel"];
        var consumer = Project(string.Join('\n', pages.SelectMany(p => Xml(Path.Combine(Docs, "targets", $"{p}.md"))))).With("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");
        (await consumer.Dotnet("restore", "App")).Passes();
        var said = new Dictionary<string, string>();

        foreach (var page in pages)
        {
            var command = Command().Match(await File.ReadAllTextAsync(Path.Combine(Docs, "targets", $"{page}.md"))).Groups[1].Value;
            said[page] = (await consumer.Dotnet(["build", "App", .. command.Split(' ')])).Passes().Output;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(said["ArizeGate"], Does.Contain("Gate 'nightly': passed"));
            Assert.That(said["ArizeGateRequire"], Does.Contain("Deployed."));
            Assert.That(said["ArizeGateCancel"], Does.Contain("no run to cancel"));
        }
    }

    [Test]
    public async Task The_gates_of_the_pages_pass()
    {
        string[] pages = ["README.md", "docs/gates.md", "docs/ci.md"];
        var gates = pages.SelectMany(p => Xml(Path.Combine(Repository.Folder, p))).Where(x => x.Contains("<ArizeGate ", StringComparison.Ordinal)).ToList();
        var file = GateFile().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "README.md"))).Groups[1].Value;
        Assert.That(gates, Has.Count.EqualTo(4), "a gate over one run, one with a file, that of the page of the targets, and that of CI");

        foreach (var gate in gates)
        {
            var items = PackageReference().Replace(gate, "");
            // A build of CI, so that the experiment's name, and with it what the emulator draws, is the same each time.
            var consumer = Project(items.Contains("<ItemGroup>", StringComparison.Ordinal) ? items : $"<ItemGroup>{items}</ItemGroup>").Write("App/gates/release.gate.json", file)
                .With("CI", "true").With("GITHUB_RUN_ID", $"{gates.IndexOf(gate)}").With("GITHUB_RUN_ATTEMPT", "1").With("GITHUB_JOB", "gate");

            Assert.That((await consumer.Dotnet("publish", "App")).Passes().Output, Does.Match("Gate '(nightly|release)':? passed"), gate);
        }
    }

    /// <summary>The id of an example, which a reader has from the file that ArizeExportDataset writes.</summary>
    async Task<string> Example(string dataset)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Emulator.Url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Emulator.Key);
        var id = JsonNode.Parse(await http.GetStringAsync(new Uri($"/v2/datasets?name={dataset}", UriKind.Relative)))!["datasets"]![0]!["id"]!.GetValue<string>(); // the first space's
        return JsonNode.Parse(await http.GetStringAsync(new Uri($"/v2/datasets/{Uri.EscapeDataString(id)}/examples?limit=1", UriKind.Relative)))!["examples"]![0]!["id"]!.GetValue<string>();
    }

    static List<string> Xml(string page) => [.. Fence().Matches(File.ReadAllText(page)).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\]\((tasks/\w+\.md)\)")]
    private static partial Regex TaskPage();

    [GeneratedRegex("```console\ndotnet build ([^\n]+)\n```")]
    private static partial Regex Command();

    [GeneratedRegex("```xml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("```json\n(\\{ \"space\".*?)```", RegexOptions.Singleline)]
    private static partial Regex GateFile();

    [GeneratedRegex("<PackageReference.*?/>")]
    private static partial Regex PackageReference();
}

using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What docs/cake.md and the pages of the aliases show, run as it stands, in one script and in the order of the overview.</summary>
public sealed partial class CakeDocumentationTests : EmulatedTests
{
    static readonly string Docs = Path.Combine(Repository.Folder, "docs");

    [Test]
    public async Task Every_example_of_the_pages_runs()
    {
        var overview = await File.ReadAllTextAsync(Path.Combine(Docs, "cake.md"));
        string[] pages = [.. Link().Matches(overview).Select(m => m.Groups[1].Value).Distinct()];
        Assert.That(pages, Is.EquivalentTo(Directory.GetFiles(Path.Combine(Docs, "cake"), "*.md").Select(Path.GetFileNameWithoutExtension)));
        // The first fence of the overview is a whole script; the last one is about a result.
        string[] examples = [.. pages.Select(p => Examples(File.ReadAllText(Path.Combine(Docs, "cake", $"{p}.md")))[0]), Examples(overview)[^1]];
        string[] tasks = [.. examples.SelectMany(e => TaskName().Matches(e)).Select(m => m.Groups[1].Value)];
        var summary = Path.Combine(Folder().Folder, "summary.md");
        var script = (await Script($"""
            #addin nuget:?package=Cake.Arize&version={Packed.Version}
            {string.Join('\n', examples)}
            foreach (var task in new[] {"{"} {string.Join(", ", tasks.Select(t => $"\"{t}\""))} {"}"})
                RunTarget(task);
            """)).With("GITHUB_STEP_SUMMARY", summary);

        var build = (await script.Cake()).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tasks, Is.Unique.And.Length.GreaterThan(pages.Length));
            Assert.That(build.Output, Does.Contain("Deploying.").And.Contain("1 runs were cancelled."));
            Assert.That(await File.ReadAllTextAsync(summary), Does.Contain("Gate 'release': passed"));
        }
    }

    [Test]
    public async Task The_script_of_the_overview_publishes()
    {
        var build = (await (await Script(Examples(await File.ReadAllTextAsync(Path.Combine(Docs, "cake.md")))[0])).Cake()).Passes();

        Assert.That(build.Output, Does.Contain("Gate 'release': passed").And.Contain("Published."));
    }

    async Task<Consumer> Script(string text) => (await Folder().WithCake()).Write("build.cake", text)
        .Write("assistant.json", await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "samples", "cake-script", "assistant.json")))
        .Write("gates/release.gate.json", """
            { "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "criteria": [ { "metric": "correctness", "atLeast": 0.85 } ] }
            """)
        // A verdict is of a commit.
        .With("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567");

    static string[] Examples(string page) => [.. Fence().Matches(page).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\]\(cake/(\w+)\.md\)")]
    private static partial Regex Link();

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^Task\\(\"(\\w+)\"\\)", RegexOptions.Multiline)]
    private static partial Regex TaskName();
}

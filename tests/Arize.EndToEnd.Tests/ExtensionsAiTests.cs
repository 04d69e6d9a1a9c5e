using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The sample that docs/own-application.md begins with: an assistant over IChatClient whose answers .NET's own evaluators score in a test; the build uploads and judges them.</summary>
public sealed partial class ExtensionsAiTests : EmulatedTests
{
    static readonly string Sample = Path.Combine(Packed.Sources, "samples", "extensions-ai-gate", "Assistant");

    static readonly string PublishFolder = Path.Combine(Sample, "bin", "Release", "net10.0", "publish");

    [SetUp]
    public void Nothing_is_published()
    {
        if (Directory.Exists(PublishFolder))
            Directory.Delete(PublishFolder, recursive: true);
    }

    [Test]
    public async Task A_good_assistant_is_published_and_its_scores_are_uploaded()
    {
        var build = (await Publish()).Passes();
        Assert.That(build.Output, Does.Match("pass +agreement +atLeast 0.9 +0.97 +200").And.Contains("'answered' is judged by the 200 scores in 'results.jsonl'"));
        Assert.That((Created, Emulator.Requests.Triggers().Count), Is.EqualTo((1, 0)));
        Assert.That(Directory.GetFiles(PublishFolder).Select(Path.GetFileName), Does.Contain("Assistant.dll").And.Contain("help-pages.json"));
    }

    [Test]
    public async Task An_assistant_that_got_worse_is_blocked_at_the_criterion_and_nothing_is_published()
    {
        var build = (await Publish(new KeyValuePair<string, string?>("MATCHING", "FirstWord"))).Fails("ARIZE4001");
        Assert.That(build.Errors.Single().File, Does.EndWith("release.gate.json"));
        Assert.That(Directory.Exists(PublishFolder) ? Directory.GetFileSystemEntries(PublishFolder) : [], Is.Empty);
        Assert.That(Created, Is.EqualTo(1));
    }

    [Test]
    public async Task The_command_of_the_page_publishes()
    {
        var command = Command().Match(await File.ReadAllTextAsync(Path.Combine(Packed.Sources, "docs", "own-application.md"))).Groups[1].Value;

        (await Child.Run(Packed.Sources, Packed.ReleaseEnvironment, command.Split(' '))).Passes();

        Assert.That(File.Exists(Path.Combine(PublishFolder, "Assistant.dll")));
    }

    int Created => Emulator.Requests.Count(r => r.Operation == "create_experiment");

    Task<Build> Publish(params KeyValuePair<string, string?>[] more) => Child.Run(Packed.Sources,
        [.. Packed.ReleaseEnvironment, new("ARIZE_BASE_URL", Emulator.Url), new("ARIZE_API_KEY", Emulator.Key), .. more], ["dotnet", "publish", "samples/extensions-ai-gate/Assistant"]);

    [GeneratedRegex("```console\n([^\n]+ samples/extensions-ai-gate/[^\n]+)\n```")]
    private static partial Regex Command();
}

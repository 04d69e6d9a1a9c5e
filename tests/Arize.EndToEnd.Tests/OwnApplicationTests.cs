using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The sample of docs/own-application.md: the build exports the dataset, has the team's own application answer it, logs, evaluates and judges.</summary>
public sealed partial class OwnApplicationTests : EmulatedTests
{
    static readonly string Sample = Path.Combine(Packed.Sources, "samples", "log-and-gate");

    static readonly string PublishFolder = Path.Combine(Sample, "bin", "Release", "net10.0", "publish");

    [SetUp]
    public void Nothing_is_published()
    {
        if (Directory.Exists(PublishFolder))
            Directory.Delete(PublishFolder, recursive: true);
    }

    [Test]
    public async Task A_first_build_is_logged_and_judged_and_an_unchanged_second_one_triggers_nothing_and_says_so()
    {
        var first = (await Publish()).Passes();
        Assert.That((Logged, Emulator.Requests.Triggers().Count), Is.EqualTo((1, 1)), "the answers, and their evaluation");
        Assert.That(first.Output, Does.Contain("Exported 200 examples of dataset 'support-golden-set'").And.Contains("Gate 'release': passed (200 examples, against 'main-2026-11-20'"));
        Assert.That(Directory.GetFiles(PublishFolder).Select(Path.GetFileName), Does.Contain("LogAndGate.dll").And.Contain("help-pages.json"));

        var second = (await Publish()).Passes();
        Assert.That((Logged, Emulator.Requests.Triggers().Count), Is.EqualTo((1, 1)), "nothing more");
        Assert.That(second.Output, Does.Match("Reused experiment 'support-golden-set-release-LogAndGate-[^']*-[0-9a-f]{12}', nothing was triggered\\."));

        (await Publish("-p:ArizeReuse=false")).Passes();
        Assert.That((Logged, Emulator.Requests.Triggers().Count), Is.EqualTo((2, 2)), "reuse is off by one property");
    }

    [Test]
    public async Task A_worse_assistant_is_blocked_at_the_criteria_and_nothing_is_published()
    {
        var build = (await Publish("-p:Matching=FirstWord")).Fails("ARIZE4001", "ARIZE4001");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors, Has.All.Matches<CodedError>(e => e.File.EndsWith("release.gate.json", StringComparison.Ordinal)));
            Assert.That(Directory.Exists(PublishFolder) ? Directory.GetFileSystemEntries(PublishFolder) : [], Is.Empty);
            Assert.That(Logged, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task The_command_of_the_page_publishes()
    {
        var command = Command().Match(await File.ReadAllTextAsync(Path.Combine(Packed.Sources, "docs", "own-application.md"))).Groups[1].Value;

        var build = (await Child.Run(Packed.Sources, Packed.ReleaseEnvironment, command.Split(' '))).Passes();

        Assert.That(build.Output, Does.Match("pass  correctness +atLeast 0.9 +0.97 +200"), "194 of 200, as the page says");
    }

    int Logged => Emulator.Requests.Count(r => r.Operation == "create_experiment");

    Task<Build> Publish(params string[] more) =>
        Child.Run(Packed.Sources, [.. Packed.ReleaseEnvironment, new("ARIZE_BASE_URL", Emulator.Url), new("ARIZE_API_KEY", Emulator.Key)], ["dotnet", "publish", "samples/log-and-gate", .. more]);

    [GeneratedRegex("```console\n([^\n]+ samples/log-and-gate [^\n]+)\n```")]
    private static partial Regex Command();
}

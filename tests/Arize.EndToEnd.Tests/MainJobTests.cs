using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The README's first command, on a copy of the repository.</summary>
public sealed partial class MainJobTests
{
    static readonly string Sample = Path.Combine(Packed.Sources, "samples", "release-gate");

    static readonly string PublishFolder = Path.Combine(Sample, "bin", "Release", "net10.0", "publish");

    [SetUp]
    public void Nothing_is_published()
    {
        if (Directory.Exists(PublishFolder))
            Directory.Delete(PublishFolder, recursive: true);
    }

    [Test]
    public void The_readme_opens_with_the_main_job_and_the_tests() => Assert.That(Commands(), Is.EqualTo(new[]
    {
        "dotnet run --project src/Arize.Emulator -- exec -- dotnet publish samples/release-gate -nodeReuse:false",
        "dotnet test Arize.Build.Tasks.sln",
    }));

    [Test]
    public async Task A_publish_passes_its_gate_and_says_runs_criteria_and_time()
    {
        var (build, requests) = await Publish(Commands()[0]);

        build.Passes();
        var started = Started().Match(build.Output);
        var passed = Passed().Match(build.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(started.Success && passed.Success, Is.True, build.Output);
            Assert.That(passed.Groups["time"].Value, Does.Match(@"^\d+(\.\d+)? s$"));
            Assert.That(build.Output, Does.Match(@"pass  correctness +mayDropBy 0\.02 +0\.9\d+ +0\.94\d* +200").And.Match(@"2 runs triggered, 400 evaluations, .*cost_usd 0\.0\d"));
            Assert.That(Directory.GetFiles(PublishFolder).Select(Path.GetFileName), Does.Contain("SupportAssistant.dll").And.Contain("assistant.json"));
        }

        // The model of the sample takes 2.5 s: no look but the last one can have seen the end.
        var trigger = requests.Triggers()[0];
        var runs = requests.Polls().Select(p => p.Path).Distinct().ToArray();
        var polls = requests.Polls().Where(p => p.Path == runs[0]).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests.Triggers(), Has.Count.EqualTo(2), "the run and its evaluation");
            Assert.That(runs, Has.Length.EqualTo(2).And.ItemAt(0).EqualTo($"/v2/task-runs/{started.Groups["run"].Value}"));
            Assert.That(polls, Has.Length.GreaterThan(2));
            Assert.That(polls[^1].At - trigger.At, Is.GreaterThan(TimeSpan.FromSeconds(2.4)));
            Assert.That(polls[^2].At - trigger.At, Is.LessThan(TimeSpan.FromSeconds(2.6)));
            Assert.That(requests.Cancels(), Is.Empty);
        }
    }

    [TestCase("atlas-1-mini", "ARIZE4001", "correctness 0.8")]
    [TestCase("atlas-1-rc", "ARIZE4002", "The measured drop exceeds the tolerance, but could be chance.")]
    [TestCase("atlas-1-flaky", "ARIZE3004", "COMPLETED, but 12 errors are more than MaxErrors 0")]
    [TestCase("atlas-1-broken", "ARIZE3002", "The model endpoint answered 404: model 'atlas-1-broken' is not deployed.")]
    [TestCase("atlas-1-void", "ARIZE3003", "Likely causes:")]
    [TestCase("atlas-1-endless", "ARIZE3001", "was cancelled", "-p:ArizeTimeout=2s")]
    public async Task A_publish_that_is_blocked_leaves_no_file(string model, string code, string says, params string[] more)
    {
        // The emulator is built already; without "dotnet run", and on the server of these tests, the same takes a third of the time.
        var command = Commands()[0].Replace("run --project src/Arize.Emulator --", Packed.Emulator, StringComparison.Ordinal).Replace(" -nodeReuse:false", "", StringComparison.Ordinal);
        var (build, requests) = await Publish(command, [$"-p:AssistantModel={model}", .. more]);

        // Each run draws anew: how far helpfulness drops lies near the edge of its interval.
        Assert.That(build.Errors[^1].Code, Is.AnyOf(code, "ARIZE4002"));
        build.Fails(model == "atlas-1-mini" ? [code, code, build.Errors[^1].Code] : [code]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors[0].Message, Does.Contain(says));
            Assert.That(build.Errors, Has.All.Matches<CodedError>(e => e.File.EndsWith(code == "ARIZE3001" ? "SupportAssistant.csproj" : "release.gate.json", StringComparison.Ordinal)));
            Assert.That(requests.Triggers(), Has.Count.EqualTo(code.StartsWith("ARIZE4", StringComparison.Ordinal) ? 2 : 1));
            Assert.That(requests.Cancels(), Has.Count.EqualTo(code == "ARIZE3001" ? 1 : 0));
            Assert.That(Directory.Exists(PublishFolder) ? Directory.GetFileSystemEntries(PublishFolder) : [], Is.Empty);
        }
    }

    /// <summary>Runs the command as it stands, but for a log of the requests, and options at the end.</summary>
    static async Task<(Build Build, IReadOnlyList<Request> Requests)> Publish(string command, params string[] more)
    {
        using var folder = new TempFolder();
        var log = Path.Combine(folder.Path, "requests.jsonl");
        var logged = command.Replace(" exec ", $" exec --requests {log} ", StringComparison.Ordinal);
        return (await Child.Run(Packed.Sources, Packed.ReleaseEnvironment, [.. logged.Split(' '), .. more]), Request.Read(log));
    }

    /// <summary>The first lines of the README's fenced blocks.</summary>
    static List<string> Commands() =>
        [.. FirstLine().Matches(File.ReadAllText(Path.Combine(Packed.Sources, "README.md"))).Take(2).Select(m => m.Groups[1].Value.Trim())];

    [GeneratedRegex(@"^```[^`\n]*\n([^\n]*)\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"Started run (?<run>\S+) of task 'release-assistant'")]
    private static partial Regex Started();

    [GeneratedRegex(@"Gate 'release': passed \(200 examples, against 'main-2026-11-20', in (?<time>[^)]+)\)")]
    private static partial Regex Passed();
}

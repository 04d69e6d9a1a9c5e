using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The commands that pages show, and those of the files of samples/ci, on the project of samples/ci, one after the other.</summary>
public sealed partial class PageCommandTests : EmulatedTests
{
    static readonly string Samples = Path.Combine(Repository.Folder, "samples", "ci");

    [Test]
    public async Task Every_command_of_the_pages_runs()
    {
        var consumer = Folder().With("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567").With("GITHUB_RUN_ID", "4711").With("GITHUB_RUN_ATTEMPT", "1").With("GITHUB_JOB", "gate");
        foreach (var file in new[] { "Shop.csproj", "Program.cs", "gates/release.gate.json", "gates/pull-request.gate.json", "gates/nightly.gate.json" })
            consumer.Write($"Shop/{file}", await File.ReadAllTextAsync(Path.Combine(Samples, "Shop", file)));
        var shop = Path.Combine(consumer.Folder, "Shop");

        // The page in its order, then what only the files say, with a value for what a CI system fills in.
        var files = Directory.EnumerateFiles(Samples, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(f => Step().Matches(File.ReadAllText(f)))
            .Select(m => Expression().Replace(m.Groups[1].Value, e => e.Value.Contains("fork", StringComparison.Ordinal) ? "Fail" : "1").Replace("$WHEN_NO_KEY", "Fail", StringComparison.Ordinal));
        var page = Commands("docs/ci.md");
        string[] pipeline = [.. page, .. files.Distinct().Except(page)];
        Assert.That(pipeline, Has.Length.GreaterThan(7).And.All.StartsWith("dotnet "));
        foreach (var command in pipeline)
        {
            var said = (await Child.Run(consumer.Folder, consumer.Environment, command.Split(' '))).Passes().Output;
            if (command.Contains("-t:Deploy", StringComparison.Ordinal))
                Assert.That(said, Does.Contain("Deployed."));
        }

        consumer.With("GITHUB_RUN_ID", "4712");
        foreach (var command in Commands("docs/gates.md"))
            (await Child.Run(shop, consumer.Environment, command.Split(' '))).Passes();

        consumer.Write("Shop/gates/stricter.gate.json", """{ "extends": "release.gate.json", "criteria": [ { "metric": "correctness", "atLeast": 0.99 } ] }""");
        foreach (var file in Directory.GetFiles(Path.Combine(shop, "artifacts", "arize", "release")))
            consumer.Write(Path.Combine("Shop", "downloaded", "records", "release", Path.GetFileName(file)), await File.ReadAllTextAsync(file));
        foreach (var command in Commands("docs/replay.md"))
            Assert.That((await Child.Run(shop, consumer.Environment, command.Split(' '))).Passes().Output, Does.Contain("replay of 1 record"));

        foreach (var command in Commands("docs/baselines.md"))
            (await Child.Run(shop, consumer.Environment, command.Split(' '))).Passes();
        var pinned = PinnedRecord().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "baselines.md"))).Groups[1].Value;
        consumer.Write("Shop/gates/pinned.gate.json", $$"""{ "extends": "release.gate.json", "baseline": {{pinned}} }""");
        Assert.That((await Child.Run(shop, consumer.Environment, "dotnet", "publish", "-p:Gate=pinned")).Passes().Output, Does.Contain("Gate 'pinned': passed"));

        var exec = Commands("docs/emulator.md")[0];
        Assert.That(exec, Does.StartWith("arize-emulator exec -- "));
        Assert.That((await Child.Run(shop, consumer.Environment, ["dotnet", Packed.Emulator, .. exec.Split(' ')[1..]])).Passes().Output, Does.Contain("Gate 'release': passed"));

        consumer.Environment.Remove("ARIZE_API_KEY");
        var noKey = (await Child.Run(shop, consumer.Environment, Commands("README.md").Single().Split(' '))).Passes();
        Assert.That(noKey.Warnings, Is.Not.Empty, "a skipped gate is said");
    }

    /// <summary>The lines of a page's console blocks, without their comments.</summary>
    static string[] Commands(string page) =>
        [.. Console().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).SelectMany(m => m.Groups[1].Value.Split('\n')).Select(l => l.Split(" #")[0].Trim())];

    [GeneratedRegex("```console\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("`(\\{ \"record\": [^`]+)`")]
    private static partial Regex PinnedRecord();

    [GeneratedRegex("^ *(?:- )?(?:(?:run|script): |- )(dotnet .+)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"\$\{\{.+?\}\}")]
    private static partial Regex Expression();
}

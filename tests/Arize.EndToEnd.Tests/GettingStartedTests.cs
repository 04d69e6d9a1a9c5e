using System.Text.RegularExpressions;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>docs/getting-started.md, word for word, in a copy of the repository as a clone is.</summary>
public sealed partial class GettingStartedTests : EmulatedTests
{
    [Test]
    public async Task The_guide_works_word_for_word()
    {
        using var root = new TempFolder();
        var clone = Path.Combine(root.Path, "clone");
        Repository.CopyTo(clone);
        var page = await File.ReadAllTextAsync(Path.Combine(clone, "docs", "getting-started.md"));
        string[] commands = [.. Console().Matches(page).SelectMany(m => m.Groups[1].Value.Split('\n'))];
        var onEmulator = Array.FindIndex(commands, c => c.Contains(" exec -- ", StringComparison.Ordinal));
        Assert.That((commands.Length, onEmulator), Is.EqualTo((7, 4)), "packing and the template, the emulator, the reader's own space");

        // The reader's own: installed templates, and a packages folder into which no other test has put this version.
        KeyValuePair<string, string?>[] home = [new("DOTNET_CLI_HOME", Path.Combine(root.Path, "home")), new("NUGET_PACKAGES", Path.Combine(root.Path, "home", "packages"))];

        foreach (var command in commands[..onEmulator])
            (await Child.Run(clone, home, command.Split(' '))).Passes();
        Assert.That((await Child.Run(clone, home, commands[onEmulator].Split(' '))).Passes().Output, Does.Contain("Gate 'release': passed (200 examples"));

        var gate = Path.Combine(root.Path, "first-gate", "release-gate", "gates", "release.gate.json");
        var passing = await File.ReadAllTextAsync(gate);
        await File.WriteAllTextAsync(gate, passing.Replace("0.90", "0.99", StringComparison.Ordinal));
        var blocked = (await Child.Run(clone, home, commands[onEmulator].Split(' '))).Fails("ARIZE4001");
        var error = blocked.Errors.Single();
        var said = BuiltProject().Replace($"{Path.GetFileName(error.File)}{error.Position}: error {error.Code}: {error.Message}", "");
        using (Assert.EnterMultipleScope())
        {
            // Answers differ a little from run to run, as a model's do.
            Assert.That(Score().Replace(page, "0.9#"), Does.Contain($"> {Score().Replace(said, "0.9#")}\n"));
            Assert.That(File.Exists(Path.Combine(root.Path, "first-gate", "release-gate", "artifacts", "arize", "release", "report.html")), Is.True);
        }

        await File.WriteAllTextAsync(gate, passing);
        KeyValuePair<string, string?>[] space = [.. home, new("ARIZE_BASE_URL", Emulator.Url), new("ARIZE_API_KEY", Emulator.Key)];
        (await Child.Run(clone, space, commands[onEmulator + 1].Split(' '))).Passes();
        Assert.That(Emulator.Requests.Triggers(), Is.Empty, "a dry run starts nothing");
        (await Child.Run(clone, space, commands[onEmulator + 2].Split(' '))).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2));
    }

    [GeneratedRegex("```console\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex(@"\b0\.9\d\b")]
    private static partial Regex Score();

    [GeneratedRegex(@" \[[^\]]+\.csproj\]$")]
    private static partial Regex BuiltProject();
}

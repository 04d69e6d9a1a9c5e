using System.Diagnostics;
using Arize.Testing;

namespace Arize.Build.Tests;

[Platform("Linux")]
public sealed class DefaultSignalsTests
{
    const ulong Interrupt = 1UL << (2 - 1), HangUp = 1UL << (1 - 1);

    [Test]
    public async Task A_child_has_the_default_signals_although_its_parent_ignores_them()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await IgnoredBy("cat", "/proc/self/status") & (Interrupt | HangUp), Is.EqualTo(Interrupt | HangUp), "what a shell's background job hands down");
            Assert.That(await IgnoredBy(DefaultSignals.Always("cat", "/proc/self/status")) & (Interrupt | HangUp), Is.Zero);
        }
    }

    [Test]
    public void Where_nothing_is_ignored_the_command_is_left_as_it_is()
    {
        var words = DefaultSignals.For("dotnet", "--version");

        Assert.That(words[^2..], Is.EqualTo(new[] { "dotnet", "--version" }));
        Assert.That(words.Length == 2 || words[0] == "env", Is.True);
    }

    static async Task<ulong> IgnoredBy(params string[] command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' INT HUP; exec \"$@\"", "sh", .. command]) { RedirectStandardOutput = true })!;
        var lines = (await shell.StandardOutput.ReadToEndAsync()).Split('\n');
        await shell.WaitForExitAsync();
        return Convert.ToUInt64(lines.Single(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim(), 16);
    }
}

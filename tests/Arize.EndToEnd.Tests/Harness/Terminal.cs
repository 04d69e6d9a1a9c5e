using System.Text.RegularExpressions;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A build in a terminal that has a size: without one, dotnet's terminal logger stays off.</summary>
static partial class Terminal
{
    /// <summary>Starts <c>dotnet</c> in a pseudo-terminal of 140 columns.</summary>
    public static Child Start(Consumer consumer, params IEnumerable<string> arguments)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("The pseudo-terminal is made by script(1) of Linux.");
        var command = string.Join(' ', arguments.Select(a => $"'{a}'"));
        return Child.Start(consumer.Folder, consumer.Environment.Append(new("MSBUILDTERMINALLOGGER", "auto")).Append(new("TERM", "xterm-256color")),
            "script", "-qec", $"stty cols 140 rows 45; exec dotnet {command}", "/dev/null");
    }

    /// <summary>Runs <c>dotnet</c> in a pseudo-terminal.</summary>
    /// <returns>The exit code, and the lines that stay on the screen.</returns>
    public static async Task<Build> Run(Consumer consumer, params IEnumerable<string> arguments)
    {
        await using var child = Start(consumer, arguments);
        return Read(await child.Ends());
    }

    /// <summary>What stays on the screen, without colours, links and the lines that show what is at work.</summary>
    public static Build Read(Build build)
    {
        var text = Escapes().Replace(build.Output, "").Replace("\r", "", StringComparison.Ordinal);
        return new Build(build.ExitCode, string.Join('\n', text.Split('\n').Where(l => l.Trim().Length > 0 && !Ticking().IsMatch(l))));
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x1b]*\x1b\\|\x1b[=>]")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"^\s*\(\d+\.\ds\)$|^\s+\S+ (net\S+ )?[A-Za-z_]+ \(\d+\.\ds\)$")]
    private static partial Regex Ticking();
}

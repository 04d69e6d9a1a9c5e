using System.Diagnostics;
using System.Globalization;

namespace Arize.Build.Benchmarks;

/// <summary>Other processes.</summary>
static class Child
{
    /// <summary>This program again.</summary>
    public static string[] Self(params string[] arguments) => ["dotnet", typeof(Child).Assembly.Location, .. arguments];

    public static Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end and gives its output.</summary>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> command)
    {
        using var process = Start(folder, environment, command);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{output}");
    }

    /// <summary>Runs a command and measures it with all of its children. Linux says what ended children took; elsewhere the processor time is left out.</summary>
    public static async Task<Measure> MeasureAsync(string folder, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> command)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), EndedChildren());
        await RunAsync(folder, environment, command);
        return new Measure(Stopwatch.GetElapsedTime(started).TotalSeconds, EndedChildren() - before);
    }

    /// <summary>Whether a command is there.</summary>
    public static bool Has(string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Fields 16 and 17 of proc(5), in hundredths of a second.</summary>
    static double EndedChildren()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / 100;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arize.Build.Gates.Runs;

/// <summary>Makes the name of an experiment: the same for a repeated step of one build, another for every other build.</summary>
internal static class ExperimentNames
{
    const int Longest = 200;

    /// <param name="task">The task, or the dataset of an experiment that is logged.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="project">The project.</param>
    /// <param name="build">The build; null makes a name that is new.</param>
    /// <param name="now">The time.</param>
    /// <param name="fingerprint">What the experiment is made of; at the end, where a later build looks for it.</param>
    public static string Make(string task, string gate, string? project, string? build, DateTimeOffset now, string? fingerprint = null)
    {
        var unique = build ?? now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(4, lowercase: true);
        var parts = new[] { task, gate, project, unique, fingerprint }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => Clean(p!));
        var name = string.Join('-', parts);
        // The end tells builds apart, so the front is cut.
        return name.Length <= Longest ? name : name[^Longest..].TrimStart('-', '.');
    }

    /// <summary>The name of a repeat ends in -r2, -r3 and so on.</summary>
    /// <param name="name">The name of the first run's experiment.</param>
    /// <param name="repeat">Which run it is; 1 for the first.</param>
    public static string Repeat(string name, int repeat)
    {
        if (repeat == 1)
            return name;
        var end = Ending(repeat);
        return (name.Length + end.Length <= Longest ? name : name[^(Longest - end.Length)..].TrimStart('-', '.')) + end;
    }

    /// <summary>What the name of a run ends in; nothing for the first.</summary>
    public static string Ending(int repeat) => repeat == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-r{repeat}");

    /// <summary>True for the name of a repeat, which is part of a gate's evidence and no baseline.</summary>
    public static bool IsRepeat(string name)
    {
        var at = name.LastIndexOf("-r", StringComparison.Ordinal);
        return at > 0 && int.TryParse(name.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var repeat) && repeat > 1 && Ending(repeat) == name[at..];
    }

    static string Clean(string part)
    {
        var clean = new StringBuilder(part.Length);
        foreach (var c in part)
            clean.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        return clean.ToString().Trim('-');
    }
}

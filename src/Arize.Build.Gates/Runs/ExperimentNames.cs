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

    static string Clean(string part)
    {
        var clean = new StringBuilder(part.Length);
        foreach (var c in part)
            clean.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        return clean.ToString().Trim('-');
    }
}

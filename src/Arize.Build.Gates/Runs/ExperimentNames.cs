using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arize.Build.Gates.Runs;

/// <summary>Makes the name of an experiment: the same for a repeated step of one build, another for every other build.</summary>
internal static class ExperimentNames
{
    const int Longest = 200;

    public static string Make(string task, string gate, string? project, string? build, DateTimeOffset now)
    {
        var unique = build ?? now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(4, lowercase: true);
        var parts = new[] { task, gate, project, unique }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => Clean(p!));
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

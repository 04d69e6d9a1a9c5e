using System.Security.Cryptography;
using System.Text;

namespace Arize.Build.Gates.Builds;

/// <summary>
/// What a working copy has besides its commit: a hash of the tracked files that were changed. Untracked and ignored files are left out, and so
/// are the records of gates, which change while gates run. Git only reads for it.
/// </summary>
internal static class SourceChanges
{
    /// <summary>The hash of a working copy without changes.</summary>
    public const string None = "none";

    /// <summary>Nesting of submodules that is followed.</summary>
    const int Deepest = 8;

    /// <summary>The hash; null if there is no Git or no working copy with a commit.</summary>
    /// <param name="folder">A folder in the working copy.</param>
    /// <param name="records">The folder of the gates' records.</param>
    public static string? HashOf(string folder, string records)
    {
        var found = new List<string>();
        if (!Collect(folder, "", Path.TrimEndingDirectorySeparator(records) + Path.DirectorySeparatorChar, found, 0))
            return null;
        found.Sort(StringComparer.Ordinal);
        return found.Count == 0 ? None : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', found)))).ToLowerInvariant();
    }

    /// <summary>
    /// One line for each changed file: its path and what is in it. Git says which files these are; how it would show their differences is a
    /// matter of settings, which need not be those of another machine.
    /// </summary>
    static bool Collect(string folder, string prefix, string records, List<string> found, int depth)
    {
        if (depth > Deepest || GitCommand.Run(folder, "rev-parse", "--show-toplevel")?.TrimEnd('\r', '\n') is not { Length: > 0 } top
            || GitCommand.Run(top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-relative", "--ignore-submodules=none", "HEAD") is not { } changed)
            return false;
        foreach (var name in changed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.GetFullPath(name, top);
            if (path.StartsWith(records, StringComparison.Ordinal))
                continue;
            if (Directory.Exists(path))
            {
                // A submodule: the commit that is checked out, and what is changed in it.
                found.Add($"{prefix}{name}\0{GitCommand.Run(path, "rev-parse", "--verify", "HEAD")?.Trim()}");
                if (!Collect(path, $"{prefix}{name}/", records, found, depth + 1))
                    return false;
            }
            else
                found.Add($"{prefix}{name}\0{Content(top, name, path)}");
        }
        return true;
    }

    /// <summary>What would be committed, so that line ends of one system are those of another; "removed" for a file that is gone.</summary>
    static string Content(string top, string name, string path) =>
        !File.Exists(path) ? "removed" : GitCommand.Run(top, "hash-object", "--path", name, "--", path)?.Trim() ?? "unreadable";
}

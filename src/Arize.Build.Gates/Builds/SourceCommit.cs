namespace Arize.Build.Gates.Builds;

/// <summary>The commit that is built: as the CI system says, else as the working copy says. Git itself is asked last, if a working copy is there that this class cannot read.</summary>
internal static class SourceCommit
{
    static readonly string[] Variables = ["GITHUB_SHA", "BUILD_SOURCEVERSION", "CI_COMMIT_SHA", "GIT_COMMIT"];

    /// <summary>The commit's id in lower case; null if there is none to be found.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="folder">A folder in the working copy.</param>
    /// <param name="otherwise">The commit as the build knows it; null if it does not.</param>
    public static string? Find(IReadOnlyDictionary<string, string> environment, string folder, string? otherwise = null)
    {
        foreach (var variable in Variables)
            if (environment.TryGetValue(variable, out var value) && AsId(value) is { } id)
                return id;
        var git = NearestGit(folder);
        return (git is null ? null : Head(git)) ?? AsId(AskGit(environment, folder, git)) ?? AsId(otherwise);
    }

    /// <summary>The branch of the working copy; null if there is none, or a commit is checked out without one.</summary>
    /// <param name="folder">A folder in the working copy.</param>
    public static string? Branch(string folder)
    {
        const string Heads = "ref: refs/heads/";
        try
        {
            return NearestGit(folder) is { } git && First(Path.Combine(git, "HEAD")) is { } head && head.StartsWith(Heads, StringComparison.Ordinal) ? head[Heads.Length..] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // a report without a branch is a report
        }
    }

    /// <summary>Of exactly the repository that was found: Git would go on to one further up.</summary>
    static string? AskGit(IReadOnlyDictionary<string, string> environment, string folder, string? git) =>
        git is not null ? GitCommand.Run(folder, "--git-dir", git, "rev-parse", "--verify", "HEAD")
        : environment.ContainsKey("GIT_DIR") ? GitCommand.Run(folder, "rev-parse", "--verify", "HEAD")
        : null;

    static string? NearestGit(string folder)
    {
        try
        {
            for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
                if (GitFolder(Path.Combine(here.FullName, ".git")) is { } git)
                    return git;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be read names no repository.
        }
        return null;
    }

    /// <summary>In a worktree or a submodule, .git is a file that names the folder.</summary>
    static string? GitFolder(string path)
    {
        if (Directory.Exists(path))
            return path;
        return File.Exists(path) && File.ReadLines(path).FirstOrDefault() is { } line && line.StartsWith("gitdir:", StringComparison.Ordinal)
            ? Path.GetFullPath(line["gitdir:".Length..].Trim(), Path.GetDirectoryName(path)!)
            : null;
    }

    static string? Head(string git)
    {
        try
        {
            return ReadHead(git);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // Git itself may be able to
        }
    }

    static string? ReadHead(string git)
    {
        var head = First(Path.Combine(git, "HEAD"));
        if (head is null || !head.StartsWith("ref:", StringComparison.Ordinal))
            return AsId(head);
        var name = head["ref:".Length..].Trim();
        var common = First(Path.Combine(git, "commondir")) is { } shared ? Path.GetFullPath(shared, git) : git;
        return AsId(First(Path.Combine(git, name)) ?? First(Path.Combine(common, name))) ?? Packed(Path.Combine(common, "packed-refs"), name);
    }

    static string? Packed(string file, string name) =>
        File.Exists(file) ? AsId(File.ReadLines(file).FirstOrDefault(l => l.EndsWith(" " + name, StringComparison.Ordinal))?.Split(' ')[0]) : null;

    static string? First(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;

    static string? AsId(string? text) => text?.Trim() is { Length: 40 or 64 } id && id.All(char.IsAsciiHexDigit) ? id.ToLowerInvariant() : null;
}

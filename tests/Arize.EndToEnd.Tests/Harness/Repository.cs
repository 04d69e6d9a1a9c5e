namespace Arize.EndToEnd.Tests.Harness;

/// <summary>This repository. Nothing is built in it: a test's builds happen in a copy, so that they disturb no other build and no other build disturbs them.</summary>
static class Repository
{
    static readonly HashSet<string> NoSource = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "artifacts", "TestResults", ".git", ".vs", ".idea" };

    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Copies the sources, without outputs and history.</summary>
    public static void CopyTo(string target) => Copy(Folder, target);

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(IsSource))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(IsSource))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    // In a worktree .git is a file.
    static bool IsSource(string path) => !NoSource.Contains(Path.GetFileName(path));

    static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Arize.Build.Tasks.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"There is no Arize.Build.Tasks.sln above {start}.");
    }
}

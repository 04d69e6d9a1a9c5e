using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Documentation;

/// <summary>The pages of the documentation: the README, CONTRIBUTING, CHANGELOG and all of docs.</summary>
static partial class Pages
{
    /// <summary>Their paths in the repository, with slashes.</summary>
    public static string[] All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    /// <summary>The fenced blocks of a page.</summary>
    public static IEnumerable<CodeBlock> Blocks(string page)
    {
        var text = Read(page);
        return Fence().Matches(text).Select(m => new CodeBlock(page, text[..m.Index].Count(c => c == '\n') + 1, m.Groups[1].Value, m.Groups[2].Value.TrimEnd('\n'), text[..m.Index].TrimEnd().Split('\n')[^1]));
    }

    /// <summary>The text without its fenced blocks.</summary>
    public static string Prose(string page) => Fence().Replace(Read(page), "");

    [GeneratedRegex("^```(\\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

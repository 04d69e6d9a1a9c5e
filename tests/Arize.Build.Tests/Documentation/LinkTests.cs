using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Documentation;

/// <summary>What the pages link to is there: files, folders, pictures and headings.</summary>
public sealed partial class LinkTests
{
    static IEnumerable<string> All => Pages.All;

    [TestCaseSource(nameof(All))]
    public void The_links_of_a_page_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        using var _ = Assert.EnterMultipleScope();
        foreach (var link in Link().Matches(Pages.Prose(page)).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal)))
        {
            var (file, anchor) = link.Split('#') is [var path, var heading] ? (path, heading) : (link, null);
            var target = file.Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(file, folder);
            Assert.That(File.Exists(target) || Directory.Exists(target), $"{page} links to {link}");
            if (anchor is not null)
                Assert.That(Anchors(target), Does.Contain(anchor), $"{page} links to {link}");
        }
    }

    [Test]
    public void Every_page_can_be_reached_from_the_readme()
    {
        var reached = new HashSet<string> { "README.md" };
        for (var todo = new Queue<string>(reached); todo.TryDequeue(out var page);)
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
            foreach (var next in Link().Matches(Pages.Prose(page)).Select(m => Path.GetRelativePath(Repository.Root, Path.GetFullPath(m.Groups[1].Value.Split('#')[0], folder)).Replace('\\', '/')).Where(Pages.All.Contains).Where(reached.Add))
                todo.Enqueue(next);
        }
        Assert.That(Pages.All.Except(reached), Is.Empty);
    }

    /// <summary>The anchors that a page has on GitHub: headings in lower case, without punctuation, with hyphens.</summary>
    static IEnumerable<string> Anchors(string file) =>
        Heading().Matches(Pages.Prose(Path.GetRelativePath(Repository.Root, file))).Select(m => Punctuation().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Arize.Build.Tests.Documentation;

/// <summary>docs/architecture.md describes the tree as it is.</summary>
public sealed partial class ArchitecturePageTests
{
    static readonly string Page = Pages.Read("docs/architecture.md");

    [Test]
    public void The_projects_are_those_of_the_tree() =>
        Assert.That(Project().Matches(Page).Select(m => m.Groups[1].Value), Is.EquivalentTo(new[] { "src", "tests" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(f)!).Replace('\\', '/')).Where(f => f.Count(c => c == '/') == 1))));

    [TestCase("Arize.Build.Tasks", "Arize.Build.Gates")]
    [TestCase("Cake.Arize", "Arize.Build.Gates")]
    [TestCase("Arize.Build.Gates", "Arize.Build.Client")]
    [TestCase("Arize.Build.Client")]
    [TestCase("Arize.Emulator")]
    public void Dependencies_go_down_only(string project, params string[] on) =>
        Assert.That(XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)), Is.EquivalentTo(on));

    [TestCase("in Client", "Arize.Build.Client")]
    [TestCase("in Gates", "Arize.Build.Gates")]
    [TestCase("in the emulator", "Arize.Emulator")]
    public void The_folders_are_those_of_the_tree(string heading, string project)
    {
        var table = Page[Page.IndexOf($"| {heading} |", StringComparison.Ordinal)..].Split("\n\n")[0];
        var named = table.Split('\n').Skip(2).SelectMany(row => Name().Matches(row.Split('|')[1])).Select(m => m.Groups[1].Value);
        Assert.That(named, Is.EquivalentTo(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", project)).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj"))));
    }

    /// <summary>Exactly: an edge that is allowed and not used would hide the next one that should not be there.</summary>
    [TestCaseSource(nameof(Edges))]
    public void A_folder_of_Gates_uses_the_folders_that_the_page_allows(string folder, string[] allowed) =>
        Assert.That(Uses(folder).Select(u => u.Folder).Distinct(), Is.EquivalentTo(allowed), string.Join('\n', Uses(folder).Where(u => !allowed.Contains(u.Folder))));

    [Test]
    public void A_folder_of_Gates_uses_folders_above_it_only()
    {
        var edges = Edges.Select(e => ((string)e.Arguments[0]!, (string[])e.Arguments[1]!)).ToArray();
        Assert.That(edges.Select(e => e.Item1), Is.EquivalentTo(GateFolders));
        for (var i = 0; i < edges.Length; i++)
            Assert.That(edges[i].Item2.Except(edges[..i].Select(e => e.Item1)), Is.Empty, edges[i].Item1);
    }

    [Test]
    public void The_root_of_Gates_uses_only_the_folder_that_puts_numbers_into_words() => Assert.That(Uses(".").Select(u => u.Folder).Distinct(), Is.EqualTo(new[] { "Verdicts" }));

    static readonly string[] GateFolders =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Arize.Build.Gates")).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj"))];

    /// <summary>The lines of a folder's files that name another folder's namespace: in a using, or before a type's name.</summary>
    static IEnumerable<(string Folder, string File, string Line)> Uses(string folder)
    {
        var others = string.Join('|', GateFolders.Where(f => f != folder));
        var use = new Regex($@"\bArize\.Build\.Gates\.({others})\b|(?<![\w.])({others})\.[A-Z]\w+\.");
        return from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Arize.Build.Gates", folder), "*.cs")
               from line in File.ReadLines(file)
               from Match match in use.Matches(line)
               select (match.Groups[1].Value + match.Groups[2].Value, Path.GetFileName(file), line.Trim());
    }

    static IEnumerable<TestCaseData> Edges =>
        from row in Page[Page.IndexOf("| folder | may use |", StringComparison.Ordinal)..].Split("\n\n")[0].Split('\n').Skip(2)
        let cells = row.Split('|')
        select new TestCaseData(Name().Match(cells[1]).Groups[1].Value, Name().Matches(cells[2]).Select(m => m.Groups[1].Value).ToArray());

    [Test]
    public void What_the_walk_names_is_in_the_sources()
    {
        var walk = Page[Page.IndexOf("## The walk", StringComparison.Ordinal)..Page.IndexOf("## Elsewhere", StringComparison.Ordinal)];
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".cs" or ".targets").Select(File.ReadAllText));
        var names = Name().Matches(walk).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.That(names, Has.Length.GreaterThan(10));
        Assert.That(names.Where(n => !Regex.IsMatch(sources, $@"\b{n.Replace(".", @"\.|", StringComparison.Ordinal).Split('|')[^1]}\b")), Is.Empty);
    }

    /// <summary>How many files a value may cross. A step of a walk names the type that does the work first, and that type has a file of its name.</summary>
    [TestCase("**A run's id**", 10), TestCase("**`\"mayDropBy\": 0.02`**", 9), TestCase("**A score**", 7), TestCase("**`ArizeTimeout`**", 6)]
    public void A_value_crosses_few_files(string walk, int most)
    {
        var steps = Step().Matches(Page[Page.IndexOf(walk, StringComparison.Ordinal)..].Split("\n\n")[1]).Select(m => m.Groups[1].Value).ToArray();
        var files = new[] { "*.cs", "*.targets" }.SelectMany(p => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), p, SearchOption.AllDirectories)).Select(Path.GetFileName).ToHashSet();
        Assert.That(steps, Has.Length.InRange(3, most));
        Assert.That(steps, Is.Unique);
        Assert.That(steps.Where(n => !files.Contains(n) && !files.Contains($"{n}.cs")), Is.Empty);
    }

    [GeneratedRegex(@"^\d+\. `([A-Za-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^\| `((?:src|tests)/[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(@"`([A-Z][A-Za-z.]+)`")]
    private static partial Regex Name();
}

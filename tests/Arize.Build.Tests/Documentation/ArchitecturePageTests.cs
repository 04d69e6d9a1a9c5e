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

    [Test]
    public void What_the_walk_names_is_in_the_sources()
    {
        var walk = Page[Page.IndexOf("## The walk", StringComparison.Ordinal)..Page.IndexOf("## Elsewhere", StringComparison.Ordinal)];
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".cs" or ".targets").Select(File.ReadAllText));
        var names = Name().Matches(walk).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.That(names, Has.Length.GreaterThan(10));
        Assert.That(names.Where(n => !Regex.IsMatch(sources, $@"\b{n.Replace(".", @"\.|", StringComparison.Ordinal).Split('|')[^1]}\b")), Is.Empty);
    }

    [GeneratedRegex(@"^\| `((?:src|tests)/[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(@"`([A-Z][A-Za-z.]+)`")]
    private static partial Regex Name();
}

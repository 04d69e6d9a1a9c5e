using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Arize.Build.Tests.Documentation;

/// <summary>Each package has its own README: it is read on a package site, where no file of the repository exists.</summary>
public sealed partial class PackageReadmeTests
{
    static readonly string Sources = Path.Combine(Repository.Root, "src");

    /// <summary>What the pages show, which other tests run or read.</summary>
    static readonly string Shown = string.Join('\n', Pages.All.Select(Pages.Read));

    static IEnumerable<string> Packages() =>
        from project in Directory.EnumerateFiles(Sources, "*.csproj", SearchOption.AllDirectories)
        where !project[Sources.Length..].Contains("templates", StringComparison.Ordinal) && (string?)Property(project, "IsPackable") == "true"
        select Path.GetFileNameWithoutExtension(project);

    [Test]
    public void The_packages_are_found() => Assert.That(Packages().Count(), Is.EqualTo(5));

    [TestCaseSource(nameof(Packages))]
    public void A_package_has_its_own_readme(string package)
    {
        var project = Path.Combine(Sources, package, $"{package}.csproj");
        var packed = XDocument.Load(project).Descendants("None").SelectMany(e => ((string?)e.Attribute("Include") ?? "").Split(';'));

        using var _ = Assert.EnterMultipleScope();
        Assert.That((string?)Property(project, "PackageReadmeFile"), Is.EqualTo("README.md"));
        Assert.That(packed, Does.Contain("README.md").And.None.EqualTo("../../README.md"));
        Assert.That(Readme(package), Does.StartWith($"# {package}\n").And.Contain("Not affiliated with Arize."));
    }

    [TestCaseSource(nameof(Packages))]
    public void A_packed_readme_has_no_relative_link_and_needs_no_clone(string package)
    {
        using var _ = Assert.EnterMultipleScope();
        Assert.That(Link().Matches(Readme(package)).Select(m => m.Groups[1].Value), Has.All.StartWith("https://"));
        Assert.That(Readme(package), Does.Not.Contain("src/").And.Not.Contain("git clone"));
    }

    /// <summary>Commands that install something need a feed; everything else that a README shows is on a page, too.</summary>
    [TestCaseSource(nameof(Packages))]
    public void What_a_packed_readme_shows_is_on_a_page_of_the_documentation(string package)
    {
        var lines = Fence().Matches(Readme(package)).SelectMany(m => m.Groups[1].Value.Split('\n'))
            .Where(l => l.Trim().Length > 0 && !l.StartsWith("dotnet tool install ", StringComparison.Ordinal) && !l.StartsWith("dotnet new ", StringComparison.Ordinal));

        Assert.That(lines.Where(l => !Shown.Contains(l.Trim(), StringComparison.Ordinal)), Is.Empty);
    }

    static string Readme(string package) => File.ReadAllText(Path.Combine(Sources, package, "README.md"));

    static XElement? Property(string project, string name) => XDocument.Load(project).Descendants(name).FirstOrDefault();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```\\w*\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

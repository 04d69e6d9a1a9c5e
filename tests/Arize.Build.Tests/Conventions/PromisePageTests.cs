using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Conventions;

/// <summary>docs/reliability.md and docs/security.md name the tests that show a promise, and tests/mutants the tests that see it broken: all of them must be there.</summary>
public sealed partial class PromisePageTests
{
    static readonly string Tests = Path.Combine(Repository.Root, "tests");

    static IEnumerable<string> Named() =>
        from page in new[] { "reliability.md", "security.md" }
        from Match name in Fixture().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", page)))
        group page by name.Groups[1].Value into fixture
        select fixture.Key;

    static string[] Mutants() => [.. Directory.EnumerateFiles(Path.Combine(Tests, "mutants"), "*.patch").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [TestCaseSource(nameof(Named))]
    public void A_fixture_that_a_page_names_exists(string fixture) => Assert.That(Sources(fixture), Is.Not.Empty);

    [Test]
    public void Every_promise_names_what_shows_it()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "reliability.md")).Where(l => Promise().IsMatch(l)).ToArray();
        using var _ = Assert.EnterMultipleScope();
        Assert.That(rows.Select(r => int.Parse(Promise().Match(r).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(Enumerable.Range(1, 14)));
        Assert.That(rows, Has.All.Match("`[A-Za-z]+Tests`"));
    }

    [TestCaseSource(nameof(Mutants))]
    public void A_mutant_names_a_promise_and_a_test_and_changes_lines_that_are_there(string mutant)
    {
        var patch = File.ReadAllLines(Path.Combine(Tests, "mutants", mutant + ".patch"));
        var test = Head("Test").Split('.');
        var code = File.ReadAllLines(Path.Combine(Repository.Root, Head("+++ b/", "")));
        using var _ = Assert.EnterMultipleScope();
        Assert.That(Head("Promise"), Does.Match("^([1-9]|1[0-4])$"));
        Assert.That(Sources(test[0]).SelectMany(File.ReadLines), Has.Some.Contains($" {test[1]}("), "the test");
        Assert.That(patch.Where(l => l.StartsWith('-') && !l.StartsWith("---", StringComparison.Ordinal)).Select(l => l[1..]), Is.SubsetOf(code), "the lines that it takes away");

        string Head(string name, string colon = ": ") => patch.Single(l => l.StartsWith(name + colon, StringComparison.Ordinal))[(name + colon).Length..];
    }

    static string[] Sources(string fixture) => Directory.GetFiles(Tests, fixture + ".cs", SearchOption.AllDirectories);

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)`")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"^\| (\d+) \| \*\*")]
    private static partial Regex Promise();
}

using System.Reflection;
using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Conventions;

/// <summary>docs/parity.md names a test for each rule: it must exist, and each test of the parity fixtures must be named.</summary>
public sealed partial class ParityPageTests
{
    static readonly Type[] Fixtures = [.. typeof(Parity.SeedFixture).Assembly.GetTypes().Where(t => t.Namespace is "Arize.Build.Tests.Parity" or "Arize.Build.Tests.Client" or "Arize.Build.Tests.Gates" or "Arize.Build.Tests.Tasks" && !t.IsAbstract)];

    static string[] Named { get; } = [.. TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "parity.md"))).Select(m => m.Value.Trim('`')).Distinct()];

    static IEnumerable<string> Tests => from fixture in Fixtures
                                        from method in fixture.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                                        where method.GetCustomAttributes().Any(a => a is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute)
                                        select $"{fixture.Name}.{method.Name}";

    [TestCaseSource(nameof(Named))]
    public void A_test_that_the_page_names_exists(string name) =>
        Assert.That(name.Contains('.', StringComparison.Ordinal) ? Tests : Fixtures.Select(f => f.Name), Does.Contain(name));

    [Test]
    public void Every_parity_test_is_named_on_the_page()
    {
        var parity = Fixtures.Where(f => f.Namespace == "Arize.Build.Tests.Parity").Select(f => f.Name).ToHashSet();
        Assert.That(Tests.Where(t => parity.Contains(t.Split('.')[0])).Except(Named), Is.Empty);
    }

    [GeneratedRegex("`[A-Z][A-Za-z]+Tests(\\.[A-Za-z0-9_]+)?`")]
    private static partial Regex TestName();
}

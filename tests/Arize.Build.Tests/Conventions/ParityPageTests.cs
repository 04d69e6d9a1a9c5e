using System.Reflection;
using System.Text.RegularExpressions;

namespace Arize.Build.Tests.Conventions;

/// <summary>docs/parity.md names tests of each front end in each row: they must exist, and each test of the parity fixtures must be named.</summary>
public sealed partial class ParityPageTests
{
    static readonly string[] Columns = ["C#", "MSBuild", "Cake"];

    static readonly Type[] Fixtures =
    [
        .. typeof(Parity.SeedFixture).Assembly.GetTypes().Where(t => !t.IsAbstract
            && t.Namespace is "Arize.Build.Tests.Parity" or "Arize.Build.Tests.Client" or "Arize.Build.Tests.Gates" or "Arize.Build.Tests.Tasks" or "Arize.Build.Tests.Cake"),
    ];

    static string Page { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "parity.md"));

    static string[] Named { get; } = [.. TestName().Matches(Page).Select(m => m.Value.Trim('`')).Distinct()];

    /// <summary>The rows of all tables, without their heads: what it is, and the cells of the three front ends.</summary>
    static string[][] Rows { get; } =
        [.. Page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l[2..^2].Split(" | ")).Where(c => c[0] is not ("Python" or "feature"))];

    static IEnumerable<string> Tests => from fixture in Fixtures
                                        from method in fixture.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                                        where method.GetCustomAttributes().Any(a => a is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute)
                                        select $"{fixture.Name}.{method.Name}";

    [TestCaseSource(nameof(Named))]
    public void A_test_that_the_page_names_exists(string name) => Assert.That(Tests.Contains(name) || IsEndToEnd(name), Is.True);

    [Test]
    public void Each_row_names_a_test_of_each_front_end_or_says_why_there_is_none()
    {
        using var all = Assert.EnterMultipleScope();
        foreach (var row in Rows)
        {
            Assert.That(row, Has.Length.EqualTo(4), row[0]);
            foreach (var (column, cell) in Columns.Zip(row[1..]))
                Assert.That(cell.StartsWith("– ", StringComparison.Ordinal) ? cell.Length > 2 : TestName().Matches(cell).Any(m => IsOf(column, m.Value.Trim('`'))), Is.True, $"{row[0]}, {column}: {cell}");
        }
        Assert.That(Rows, Has.Length.GreaterThan(80));
    }

    [Test]
    public void Every_parity_test_is_named_on_the_page()
    {
        var parity = Fixtures.Where(f => f.Namespace == "Arize.Build.Tests.Parity" || f.Name.EndsWith("ParityTests", StringComparison.Ordinal)).Select(f => f.Name).ToHashSet();
        Assert.That(Tests.Where(t => parity.Contains(t.Split('.')[0])).Except(Named), Is.Empty);
    }

    /// <summary>Whether a test goes through this front end. What the build's engine does for both is in Gates.</summary>
    static bool IsOf(string column, string name) => IsEndToEnd(name) && column == "Cake" && name.StartsWith(column, StringComparison.Ordinal)
        || Fixtures.Any(f => f.Name == name.Split('.')[0] && column == (f.Namespace!.Split('.')[^1] switch { "Tasks" or "Gates" => "MSBuild", "Cake" => "Cake", _ => "C#" }));

    static bool IsEndToEnd(string name)
    {
        var file = Path.Combine(Repository.Root, "tests", "Arize.EndToEnd.Tests", name.Split('.')[0] + ".cs");
        return File.Exists(file) && Regex.IsMatch(File.ReadAllText(file), $@"\[Test[^\n]*\n(\s*\[[^\n]*\n)*[^\n]* {name.Split('.')[1]}\(");
    }

    [GeneratedRegex("`[A-Z][A-Za-z]+Tests\\.[A-Za-z0-9_]+`")]
    private static partial Regex TestName();
}

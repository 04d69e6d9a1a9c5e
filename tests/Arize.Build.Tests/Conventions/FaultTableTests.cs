using System.Reflection;
using System.Text.RegularExpressions;
using Arize.Build.Tests.FaultTable;

namespace Arize.Build.Tests.Conventions;

/// <summary>
/// The table of faults has 52 rows: 1 to 43 and 28b, 44 (an answer about something else than was asked), 45 (JSON that gives a member twice),
/// 46 (rows that are not the run's), 47 (lists that do not end), 48 (files of the user's that are not text), 49 (scores that are not numbers,
/// metrics in another casing) 50 (sources that are not those that were judged)
/// and 51 (traffic that contradicts itself, or is none). Each is tried by a test that names it.
/// </summary>
public sealed partial class FaultTableTests
{
    static readonly string[] Rows = [.. Enumerable.Range(1, 51).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), "28b"];

    /// <summary>Cases on a whole gate; and attributes on tests of both projects, of which one has no reference to the other.</summary>
    static string[] Tried { get; } =
    [
        .. from fixture in typeof(FaultCase).Assembly.GetTypes()
           from test in fixture.GetMethods().SelectMany(m => m.GetCustomAttributes<TestCaseSourceAttribute>())
           where fixture.Namespace == typeof(FaultCase).Namespace
           from data in (IEnumerable<TestCaseData>)fixture.GetMethod(test.SourceName!, BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!
           from fault in data.Arguments.OfType<FaultCase>()
           select fault.Number,
        .. from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
           from Match row in Attribute().Matches(File.ReadAllText(file))
           select row.Groups[1].Value,
    ];

    [TestCaseSource(nameof(Rows))]
    public void A_row_is_tried(string row) => Assert.That(Tried, Does.Contain(row));

    [Test]
    public void What_is_tried_is_in_the_table() => Assert.That(Tried.Except(Rows), Is.Empty);

    [GeneratedRegex("""\[FaultRow\("([^"]+)",""")]
    private static partial Regex Attribute();
}

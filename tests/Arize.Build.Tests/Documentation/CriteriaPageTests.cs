using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Build.Gates;
using Arize.Build.Gates.Statistics;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Tests.Verdicts;

namespace Arize.Build.Tests.Documentation;

/// <summary>The numbers of docs/choosing-criteria.md and docs/how-the-gate-decides.md.</summary>
public sealed partial class CriteriaPageTests
{
    const double Noise = 0.10;

    [Test]
    public void The_tables_of_what_a_gate_can_see_are_the_exact_ones()
    {
        var rows = Exact().Matches(Pages.Read("docs/how-the-gate-decides.md"));
        Assert.That(rows, Has.Count.EqualTo(6));
        foreach (Match row in rows)
        {
            var (d, n, noise) = (Number(row.Groups[1]), (int)Number(row.Groups[2]), Number(row.Groups[3]) / 100);
            double[] said = [.. Enumerable.Range(4, 9).Select(i => Number(row.Groups[i]))];
            double[] exact = [.. new[] { 0, 0.05, 0.10 }.SelectMany(drop => EnumerationTests.Percentages(d, n, noise, drop))];
            Assert.That(said, Is.EqualTo(exact).Within(0.1), row.Value);
        }
    }

    [Test]
    public void The_examples_that_a_tolerance_needs_are_the_exact_ones()
    {
        var rows = Row().Matches(Pages.Read("docs/choosing-criteria.md"));
        Assert.That(rows, Has.Count.EqualTo(4));
        foreach (Match row in rows)
        {
            var (d, n) = (Number(row.Groups[1]) / 100, (int)Number(row.Groups[2]));
            Assert.That(Number(row.Groups[3]), Is.EqualTo(EnumerationTests.Percentages(d, n, Noise, 0)[0]).Within(0.5), row.Value);
            Assert.That(Number(row.Groups[4]), Is.EqualTo(100 * Drop(d, n)).Within(0.06), row.Value);
        }

        // With as many changes as noise alone makes on average: the formula adds those of the drop itself.
        static double Drop(double d, int n) => Planning.DropThatPasses(n, (Math.Floor(n * d + 1e-9) + 0.5) / n, (n * Noise + 1) / (n + 2), 1);
    }

    /// <summary>The table of positions, by the rule itself: all within, all beyond, across on either side of the line.</summary>
    [Test]
    public void The_table_of_positions_is_the_rule()
    {
        var rows = Position().Matches(Pages.Read("docs/how-the-gate-decides.md"));
        Assert.That(rows, Has.Count.EqualTo(4));
        (double Low, double Value, double High)[] intervals = [(-0.01, 0, 0.01), (-0.05, -0.04, -0.03), (-0.03, -0.01, 0.01), (-0.05, -0.03, -0.01)];
        foreach (var ((low, value, high), row) in intervals.Zip(rows))
        {
            var estimate = new Estimate { Method = StatisticalMethod.PairedT, Value = value, N = 100, Candidate = 0, Line = 0.02, Allowed = 0.02, At = _ => new Interval(low, high) };
            foreach (var (isRequired, group) in new[] { (false, 1), (true, 2) })
                Assert.That(CriterionRule.Outcome(CriterionRule.Comparison(estimate, Rows.MayDropBy(0.02) with { EvidenceRequired = isRequired }, 0.05)).ToString().ToLowerInvariant(),
                    Is.EqualTo(row.Groups[group].Value), row.Value);
        }
    }

    /// <summary>How many examples or rows it takes, wherever the page names a number of them.</summary>
    [Test]
    public void The_numbers_of_examples_that_are_needed_are_the_exact_ones()
    {
        var page = Pages.Read("docs/how-the-gate-decides.md");
        int Floor(double floor) => ClopperPearson.ExamplesForFloor(floor, 0.05);
        Assert.That(page, Does.Contain($"{Floor(0.8)} for a floor of 0.8, {Floor(0.9)} for 0.9, {Floor(0.95)} for 0.95 and {Floor(0.99)} for 0.99"));
        Assert.That(page, Does.Contain($"p95 needs {OrderStatistics.LeastN(0.95, 0.95)} rows, p99 {OrderStatistics.LeastN(0.99, 0.95)}"));
        Assert.That(page, Does.Contain($"at half of the error; p95 needs {OrderStatistics.LeastN(0.95, 0.975)} rows"));
        Assert.That(EnumerationTests.Percentages(0.02, 200, 0.10, 0.01)[0], Is.EqualTo(70).Within(3), "One point lost per release passes 70 % of the time");
    }

    static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| ([\d.]+) \| (\d+) \| (\d+) % \| ([\d.]+) / ([\d.]+) / ([\d.]+) \| ([\d.]+) / ([\d.]+) / ([\d.]+) \| ([\d.]+) / ([\d.]+) / ([\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Exact();

    [GeneratedRegex(@"^\| [^|]+ \| \*\*(pass|fail|inconclusive)\*\* \| \*\*(pass|fail|inconclusive)\*\* \|$", RegexOptions.Multiline)]
    private static partial Regex Position();

    [GeneratedRegex(@"^\| (\d+) points \| (\d+) \| (\d+) % \| ([\d.]+) points \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

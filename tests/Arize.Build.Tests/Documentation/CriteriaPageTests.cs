using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Build.Gates.Statistics;
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

    static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| ([\d.]+) \| (\d+) \| (\d+) % \| ([\d.]+) / ([\d.]+) / ([\d.]+) \| ([\d.]+) / ([\d.]+) / ([\d.]+) \| ([\d.]+) / ([\d.]+) / ([\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Exact();

    [GeneratedRegex(@"^\| (\d+) points \| (\d+) \| (\d+) % \| ([\d.]+) points \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

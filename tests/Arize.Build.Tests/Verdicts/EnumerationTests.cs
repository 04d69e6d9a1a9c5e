using Arize.Build.Gates.Statistics;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>
/// How often a comparison of paired 0 and 1 passes, is inconclusive or fails: exactly, by going through every number of examples that can break and be fixed. These are the tables of
/// docs/how-the-gate-decides.md.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class EnumerationTests
{
    /// <param name="d">The tolerance.</param>
    /// <param name="n">Examples.</param>
    /// <param name="noise">The share of examples that differ between two runs of one model.</param>
    /// <param name="drop">The true drop, which adds to the share that breaks.</param>
    /// <param name="pass">The chance of a pass, in percent.</param>
    /// <param name="inconclusive">The chance of being inconclusive.</param>
    /// <param name="fail">The chance of a fail.</param>
    [TestCase(.02, 50, .05, 0, 84.0, 14.8, 1.1), TestCase(.02, 50, .05, .05, 33.0, 48.5, 18.4), TestCase(.02, 50, .05, .10, 8.7, 45.8, 45.5)]
    [TestCase(.02, 200, .05, 0, 92.4, 7.3, 0.3), TestCase(.02, 200, .05, .05, 10.4, 48.9, 40.7), TestCase(.02, 200, .05, .10, 0.1, 6.4, 93.5)]
    [TestCase(.02, 200, .10, 0, 84.4, 15.0, 0.6), TestCase(.02, 200, .10, .05, 15.5, 54.4, 30.1), TestCase(.02, 200, .10, .10, 0.5, 15.8, 83.6)]
    [TestCase(.02, 500, .05, 0, 98.2, 1.8, 0.0), TestCase(.02, 500, .05, .05, 1.8, 27.1, 71.2), TestCase(.02, 500, .05, .10, 0.0, 0.0, 100.0)]
    [TestCase(.05, 200, .05, 0, 99.9, 0.1, 0.0), TestCase(.05, 200, .05, .05, 55.1, 39.5, 5.4), TestCase(.05, 200, .05, .10, 3.4, 34.6, 62.0)]
    [TestCase(.05, 200, .10, 0, 99.0, 0.9, 0.0), TestCase(.05, 200, .10, .05, 53.9, 41.2, 4.9), TestCase(.05, 200, .10, .10, 6.0, 44.4, 49.6)]
    public void The_exact_table(double d, int n, double noise, double drop, double pass, double inconclusive, double fail)
    {
        var chances = Chances(d, n, noise, drop);
        Assert.Multiple(() =>
        {
            Assert.That(100 * chances[Outcome.Pass], Is.EqualTo(pass).Within(0.1), "pass");
            Assert.That(100 * chances[Outcome.Inconclusive], Is.EqualTo(inconclusive).Within(0.1), "inconclusive");
            Assert.That(100 * chances[Outcome.Fail], Is.EqualTo(fail).Within(0.1), "fail");
        });
    }

    /// <summary>The worst cases that were found, and the usual one.</summary>
    [TestCase(.10, 25, .05, 7.2, 9.7), TestCase(.02, 155, .01, 7.2, 9.7), TestCase(.02, 200, .10, 6.0, 6.0), TestCase(.05, 500, .05, 6.0, 6.0)]
    public void At_a_true_drop_of_the_tolerance_little_is_shown(double d, int n, double noise, double shown, double fail)
    {
        var (isShown, isFail) = (0.0, 0.0);
        foreach (var (chance, finding) in Findings(d, n, noise, d))
        {
            isShown += finding == Finding.ShownWithin ? chance : 0;
            isFail += finding == Finding.ShownBeyond ? chance : 0;
        }
        Assert.That(100 * isShown, Is.LessThanOrEqualTo(shown + 0.05));
        Assert.That(100 * isFail, Is.LessThanOrEqualTo(fail + 0.05));
    }

    /// <summary>The figure that a verdict names must be true: a drop of that size passes in 17 to 20 of a hundred builds. W3 and W4 of the first edition.</summary>
    [Test]
    public void The_drop_with_a_chance_of_one_in_five_has_it([Values(50, 200, 1000)] int n, [Values(.01, .05, .10)] double noise, [Values(.02, .05)] double d)
    {
        // With as many changes as noise alone makes on average: the formula adds those of the drop itself.
        var drop = Planning.DropThatPasses(n, (Math.Floor(n * d + 1e-9) + 0.5) / n, (n * noise + 1) / (n + 2), 1);
        Assert.That(100 * Chances(d, n, noise, drop)[Outcome.Pass], Is.InRange(16.5, 20.5), $"{drop}");
    }

    /// <summary>Pass, inconclusive and fail, in percent.</summary>
    internal static double[] Percentages(double d, int n, double noise, double drop)
    {
        var chances = Chances(d, n, noise, drop);
        return [100 * chances[Outcome.Pass], 100 * chances[Outcome.Inconclusive], 100 * chances[Outcome.Fail]];
    }

    static Dictionary<Outcome, double> Chances(double d, int n, double noise, double drop)
    {
        var chances = new Dictionary<Outcome, double> { [Outcome.Pass] = 0, [Outcome.Inconclusive] = 0, [Outcome.Fail] = 0 };
        foreach (var (chance, finding) in Findings(d, n, noise, drop))
            chances[CriterionRule.Outcome(finding)] += chance;
        return chances;
    }

    static IEnumerable<(double Chance, Finding Finding)> Findings(double d, int n, double noise, double drop)
    {
        var (breaks, mends) = (noise / 2 + drop, noise / 2);
        for (var b = 0; b <= n; b++)
            if (Binomial.Pmf(b, n, breaks) is > 1e-9 and var chance)
                for (var c = 0; c <= n - b; c++)
                    if (chance * Binomial.Pmf(c, n - b, mends / (1 - breaks)) is > 1e-10 and var both)
                        yield return (both, CriterionRule.Comparison(ComparisonEstimates.PairedShares(n, b, c, d), MayDropBy(d), 0.05));
    }
}

using Arize.Build.Gates.Judging;
using Arize.Build.Gates.Statistics;
using static Arize.Build.Tests.Judging.Rows;

namespace Arize.Build.Tests.Judging;

/// <summary>The last guard: even if a number that is no number came so far, it could not pass.</summary>
public class RuleTests
{
    [Test]
    public void Not_a_number_meets_no_floor_and_no_ceiling()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            foreach (var criterion in new[] { AtLeast(0.5), AtMost(0.5), AtLeast(double.NaN) })
                Assert.That(LevelRule.Outcome(new Level { Value = value, Interval = new(double.NaN, double.NaN), Method = "Wilson interval", N = 100 }, criterion), Is.EqualTo(Outcome.Fail));
    }

    [Test]
    public void A_bound_that_is_not_a_number_shows_nothing() => Assert.That(LevelRule.Outcome(
        new Level { Value = 0.9, Interval = new(double.NaN, double.NaN), Method = "Wilson interval", N = 100 }, AtLeast(0.5) with { Evidence = EvidenceRule.Bound }), Is.EqualTo(Outcome.Inconclusive));

    [Test]
    public void A_comparison_that_is_not_a_number_does_not_pass()
    {
        var broken = Comparison.Binary(100, 90, 5, 5, MayDropBy(0.02)) with
        {
            Scale = Scale.Continuous, Gain = double.NaN, Bounds = new Interval(double.NaN, double.NaN), P = double.NaN, BetterP = double.NaN, Deviation = double.NaN,
        };
        foreach (var policy in Enum.GetValues<RegressionPolicy>())
            Assert.That(RegressionRule.Outcome(RegressionRule.Find(broken, double.NaN, MayDropBy(0.02) with { Policy = policy })), Is.EqualTo(Outcome.Inconclusive));
    }
}

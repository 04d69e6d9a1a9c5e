using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>The last guard: even if a number that is no number came so far, it could not pass.</summary>
public class RuleTests
{
    [Test]
    public void Not_a_number_meets_no_floor_and_no_ceiling()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            foreach (var criterion in new[] { AtLeast(0.5), AtMost(0.5), AtLeast(double.NaN) })
                Assert.That(ThresholdRule.Outcome(new PointEstimate { Value = value, Interval = new(double.NaN, double.NaN), Method = "Wilson interval", N = 100 }, criterion), Is.EqualTo(Outcome.Fail));
    }

    [Test]
    public void A_bound_that_is_not_a_number_shows_nothing() => Assert.That(ThresholdRule.Outcome(
        new PointEstimate { Value = 0.9, Interval = new(double.NaN, double.NaN), Method = "Wilson interval", N = 100 }, AtLeast(0.5) with { Evidence = EvidenceRule.Bound }), Is.EqualTo(Outcome.Inconclusive));

    [Test]
    public void A_comparison_that_is_not_a_number_does_not_pass()
    {
        var broken = Comparison.Binary(100, 90, 5, 5, MayDropBy(0.02)) with
        {
            Scale = Scale.Continuous, Gain = double.NaN, Bounds = new Interval(double.NaN, double.NaN), P = double.NaN, BetterP = double.NaN, Deviation = double.NaN,
        };
        foreach (var policy in Enum.GetValues<RegressionPolicy>())
            Assert.That(ComparisonRule.Outcome(ComparisonRule.Find(broken, double.NaN, MayDropBy(0.02) with { Policy = policy })), Is.EqualTo(Outcome.Inconclusive));
    }

    [TestCase(0.9444, 0.999, "0.944", "0.999")]
    [TestCase(0.93, 0.9, "0.93", "0.90")]
    [TestCase(0.8996, 0.9, "0.8996", "0.9000")]
    [TestCase(1432.4, 1500, "1432", "1500")]
    public void A_limit_is_shown_to_its_last_digit_and_never_as_the_value(double value, double limit, string shown, string shownLimit)
    {
        Assert.That(NumberFormat.Against(value, limit), Is.EqualTo((shown, shownLimit)));
        Assert.That(double.Parse(NumberFormat.Limit(limit), System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(limit));
    }

    [TestCase(0.07, Scale.Unit, "7 points"), TestCase(0.0155, Scale.Binary, "1.55 points"), TestCase(12.5, Scale.Continuous, "12.5")]
    public void What_is_allowed_is_shown_to_its_last_digit(double difference, Scale scale, string shown) => Assert.That(NumberFormat.Allowed(difference, scale), Is.EqualTo(shown));

    [Test]
    public void One_score_says_no_more_of_a_mean_than_nine([Values(1, 2, 9, 10)] int n) =>
        Assert.That(Judged([AtLeast(0.1) with { Scale = Scale.Unit }], Of(Enumerable.Repeat(0.5, n)), data: new DataPolicy { MinExamples = 1 }).Outcome, Is.EqualTo(n < 10 ? Outcome.Inconclusive : Outcome.Pass));
}

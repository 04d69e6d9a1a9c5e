using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>The last guard: even if a number that is no number came so far, it could not pass.</summary>
public class RuleTests
{
    static Estimate Number(double value, Interval interval) => new() { Method = StatisticalMethod.PairedT, Value = value, Candidate = value, N = 100, Line = 0.02, At = _ => interval };

    [Test]
    public void Not_a_number_meets_no_floor_and_no_ceiling()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            foreach (var criterion in new[] { AtLeast(0.5), AtMost(0.5), AtLeast(double.NaN) })
                Assert.That(CriterionRule.Threshold(Number(value, new(double.NaN, double.NaN)), criterion, 0.05), Is.EqualTo(Finding.LimitMissed));
    }

    [Test]
    public void A_bound_that_is_not_a_number_shows_nothing() =>
        Assert.That(CriterionRule.Threshold(Number(0.9, new(double.NaN, double.NaN)), AtLeast(0.5) with { EvidenceRequired = true }, 0.05), Is.EqualTo(Finding.LimitNotShown));

    [Test]
    public void A_comparison_that_is_not_a_number_does_not_pass()
    {
        foreach (var evidence in new[] { true, false })
        {
            var criterion = MayDropBy(0.02) with { EvidenceRequired = evidence };
            foreach (var broken in new[] { Number(double.NaN, new(double.NaN, double.NaN)), Number(0.5, new(double.NaN, double.NaN)), Number(double.NaN, new(-0.5, 0.5)) })
                Assert.That(CriterionRule.Outcome(CriterionRule.Comparison(broken, criterion, 0.05)), Is.EqualTo(Outcome.Inconclusive));
        }
    }

    [Test]
    public void The_table_of_operators_is_in_the_order_of_the_enum() =>
        Assert.That(OperatorTable.All.Select(o => o.Operator), Is.EqualTo(Enum.GetValues<CriterionOperator>()));

    [TestCase(0.9444, 0.999, "0.944", "0.999")]
    [TestCase(0.93, 0.9, "0.93", "0.90")]
    [TestCase(0.8996, 0.9, "0.8996", "0.9000")]
    [TestCase(1432.4, 1500, "1432", "1500")]
    public void A_limit_is_shown_to_its_last_digit_and_never_as_the_value(double value, double limit, string shown, string shownLimit)
    {
        Assert.That(NumberFormat.Against(value, limit), Is.EqualTo((shown, shownLimit)));
        Assert.That(double.Parse(NumberFormat.Limit(limit), System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(limit));
    }

    [TestCase(0.07, Scale.Proportion, "7 points"), TestCase(0.0155, Scale.Binary, "1.55 points"), TestCase(12.5, Scale.Unbounded, "12.5")]
    public void What_is_allowed_is_shown_to_its_last_digit(double difference, Scale scale, string shown) => Assert.That(NumberFormat.Allowed(difference, scale), Is.EqualTo(shown));
}

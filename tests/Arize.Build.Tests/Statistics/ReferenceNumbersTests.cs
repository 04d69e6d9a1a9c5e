using Arize.Build.Gates.Statistics;
using NUnit.Framework.Constraints;

namespace Arize.Build.Tests.Statistics;

/// <summary>Published or independently computed values.</summary>
public class ReferenceNumbersTests
{
    const double Z95 = 1.959963984540054;

    static EqualNumericWithoutUsingConstraint<double> Near(double expected, double digit) => Is.EqualTo(expected).Within(digit * 0.6);

    [TestCase(0.95, 1.644853626951473)]
    [TestCase(0.975, Z95)]
    [TestCase(0.5, 0)]
    [TestCase(0.8, 0.8416212335729143)]
    public void The_normal_quantile(double p, double z) => Assert.That(Normal.Quantile(p), Is.EqualTo(z).Within(2e-15));

    [TestCase(81, 263, .255289, .366210)]
    [TestCase(0, 20, 0, .161125)]
    [TestCase(90, 100, .825634, .944771)]
    [TestCase(900, 1000, .879848, .917091)]
    [TestCase(90000, 100000, .898125, .901844)]
    [TestCase(100, 100, .963007, 1)]
    public void Wilson_two_sided(int k, int n, double low, double high)
    {
        var interval = Wilson.Interval(k, n, Z95);
        Assert.That(interval.Low, Near(low, 1e-6));
        Assert.That(interval.High, Near(high, 1e-6));
    }

    [Test]
    public void Wilson_one_sided_lower_bound() => Assert.That(Wilson.Interval(450, 500, Normal.Quantile(.95)).Low, Near(.875734, 1e-6));

    [TestCase(1, 7, .0703125, .0390625)]
    [TestCase(0, 5, .0625, .03125)]
    [TestCase(5, 5, 1, .876953)]
    [TestCase(0, 0, 1, 1)]
    public void McNemar_two_sided(int b, int c, double exact, double midP)
    {
        var tail = Binomial.Cdf(Math.Min(b, c), b + c, .5);
        Assert.That(Math.Min(1, 2 * tail), Near(exact, 1e-7));
        Assert.That(b + c == 0 ? 1 : b == c ? 1 - Binomial.Pmf(b, b + c, .5) / 2 : 2 * tail - Binomial.Pmf(Math.Min(b, c), b + c, .5), Near(midP, 1e-6));
    }

    /// <summary>The uncorrected chi-square of the same table, from its normal root: it is what Tango agrees with at 0.</summary>
    [Test]
    public void McNemar_uncorrected()
    {
        Assert.That(Math.Pow(7 - 1, 2) / 8.0, Is.EqualTo(4.5));
        Assert.That(2 * Normal.UpperTail(Math.Sqrt(4.5)), Near(.0338949, 1e-7));
        Assert.That(Tango.Score(1, 7, 100, 0), Is.EqualTo(Math.Sqrt(4.5)).Within(1e-12));
    }

    [TestCase(40, 20, 160, -.218064, -.030865)]
    [TestCase(0, 0, 50, -.071348, .071348)]
    public void Tango_two_sided(int b, int c, int n, double low, double high)
    {
        var interval = Tango.Interval(b, c, n, Z95);
        Assert.That(interval.Low, Near(low, 1e-6));
        Assert.That(interval.High, Near(high, 1e-6));
    }

    [Test]
    public void Tango_at_the_ends()
    {
        Assert.That(Tango.Interval(30, 0, 30, Z95).Low, Is.EqualTo(-1));
        Assert.That(Tango.Interval(0, 30, 30, Z95).High, Is.EqualTo(1));
    }

    /// <summary>Extra hours of sleep under two drugs (Student 1908), R's data set "sleep".</summary>
    [Test]
    public void Paired_t_on_sleep()
    {
        double[] one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        var differences = Sample.Of([.. one.Zip(two, (a, b) => a - b)]);
        Assert.That(differences.N - 1, Is.EqualTo(9));
        Assert.That(differences.Mean / differences.StandardError, Is.EqualTo(-4.062127683382037).Within(1e-12));
        Assert.That(2 * StudentT.Cdf(differences.Mean / differences.StandardError, 9), Is.EqualTo(.0028328901973843).Within(1e-14));
        Assert.That(MeanEstimate.Unbounded(differences).Interval(.025).Low, Near(-2.459886, 1e-6));
        Assert.That(MeanEstimate.Unbounded(differences).Interval(.025).High, Near(-.700114, 1e-6));
    }

    [TestCase(1, 12.7062047362)]
    [TestCase(9, 2.2621571628)]
    [TestCase(19, 2.0930240544)]
    public void The_t_quantile(double df, double t) => Assert.That(StudentT.Quantile(.975, df), Near(t, 1e-10));

    [Test]
    public void The_binomial_cdf_at_large_n() => Assert.That(Binomial.Cdf(4900, 10000, .5), Is.EqualTo(.023292763852474).Within(1e-14));

    /// <summary>Resampling k ones of n draws Bin(n, k/n): the percentile bootstrap has a closed form to be held against.</summary>
    [Test]
    public void The_percentile_bootstrap_of_18_in_20_in_closed_form()
    {
        Assert.That(Quantile(.025) / 20.0, Is.EqualTo(.75));
        Assert.That(Quantile(.975) / 20.0, Is.EqualTo(1.00));

        static int Quantile(double level) => Enumerable.Range(0, 21).First(k => Binomial.Cdf(k, 20, .9) >= level);
    }

    [TestCase(100, 99)]
    [TestCase(200, 196)]
    public void The_upper_rank_of_p95(int n, int rank) => Assert.That(OrderStatistics.UpperRank(n, .95, .95), Is.EqualTo(rank));

    [TestCase(.90, 29)]
    [TestCase(.95, 59)]
    [TestCase(.99, 299)]
    public void The_least_examples_for_a_percentile(double q, int n)
    {
        Assert.That(OrderStatistics.LeastN(q, .95), Is.EqualTo(n));
        Assert.That(OrderStatistics.UpperRank(n, q, .95), Is.EqualTo(n), "the largest one bounds it");
        Assert.That(OrderStatistics.UpperRank(n - 1, q, .95), Is.Null);
    }

    [TestCase(.8, 14)]
    [TestCase(.9, 29)]
    [TestCase(.95, 59)]
    [TestCase(.99, 299)]
    public void The_examples_that_a_floor_needs(double floor, int n)
    {
        Assert.That(ClopperPearson.ExamplesForFloor(floor, .05), Is.EqualTo(n));
        Assert.That(ClopperPearson.Interval(n, n, .05).Low, Is.GreaterThanOrEqualTo(floor));
        Assert.That(ClopperPearson.Interval(n - 1, n - 1, .05).Low, Is.LessThan(floor));
    }

    [TestCase(.05, 52)]
    [TestCase(.02, 133)]
    [TestCase(.01, 268)]
    public void The_examples_that_a_tolerance_needs(double tolerance, int n)
    {
        Assert.That(Planning.ExamplesForTolerance(tolerance, .05), Is.EqualTo(n));
        Assert.That(Tango.Interval(0, 0, n, Normal.Quantile(.95)).Low, Is.GreaterThan(-tolerance));
        Assert.That(Tango.Interval(0, 0, n - 1, Normal.Quantile(.95)).Low, Is.LessThanOrEqualTo(-tolerance));
    }

    /// <summary>60 of 200 grades rise by 1, 30 fall by 3: the mean falls by 0.15, and the interval sees it.</summary>
    [Test]
    public void Grades_by_their_mean()
    {
        double[] differences = [.. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(-3.0, 30), .. Enumerable.Repeat(0.0, 110)];
        var interval = PseudoScores.OfDifferences(Sample.Of(differences), -4, 4, .05);
        Assert.That(interval.Low, Near(-.304950, 1e-6));
        Assert.That(interval.High, Near(.008954, 1e-6));
    }

    /// <summary>56 of 70 against 48 of 80, one score added at each end of each.</summary>
    [Test]
    public void Two_samples_of_shares()
    {
        static MeanEstimate Of(int ones, int n) => MeanEstimate.Bounded(Sample.Of([.. Enumerable.Repeat(1.0, ones), .. Enumerable.Repeat(0.0, n - ones)]), 0, 1);
        var difference = Of(56, 70).Minus(Of(48, 80));
        Assert.That(difference.Mean, Near(.194106, 1e-6));
        Assert.That(difference.StandardError, Near(.072745, 1e-6));
    }

    /// <summary>Four clusters of four: their answers turn together.</summary>
    [Test]
    public void Clusters_of_four()
    {
        var values = "1111000011010100".Select(c => c - '0').Select(v => (double)v).ToArray();
        int[] clusters = [.. Enumerable.Range(0, 16).Select(i => i / 4)];
        var estimate = MeanEstimate.UnboundedClusters(ClusterSums.Of(values, clusters, numbers: 5));
        Assert.That(estimate.Mean, Is.EqualTo(.5));
        Assert.That(Sample.Of(values).StandardError, Near(.129099, 1e-6));
        Assert.That(estimate.StandardError, Near(.228218, 1e-6));
        Assert.That(estimate.Degrees, Is.EqualTo(3));
    }

    /// <summary>Differences that are all zero show a drop below 2 points from 135 examples on.</summary>
    [TestCase(134, false), TestCase(135, true)]
    public void All_zero_differences(int n, bool isShown) =>
        Assert.That(PseudoScores.OfDifferences(Sample.Of(new double[n]), -1, 1, .05).Low > -.02, Is.EqualTo(isShown));

    [Test]
    public void Holm_by_hand()
    {
        Assert.That(Holm.Adjust([.01, .04, .03, .005]), Is.EqualTo([.03, .06, .06, .02]).Within(1e-15));
        Assert.That(Holm.Adjust([.04]), Is.EqualTo([.04]));
    }
}

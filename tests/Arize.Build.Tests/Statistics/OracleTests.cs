using Arize.Build.Gates.Statistics;
using CsCheck;

namespace Arize.Build.Tests.Statistics;

/// <summary>Our own numerics against other ways to the same number, over random inputs.</summary>
public class OracleTests
{
    /// <summary>To 1e-9, and in the tail to six digits; far out there the oracle itself loses digits.</summary>
    static void Agrees(double ours, double theirs, string what)
    {
        Assert.That(ours, Is.EqualTo(theirs).Within(1e-9), what);
        if (theirs is > 1e-60 and < 1e-3)
            Assert.That(ours / theirs, Is.EqualTo(1).Within(1e-6), what);
    }

    [Test]
    public void Normal_agrees_with_MathNet()
    {
        foreach (var x in Draws.Of(Gen.Double[-8, 8], 2000))
            Agrees(Normal.Cdf(x), MathNet.Numerics.Distributions.Normal.CDF(0, 1, x), $"x = {x}");
        foreach (var p in Draws.Of(Gen.Double[1e-6, 1 - 1e-6], 2000))
            Assert.That(Normal.Quantile(p), Is.EqualTo(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p)).Within(1e-9), $"p = {p}");
    }

    [Test]
    public void Student_t_agrees_with_MathNet()
    {
        // Close to 0 the oracle rounds t away.
        foreach (var (t, df) in Draws.Of(Gen.Select(Gen.Double[-12, 12].Where(t => Math.Abs(t) > 1e-3), Gen.OneOf(Gen.Int[1, 12].Select(i => (double)i), Gen.Double[0.5, 2000])), 2000))
            Agrees(StudentT.Cdf(t, df), MathNet.Numerics.Distributions.StudentT.CDF(0, 1, df, t), $"t = {t}, df = {df}");
    }

    /// <summary>MathNet's own quantile throws for df = 1, p = .9999, so the CDF is the judge.</summary>
    [Test]
    public void Student_t_quantiles_lead_back_to_their_probability()
    {
        foreach (var (p, df) in Draws.Of(Gen.Select(Gen.Double[1e-4, 1 - 1e-4], Gen.Double[1, 2000]), 500))
            Agrees(MathNet.Numerics.Distributions.StudentT.CDF(0, 1, df, StudentT.Quantile(p, df)), p, $"p = {p}, df = {df}");
        Assert.That(StudentT.Quantile(.9999, 1), Is.EqualTo(Math.Tan(Math.PI * (.9999 - .5))).Within(1e-6), "df = 1 is Cauchy's");
    }

    [Test]
    public void The_incomplete_beta_agrees_with_MathNet()
    {
        foreach (var (a, b, x) in Draws.Of(Gen.Select(Gen.Double[0.5, 300], Gen.Double[0.5, 300], Gen.Double[0, 1]), 2000))
            Agrees(IncompleteBeta.Of(x, 1 - x, a, b), MathNet.Numerics.SpecialFunctions.BetaRegularized(a, b, x), $"a = {a}, b = {b}, x = {x}");
    }

    [Test]
    public void The_binomial_agrees_with_MathNet()
    {
        foreach (var (n, p, share) in Draws.Of(Gen.Select(Gen.Int[1, 5000], Gen.Double[0.001, 0.999], Gen.Double[0, 1]), 2000))
        {
            var k = (int)(share * n);
            Agrees(Binomial.Cdf(k, n, p), MathNet.Numerics.Distributions.Binomial.CDF(p, n, k), $"k = {k}, n = {n}, p = {p}");
        }
    }

    /// <summary>The beta quantiles of the textbook against the binomial that is solved here.</summary>
    [Test]
    public void Clopper_and_Pearson_agree_with_the_beta_distribution()
    {
        foreach (var (n, share, error) in Draws.Of(Gen.Select(Gen.Int[1, 2000], Gen.Double[0, 1], Gen.Double[0.001, 0.2]), 300))
        {
            var k = (int)Math.Round(share * n);
            var interval = ClopperPearson.Interval(k, n, error);
            if (k > 0)
                Assert.That(MathNet.Numerics.Distributions.Beta.CDF(k, n - k + 1, interval.Low), Is.EqualTo(error).Within(1e-7), $"{k} of {n}");
            if (k < n)
                Assert.That(MathNet.Numerics.Distributions.Beta.CDF(k + 1, n - k, interval.High), Is.EqualTo(1 - error).Within(1e-7), $"{k} of {n}");
        }
    }

    /// <summary>The score equation |k/n - p| = z √(p(1-p)/n), solved by halving.</summary>
    [Test]
    public void Wilson_agrees_with_the_score_equation()
    {
        foreach (var (n, share, z) in Draws.Of(Gen.Select(Gen.Int[1, 100_000], Gen.Double[0, 1], Gen.Double[0.5, 4]), 1000))
        {
            var k = (int)Math.Round(share * n);
            var estimate = k / (double)n;
            var interval = Wilson.Interval(k, n, z);
            Agrees(interval.Low, Solve(0, estimate), $"{k} of {n}, z = {z}");
            Agrees(interval.High, Solve(1, estimate), $"{k} of {n}, z = {z}");

            double Solve(double outside, double inside)
            {
                for (var i = 0; i < 200; i++)
                {
                    var middle = (outside + inside) / 2;
                    if (Math.Abs(estimate - middle) > z * Math.Sqrt(middle * (1 - middle) / n))
                        outside = middle;
                    else
                        inside = middle;
                }
                return (outside + inside) / 2;
            }
        }
    }

    /// <summary>The share q that makes the counts likeliest, found by search instead of by the formula; then the interval by halving on it.</summary>
    [Test]
    public void Tango_agrees_with_the_likelihood()
    {
        foreach (var (n, first, second, z) in Draws.Of(Gen.Select(Gen.Int[1, 500], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[1, 3]), 250))
        {
            var b = (int)(first * n * 0.5);
            var c = (int)(second * (n - b) * 0.5);
            var interval = Tango.Interval(b, c, n, z);
            var estimate = (c - b) / (double)n;
            Assert.That(interval.Low, Is.EqualTo(Solve(-1, d => Score(d) > z)).Within(1e-6), $"b = {b}, c = {c}, n = {n}, z = {z}");
            Assert.That(interval.High, Is.EqualTo(Solve(1, d => Score(d) < -z)).Within(1e-6), $"b = {b}, c = {c}, n = {n}, z = {z}");

            double Score(double d)
            {
                var q = Likeliest(d);
                return (c - b - n * d) / Math.Sqrt(n * (2 * q + d * (1 - d)));
            }

            double Likeliest(double d)
            {
                double low = Math.Max(0, -d), high = (1 - d) / 2;
                for (var i = 0; i < 200; i++)
                {
                    double left = low + (high - low) / 3, right = high - (high - low) / 3;
                    if (Slope((left + right) / 2) > 0)
                        low = left;
                    else
                        high = right;
                }
                return (low + high) / 2;

                // The derivative of b ln q + c ln(q + d) + (n - b - c) ln(1 - 2q - d): sharper to search in than the likelihood, which is flat on top.
                double Slope(double q) => Part(b, q) + Part(c, q + d) - 2 * Part(n - b - c, 1 - 2 * q - d);

                static double Part(int count, double share) => count == 0 ? 0 : count / share;
            }

            double Solve(double outside, Predicate<double> isOutside)
            {
                var inside = estimate;
                for (var i = 0; i < 60; i++)
                {
                    var middle = (outside + inside) / 2;
                    if (isOutside(middle))
                        outside = middle;
                    else
                        inside = middle;
                }
                return (outside + inside) / 2;
            }
        }
    }
}

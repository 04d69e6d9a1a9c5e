namespace Arize.Build.Gates.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    static readonly double RootTwoPi = Math.Sqrt(2 * Math.PI);

    /// <summary>P(X &lt;= x).</summary>
    public static double Cdf(double x) => UpperTail(-x);

    /// <summary>P(X &gt; x): right in relative terms far out, too.</summary>
    public static double UpperTail(double x) => x < 0 ? 1 - UpperTail(-x) : x < 2.5 ? 0.5 - Series(x) : Fraction(x);

    /// <summary>The x with P(X &lt;= x) = p, 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p)
    {
        if (p > 0.5)
            return -Quantile(1 - p);
        if (!(p > 0))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1 is needed.");
        // A rough start (Abramowitz and Stegun 26.2.23), then Newton on the logarithm of the tail, which is almost a parabola.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        for (var i = 0; i < 4; i++)
        {
            var tail = UpperTail(x);
            x += tail * Math.Log(tail / p) / Density(x);
        }
        return -x;
    }

    /// <summary>The density at x.</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / RootTwoPi;

    /// <summary>P(0 &lt; X &lt;= x) = φ(x) (x + x³/3 + x⁵/15 + …).</summary>
    static double Series(double x)
    {
        double sum = x, term = x;
        for (var i = 3; term > sum * 1e-17; i += 2)
            sum += term *= x * x / i;
        return sum * Density(x);
    }

    /// <summary>φ(x) / (x + 1/(x + 2/(x + 3/(…)))), from the inside out.</summary>
    static double Fraction(double x)
    {
        var inner = x;
        for (var i = 160; i > 0; i--)
            inner = x + i / inner;
        return Density(x) / inner;
    }
}

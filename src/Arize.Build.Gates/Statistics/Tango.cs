namespace Arize.Build.Gates.Statistics;

/// <summary>Tango's score interval for the difference of two paired shares (Statistics in Medicine 17, 1998).</summary>
internal static class Tango
{
    /// <summary>The interval of candidate - baseline.</summary>
    /// <param name="b">Pairs in which the baseline passes and the candidate fails.</param>
    /// <param name="c">Pairs in which the candidate passes and the baseline fails.</param>
    /// <param name="n">All pairs, at least 1.</param>
    /// <param name="z">The normal quantile of the one-sided level.</param>
    public static Interval Interval(long b, long c, long n, double z)
    {
        if (b + c == 0)
            return new(-z * z / (n + z * z), z * z / (n + z * z));
        var estimate = (c - b) / (double)n;
        return new(
            b == n ? -1 : Bisection.Point(-1, estimate, d => Score(b, c, n, d) > z),
            c == n ? 1 : Bisection.Point(estimate, 1, d => Score(b, c, n, d) >= -z));
    }

    /// <summary>How far the observed difference lies above d, in standard errors under d. Falls as d rises.</summary>
    internal static double Score(long b, long c, long n, double d)
    {
        var q = Restricted(b, c, n, d);
        var gap = c - b - n * d;
        var variance = n * (2 * q + d * (1 - d));
        return variance > 0 ? gap / Math.Sqrt(variance) : gap > 0 ? double.PositiveInfinity : gap < 0 ? double.NegativeInfinity : 0;
    }

    /// <summary>The most likely share of b where the difference is d: a root of A q² + B q + C, in the form that does not cancel.</summary>
    internal static double Restricted(long b, long c, long n, double d)
    {
        var a2 = 2.0 * n;
        var b2 = (2.0 * n - c + b) * d - b - c;
        var c2 = -b * d * (1 - d);
        var root = Math.Sqrt(Math.Max(0, b2 * b2 - 4 * a2 * c2));
        return b2 > 0 ? -2 * c2 / (b2 + root) : (root - b2) / (2 * a2);
    }
}

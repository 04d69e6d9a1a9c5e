namespace Arize.Build.Gates.Statistics;

/// <summary>
/// McNemar's test of paired yes/no results: b = the baseline passes and the candidate fails ("broke"), c = the reverse ("fixed"). Pairs that agree say nothing
/// of a change, so it is the sign test on b and c.
/// </summary>
internal static class McNemar
{
    /// <summary>One-sided mid-p that the candidate is worse. This one decides.</summary>
    public static double WorseMidP(long b, long c) => SignTest.WorseMidP(b, c);

    /// <summary>Exact two-sided p.</summary>
    public static double Exact(long b, long c) => b + c == 0 ? 1 : Math.Min(1, 2 * Binomial.Cdf(Math.Min(b, c), b + c, 0.5));

    /// <summary>Two-sided mid-p.</summary>
    public static double MidP(long b, long c) => b + c == 0 ? 1
        : b == c ? 1 - Binomial.Pmf(b, b + c, 0.5) / 2
        : 2 * Binomial.Cdf(Math.Min(b, c), b + c, 0.5) - Binomial.Pmf(Math.Min(b, c), b + c, 0.5);
}

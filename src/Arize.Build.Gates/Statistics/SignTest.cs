namespace Arize.Build.Gates.Statistics;

/// <summary>The sign test: of those that changed, how many got worse? Under no change it is a fair coin, Bin(m, 1/2).</summary>
internal static class SignTest
{
    /// <summary>One-sided mid-p that it got worse: P(X &gt; worse) + P(X = worse) / 2. Without any change: 1.</summary>
    public static double WorseMidP(long worse, long better)
    {
        var m = worse + better;
        return m == 0 ? 1 : Binomial.UpperTail(worse, m, 0.5) - Binomial.Pmf(worse, m, 0.5) / 2;
    }
}

namespace Arize.Build.Gates.Statistics;

/// <summary>A percentile and its bounds by order statistics: how many of n lie below the true percentile is Bin(n, q), whatever the distribution.</summary>
internal static class OrderStatistics
{
    /// <summary>The nearest rank, 1 to n, of the q-quantile.</summary>
    public static int Rank(int n, double q) => Math.Clamp((int)Math.Ceiling(Math.Round(q * n, 9)), 1, n);

    /// <summary>The least rank whose value is, at <paramref name="confidence"/>, at least the true q-quantile; null if n is too small for one.</summary>
    public static int? UpperRank(int n, double q, double confidence) =>
        Binomial.Cdf(n - 1, n, q) < confidence ? null : Bisection.Narrow(0, n, rank => Binomial.Cdf(rank - 1, n, q) < confidence).High;

    /// <summary>The greatest rank whose value is, at <paramref name="confidence"/>, at most the true q-quantile; null if n is too small for one.</summary>
    public static int? LowerRank(int n, double q, double confidence) => UpperRank(n, 1 - q, confidence) is { } rank ? n + 1 - rank : null;

    /// <summary>The least n with an upper bound: n >= ln(1 - confidence) / ln q.</summary>
    public static int LeastN(double q, double confidence) => (int)Math.Ceiling(Math.Log(1 - confidence) / Math.Log(q));
}

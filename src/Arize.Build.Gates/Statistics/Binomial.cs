namespace Arize.Build.Gates.Statistics;

/// <summary>The binomial distribution, without a normal approximation at any n.</summary>
internal static class Binomial
{
    static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <summary>P(X = k), X ~ Bin(n, p). Loader's form: large logarithms that would cancel are never made.</summary>
    public static double Pmf(long k, long n, double p)
    {
        if (k < 0 || k > n)
            return 0;
        if (p <= 0 || p >= 1)
            return p <= 0 == (k == 0) && p >= 1 == (k == n) ? 1 : 0;
        if (k == 0)
            return Math.Exp(n * LogGamma.Log1P(-p));
        if (k == n)
            return Math.Exp(n * Math.Log(p));
        var log = Error(n) - Error(k) - Error(n - k) - Deviance(k, n * p) - Deviance(n - k, n * (1 - p));
        return Math.Exp(log - 0.5 * (LogTwoPi + Math.Log(k) + LogGamma.Log1P(-(double)k / n)));
    }

    /// <summary>P(X &lt;= k).</summary>
    public static double Cdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : k < (n + 1) * p ? Math.Min(1, Below(k, n, p)) : 1 - Below(n - k - 1, n, 1 - p);

    /// <summary>P(X &gt;= k).</summary>
    public static double UpperTail(long k, long n, double p) => Cdf(n - k, n, 1 - p);

    /// <summary>Sums from k down while the terms count: each follows from the one above it. Below the mean they shrink at once, so about √n of them do.</summary>
    static double Below(long k, long n, double p)
    {
        double sum = 1, term = 1;
        for (var i = k; i > 0 && term > sum * 1e-18; i--)
            sum += term *= i / (double)(n - i + 1) * ((1 - p) / p);
        return sum * Pmf(k, n, p);
    }

    /// <summary>ln n! less Stirling's formula for it.</summary>
    static double Error(long n) => LogGamma.StirlingError(n);

    /// <summary>x ln(x/m) + m - x. Near m it is the small difference of large numbers, so a series takes its place there.</summary>
    static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
            return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        double sum = (x - m) * v, term = 2 * x * v;
        for (var j = 3; ; j += 2)
        {
            term *= v * v;
            var next = sum + term / j;
            if (next == sum)
                return sum;
            sum = next;
        }
    }
}

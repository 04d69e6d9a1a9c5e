namespace Arize.Build.Gates.Statistics;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>P(T &lt;= t).</summary>
    /// <param name="t">The point.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    public static double Cdf(double t, double df) => t < 0 ? UpperTail(-t, df) : 1 - UpperTail(t, df);

    /// <summary>P(T &gt; t).</summary>
    /// <param name="t">The point.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    public static double UpperTail(double t, double df)
    {
        if (t < 0)
            return 1 - UpperTail(-t, df);
        if (double.IsPositiveInfinity(t))
            return 0;
        var square = t * t;
        return IncompleteBeta.Of(df / (df + square), square / (df + square), df / 2, 0.5) / 2;
    }

    /// <summary>The t with P(T &lt;= t) = p, 0 &lt; p &lt; 1.</summary>
    /// <param name="p">The probability.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    public static double Quantile(double p, double df)
    {
        if (p < 0.5)
            return -Quantile(1 - p, df);
        if (!(p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1 is needed.");
        if (last is { } known && known.P == p && known.Df == df)
            return known.T;
        var t = Solve(1 - p, df);
        last = new Known(p, df, t);
        return t;
    }

    /// <summary>Newton's steps on the tail, kept between two ends that halving moves: the tail falls steadily, so it cannot fail.</summary>
    static double Solve(double tail, double df)
    {
        double low = 0, high = 1;
        while (UpperTail(high, df) > tail)
            (low, high) = (high, high * 2);
        var scale = LogGamma.Of((df + 1) / 2) - LogGamma.Of(df / 2) - Math.Log(df * Math.PI) / 2;
        var t = (low + high) / 2;
        for (var i = 0; i < 100 && high - low > high * 1e-16; i++)
        {
            var excess = UpperTail(t, df) - tail;
            if (excess > 0)
                low = t;
            else
                high = t;
            var next = t + excess / Math.Exp(scale - (df + 1) / 2 * LogGamma.Log1P(t * t / df));
            if (Math.Abs(next - t) <= t * 1e-15)
                return next;
            t = next > low && next < high ? next : (low + high) / 2;
        }
        return t;
    }

    /// <summary>The last answer: one gate asks for the same quantile thousands of times.</summary>
    sealed record Known(double P, double Df, double T);

    static Known? last;
}

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
        var tail = 1 - p;
        double low = 0, high = 1;
        while (UpperTail(high, df) > tail)
            (low, high) = (high, high * 2);
        // The tail falls steadily, so halving cannot fail; 100 halvings exhaust a double.
        for (var i = 0; i < 100 && high - low > high * 1e-16; i++)
        {
            var middle = (low + high) / 2;
            if (UpperTail(middle, df) > tail)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}

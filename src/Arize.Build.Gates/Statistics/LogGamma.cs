namespace Arize.Build.Gates.Statistics;

/// <summary>The logarithm of the gamma function for positive numbers.</summary>
internal static class LogGamma
{
    static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double Of(double x) => x < Shift ? Of(x + 1) - Math.Log(x) : (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingError(x);

    /// <summary>
    /// What Stirling's formula leaves out: ln Γ(x) - ((x - 1/2) ln x - x + ln(2π)/2). Small numbers step up to where its series is good to the last digit.
    /// </summary>
    public static double StirlingError(double x)
    {
        if (x < Shift)
            return StirlingError(x + 1) + (x + 0.5) * Log1P(1 / x) - 1;
        var x2 = 1 / (x * x);
        return (1.0 / 12 - x2 * (1.0 / 360 - x2 * (1.0 / 1260 - x2 * (1.0 / 1680 - x2 * (1.0 / 1188 - x2 * (691.0 / 360360 - x2 / 156)))))) / x;
    }

    /// <summary>ln(1 + x), right for tiny x too.</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        // What the addition rounded away is put back.
        return sum == 1 ? x : Math.Log(sum) - (sum - 1 - x) / sum;
    }

    const double Shift = 12;
}

namespace Arize.Build.Gates.Statistics;

/// <summary>Wilson's score interval for a share.</summary>
internal static class Wilson
{
    /// <summary>The interval around <paramref name="successes"/> of <paramref name="n"/>; one-sided bounds at the level that <paramref name="z"/> stands for.</summary>
    public static Interval Interval(long successes, long n, double z)
    {
        var p = successes / (double)n;
        var square = z * z;
        var middle = p + square / (2 * n);
        var spread = z * Math.Sqrt(p * (1 - p) / n + square / (4.0 * n * n));
        var scale = 1 + square / n;
        // At the ends the bound is exactly 0 or 1; rounding would leave a crumb.
        return new(successes == 0 ? 0 : (middle - spread) / scale, successes == n ? 1 : (middle + spread) / scale);
    }
}

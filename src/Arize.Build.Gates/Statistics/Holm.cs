namespace Arize.Build.Gates.Statistics;

/// <summary>Holm's correction: several questions, and the chance of even one false alarm stays below the level.</summary>
internal static class Holm
{
    /// <summary>The adjusted p of each, in the order given.</summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var least = 0.0;
        var rank = 0;
        foreach (var i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
            adjusted[i] = least = Math.Max(least, Math.Min(1, (p.Count - rank++) * p[i]));
        return adjusted;
    }
}

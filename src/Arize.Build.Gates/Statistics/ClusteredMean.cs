namespace Arize.Build.Gates.Statistics;

/// <summary>
/// The mean of numbers that come in clusters, such as several questions on one document: clusters are independent, their members are not
/// (Miller 2024, arXiv 2411.00640, with the usual small-sample factor G/(G-1)).
/// </summary>
/// <param name="N">How many numbers.</param>
/// <param name="Clusters">How many clusters, G.</param>
/// <param name="Mean">The mean over all numbers.</param>
/// <param name="StandardError">Its standard error; not a number for a single cluster.</param>
internal readonly record struct ClusteredMean(int N, int Clusters, double Mean, double StandardError)
{
    /// <summary>Below this the standard error is itself uncertain, and a warning is due.</summary>
    public const int FewClusters = 10;

    /// <summary>Reads numbers with the cluster that each belongs to.</summary>
    public static ClusteredMean Of<TCluster>(IReadOnlyList<(TCluster Cluster, double Value)> values)
        where TCluster : notnull
    {
        var mean = Total(values.Select(v => v.Value)) / values.Count;
        var sums = values.GroupBy(v => v.Cluster).Select(g => Total(g.Select(v => v.Value - mean))).ToArray();
        var factor = sums.Length / (sums.Length - 1.0);
        return new(values.Count, sums.Length, mean, Math.Sqrt(factor * Total(sums.Select(s => s * s))) / values.Count);
    }

    /// <summary>The t interval with G - 1 degrees of freedom and one-sided bounds at <paramref name="confidence"/>.</summary>
    public Interval Interval(double confidence)
    {
        var reach = StudentT.Quantile(confidence, Clusters - 1) * StandardError;
        return new(Mean - reach, Mean + reach);
    }

    static double Total(IEnumerable<double> values)
    {
        var sum = new CompensatedSum();
        foreach (var value in values)
            sum.Add(value);
        return sum.Total;
    }
}

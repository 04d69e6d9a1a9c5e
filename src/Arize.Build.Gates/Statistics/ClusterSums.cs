namespace Arize.Build.Gates.Statistics;

/// <summary>Sums and sizes of clusters: examples that share a document, or a conversation, are not independent.</summary>
internal sealed class ClusterSums
{
    readonly double[] sums;
    readonly int[] sizes;

    ClusterSums(double[] sums, int[] sizes, int n) => (this.sums, this.sizes, N) = (sums, sizes, n);

    /// <summary>How many values.</summary>
    public int N { get; }

    /// <summary>How many clusters.</summary>
    public int Count => sums.Length;

    public double Total => sums.Sum();

    /// <summary>Groups values by the cluster of each.</summary>
    public static ClusterSums Of(ReadOnlySpan<double> values, ReadOnlySpan<UInt128> clusters)
    {
        var known = new SortedDictionary<UInt128, (double Sum, int Size)>();
        for (var i = 0; i < values.Length; i++)
        {
            known.TryGetValue(clusters[i], out var so);
            known[clusters[i]] = (so.Sum + values[i], so.Size + 1);
        }
        return new ClusterSums([.. known.Values.Select(c => c.Sum)], [.. known.Values.Select(c => c.Size)], values.Length);
    }

    /// <summary>The squares of each cluster's sum about what its size makes of a mean.</summary>
    public double SquaresAbout(double mean)
    {
        var squares = new CompensatedSum();
        for (var i = 0; i < sums.Length; i++)
            squares.Add(Math.Pow(sums[i] - sizes[i] * mean, 2));
        return squares.Total;
    }
}

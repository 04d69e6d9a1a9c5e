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
        var places = new Dictionary<UInt128, int>();
        var (sums, sizes) = (new List<double>(), new List<int>());
        for (var i = 0; i < values.Length; i++)
        {
            if (places.TryAdd(clusters[i], sums.Count))
            {
                sums.Add(0);
                sizes.Add(0);
            }
            var place = places[clusters[i]];
            (sums[place], sizes[place]) = (sums[place] + values[i], sizes[place] + 1);
        }
        // In an order of their own, so that the same clusters give the same to the last bit.
        UInt128[] keys = [.. places.Keys];
        int[] order = [.. places.Values];
        Array.Sort(keys, order);
        return new ClusterSums([.. order.Select(p => sums[p])], [.. order.Select(p => sizes[p])], values.Length);
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

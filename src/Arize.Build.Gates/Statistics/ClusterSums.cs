namespace Arize.Build.Gates.Statistics;

/// <summary>Sums and sizes of clusters: examples that share a document, or a conversation, are not independent.</summary>
internal sealed class ClusterSums
{
    readonly double own;
    readonly double squares;
    readonly double products;
    readonly double sizeSquares;

    ClusterSums(List<double> sums, List<int> sizes, int n)
    {
        (N, Count, Total) = (n, sums.Count, sums.Sum());
        own = Total / n;
        var (all, mixed) = (new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < sums.Count; i++)
        {
            var off = sums[i] - sizes[i] * own;
            all.Add(off * off);
            mixed.Add(off * sizes[i]);
            sizeSquares += (double)sizes[i] * sizes[i];
        }
        (squares, products) = (all.Total, mixed.Total);
    }

    /// <summary>How many values.</summary>
    public int N { get; }

    /// <summary>How many clusters.</summary>
    public int Count { get; }

    public double Total { get; }

    /// <summary>Groups values by the cluster of each.</summary>
    public static ClusterSums Of(ReadOnlySpan<double> values, ReadOnlySpan<UInt128> clusters)
    {
        var (sums, sizes) = (new List<double>(), new List<int>());
        if (AreTogether(clusters))
        {
            for (var i = 0; i < values.Length; i++)
                if (i > 0 && clusters[i] == clusters[i - 1])
                    (sums[^1], sizes[^1]) = (sums[^1] + values[i], sizes[^1] + 1);
                else
                {
                    sums.Add(values[i]);
                    sizes.Add(1);
                }
            return new ClusterSums(sums, sizes, values.Length);
        }
        var places = new Dictionary<UInt128, int>();
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

    /// <summary>How many clusters there are.</summary>
    public static int CountOf(UInt128[] clusters)
    {
        if (!AreTogether(clusters))
            return clusters.Distinct().Count();
        var count = 0;
        for (var i = 0; i < clusters.Length; i++)
            count += i == 0 || clusters[i] != clusters[i - 1] ? 1 : 0;
        return count;
    }

    /// <summary>
    /// The squares of each cluster's sum about what its size makes of a mean. An interval asks for it at every error, so it is calculated from sums: with d = mean - own mean,
    /// each (sum - size * mean)² is (off - size * d)², where off is the sum less what its size makes of the own mean.
    /// </summary>
    public double SquaresAbout(double mean) => Math.Max(0, squares - 2 * (mean - own) * products + (mean - own) * (mean - own) * sizeSquares);

    /// <summary>Whether the clusters are in order already, as those of a deck are.</summary>
    static bool AreTogether(ReadOnlySpan<UInt128> clusters)
    {
        for (var i = 1; i < clusters.Length; i++)
            if (clusters[i] < clusters[i - 1])
                return false;
        return true;
    }
}

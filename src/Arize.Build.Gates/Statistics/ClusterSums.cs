using System.Buffers;

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
        if (!AreTogether(clusters))
            return Sorted(values, clusters);
        var (sums, sizes) = (new List<double>(), new List<int>());
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

    /// <summary>Clusters in an order of their own, and values of a cluster in that given, so that the same clusters give the same to the last bit.</summary>
    static ClusterSums Sorted(ReadOnlySpan<double> values, ReadOnlySpan<UInt128> clusters)
    {
        var n = clusters.Length;
        var (keys, order, sorted) = (ArrayPool<UInt128>.Shared.Rent(n), ArrayPool<int>.Shared.Rent(n), ArrayPool<double>.Shared.Rent(n));
        clusters.CopyTo(keys);
        for (var i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(keys, order, 0, n);
        for (int from = 0, to = 0; from < n; from = to)
        {
            while (to < n && keys[to] == keys[from])
                to++;
            Array.Sort(order, from, to - from);
        }
        for (var i = 0; i < n; i++)
            sorted[i] = values[order[i]];
        var sums = Of(sorted.AsSpan(0, n), keys.AsSpan(0, n));
        ArrayPool<UInt128>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<double>.Shared.Return(sorted);
        return sums;
    }

    /// <summary>How many clusters there are.</summary>
    public static int CountOf(ReadOnlySpan<UInt128> clusters)
    {
        if (AreTogether(clusters))
            return CountTogether(clusters);
        var sorted = ArrayPool<UInt128>.Shared.Rent(clusters.Length);
        clusters.CopyTo(sorted);
        Array.Sort(sorted, 0, clusters.Length);
        var count = CountTogether(sorted.AsSpan(0, clusters.Length));
        ArrayPool<UInt128>.Shared.Return(sorted);
        return count;

        static int CountTogether(ReadOnlySpan<UInt128> together)
        {
            var count = 0;
            for (var i = 0; i < together.Length; i++)
                count += i == 0 || together[i] != together[i - 1] ? 1 : 0;
            return count;
        }
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

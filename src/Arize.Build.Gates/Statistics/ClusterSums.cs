using System.Buffers;

namespace Arize.Build.Gates.Statistics;

/// <summary>Sums and sizes of clusters: examples that share a document, or a conversation, are not independent.</summary>
internal sealed class ClusterSums
{
    readonly double own;
    readonly double squares;
    readonly double products;
    readonly double sizeSquares;

    ClusterSums(ReadOnlySpan<double> sums, ReadOnlySpan<int> sizes, int n)
    {
        var total = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            total += sums[i];
            Count += sizes[i] > 0 ? 1 : 0;
        }
        (N, Total, own) = (n, total, total / n);
        var (all, mixed) = (new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < sums.Length; i++)
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
    /// <param name="values">The values.</param>
    /// <param name="clusters">The number of each value's cluster.</param>
    /// <param name="numbers">Clusters have numbers below this one; some may have no value.</param>
    public static ClusterSums Of(ReadOnlySpan<double> values, ReadOnlySpan<int> clusters, int numbers)
    {
        var (sums, sizes) = (ArrayPool<double>.Shared.Rent(numbers), ArrayPool<int>.Shared.Rent(numbers));
        Array.Clear(sums, 0, numbers);
        Array.Clear(sizes, 0, numbers);
        for (var i = 0; i < values.Length; i++)
        {
            sums[clusters[i]] += values[i];
            sizes[clusters[i]]++;
        }
        var made = new ClusterSums(sums.AsSpan(0, numbers), sizes.AsSpan(0, numbers), values.Length);
        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<int>.Shared.Return(sizes);
        return made;
    }

    /// <summary>How many of the clusters have a value.</summary>
    public static int CountOf(ReadOnlySpan<int> clusters, int numbers)
    {
        var isSeen = ArrayPool<bool>.Shared.Rent(numbers);
        Array.Clear(isSeen, 0, numbers);
        var count = 0;
        foreach (var cluster in clusters)
            if (!isSeen[cluster])
            {
                isSeen[cluster] = true;
                count++;
            }
        ArrayPool<bool>.Shared.Return(isSeen);
        return count;
    }

    /// <summary>
    /// The squares of each cluster's sum about what its size makes of a mean. An interval asks for it at every error, so it is calculated from sums: with d = mean - own mean,
    /// each (sum - size * mean)² is (off - size * d)², where off is the sum less what its size makes of the own mean.
    /// </summary>
    public double SquaresAbout(double mean) => Math.Max(0, squares - 2 * (mean - own) * products + (mean - own) * (mean - own) * sizeSquares);
}

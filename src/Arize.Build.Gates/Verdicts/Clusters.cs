using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The cluster of each example: a small number, by which sums are added up without sorting.</summary>
/// <param name="Keys">What each cluster is known by, rising.</param>
/// <param name="Numbers">The cluster of each example: where it is in the keys.</param>
internal sealed record Clusters(ulong[] Keys, int[] Numbers)
{
    /// <summary>How many clusters have an example.</summary>
    public int Count => ClusterSums.CountOf(Numbers, Keys.Length);

    /// <summary>What an example's cluster is known by.</summary>
    public ulong this[int example] => Keys[Numbers[example]];

    /// <summary>The clusters of examples, by what the cluster of each is known by.</summary>
    public static Clusters Of(ulong[] clusters)
    {
        var keys = (ulong[])clusters.Clone();
        Array.Sort(keys);
        var count = 0;
        foreach (var key in keys)
            if (count == 0 || key != keys[count - 1])
                keys[count++] = key;
        Array.Resize(ref keys, count);
        return new(keys, Array.ConvertAll(clusters, c => Array.BinarySearch(keys, c)));
    }

    /// <summary>The clusters of some of the examples.</summary>
    public Clusters Take(int[] examples) => this with { Numbers = Array.ConvertAll(examples, e => Numbers[e]) };
}

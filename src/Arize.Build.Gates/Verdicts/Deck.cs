using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// The examples of two samples that are not paired, put together to be dealt anew: whole clusters, or examples, by chance. Those with the lowest draws are the candidate's, as many as it has.
/// An example without clusters has one draw on each side; a cluster stays together, but for the last one. The cards lie in the order of their clusters, so that each deal has its clusters together.
/// </summary>
internal sealed class Deck
{
    readonly CriterionData data;
    readonly (ExampleScores From, int At)[] cards;
    readonly Clusters? clusters;
    readonly ulong[] keys;
    readonly double[] means;
    readonly bool isRepeated;

    public Deck(CriterionData data)
    {
        this.data = data;
        var (mine, theirs) = (data.Mine, data.Theirs!);
        isRepeated = mine.Start is not null || theirs.Start is not null;
        cards = [.. Enumerable.Range(0, mine.N).Select(i => (mine, i)), .. Enumerable.Range(0, theirs.N).Select(i => (theirs, i))];
        if (data is { Clusters: { } ours, TheirClusters: { } others })
        {
            keys = [.. ours.Numbers.Select(c => ours.Keys[c]), .. others.Numbers.Select(c => others.Keys[c])];
            Array.Sort(keys, cards);
            clusters = Clusters.Of(keys);
        }
        else
            keys = [.. mine.Examples.Select(IdHash.Order), .. theirs.Examples.Select(e => IdHash.Order(e) ^ 1)];
        means = Array.ConvertAll(cards, c => c.From.Means[c.At]);
    }

    /// <summary>How many cards there are.</summary>
    public int Count => cards.Length;

    /// <summary>Whether another deck, of another metric, is always split alike.</summary>
    public bool IsLike(Deck other) => data.Mine.N == other.data.Mine.N && keys.AsSpan().SequenceEqual(other.keys);

    /// <summary>Deals the places of the cards: the candidate's and the others.</summary>
    public (int[] Ours, int[] Others) Split(ulong draw)
    {
        var n = data.Mine.N;
        var draws = new ulong[keys.Length];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = IdenticalModel.Mix(draw ^ keys[i]);
        var limit = Smallest((ulong[])draws.Clone(), n);
        var atLimit = n;
        foreach (var drawn in draws)
            atLimit -= drawn < limit ? 1 : 0;
        var (ours, others) = (new int[n], new int[cards.Length - n]);
        for (int i = 0, o = 0, t = 0; i < cards.Length; i++)
            if (draws[i] < limit || draws[i] == limit && atLimit-- > 0)
                ours[o++] = i;
            else
                others[t++] = i;
        return (ours, others);
    }

    /// <summary>The data of both sides after a deal.</summary>
    public CriterionData Deal((int[] Ours, int[] Others) split) => data with
    {
        Mine = Taken(split.Ours, data.Mine),
        Theirs = Taken(split.Others, data.Theirs!),
        Clusters = clusters?.Take(split.Ours),
        TheirClusters = clusters?.Take(split.Others),
    };

    ExampleScores Taken(int[] taken, ExampleScores side) => isRepeated
        ? ExampleScores.Take(Array.ConvertAll(taken, i => cards[i]), side.Positions, side.Examples)
        : side.With(Array.ConvertAll(taken, i => means[i]));

    /// <summary>The number of which so many, itself included, are as small; the numbers are put in another order.</summary>
    static ulong Smallest(ulong[] numbers, int count)
    {
        int low = 0, high = numbers.Length - 1;
        while (low < high)
        {
            var (pivot, i, j) = (numbers[(low + high) / 2], low, high);
            while (i <= j)
            {
                while (numbers[i] < pivot)
                    i++;
                while (numbers[j] > pivot)
                    j--;
                if (i <= j)
                    (numbers[i], numbers[j], i, j) = (numbers[j], numbers[i], i + 1, j - 1);
            }
            if (count - 1 <= j)
                high = j;
            else if (count - 1 >= i)
                low = i;
            else
                break;
        }
        return numbers[count - 1];
    }
}

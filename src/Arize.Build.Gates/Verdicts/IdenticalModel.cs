using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// How often an identical model would pass. If both sides were runs of one model, it would not matter which one is called the candidate: so each example (each cluster, if there are any) is
/// exchanged with chance 1/2, with its whole row, and the judge itself decides. Unpaired examples are dealt anew into two samples of the same sizes.
/// </summary>
internal static class IdenticalModel
{
    /// <summary>The exchanges of a gate.</summary>
    public const int Exchanges = 2000;
    const int FewestExchanges = 100;

    /// <summary>So many numbers are looked at: a gate over a hundred thousand examples needs fewer exchanges for the same answer.</summary>
    const long MaxWork = 60_000_000;

    /// <summary>To deal a card takes as long as to look at so many numbers.</summary>
    const long DealingWork = 4;

    const int MaxRepeats = 10;

    /// <summary>The estimate; null if there is nothing to exchange with.</summary>
    /// <param name="request">What was judged.</param>
    /// <param name="judged">The numbers of the criteria, counters left out.</param>
    public static PassEstimate? Of(JudgeRequest request, IReadOnlyList<CriterionData> judged)
    {
        CriterionData[] data = [.. judged.Where(d => d.Theirs is { N: > 0 } && d.Mine.N > 0).Select(d => d with { IsUnchanged = false })];
        if (request.Exchanges == 0 || data.Length == 0 || data.All(d => !d.IsUnpaired && d.Pairs.Mine.Length == 0))
            return null;
        var decks = Array.ConvertAll(data, d => d.IsUnpaired ? new Deck(d) : null);
        var alike = Array.ConvertAll(decks, deck => deck is null ? -1 : Array.FindIndex(decks, d => d?.IsLike(deck) == true));
        var size = data.Select((d, c) => decks[c] is { } deck ? DealingWork * deck.Count : (long)Math.Max(d.Mine.Rows.Length, d.Theirs!.Rows.Length)).Max() * data.Length;
        var exchanges = (int)Math.Clamp(MaxWork / size, Math.Min(FewestExchanges, request.Exchanges), request.Exchanges);
        var evaluator = new CriteriaEvaluator(request);
        var seed = Seed(data[0]);
        var splits = new (int[] Ours, int[] Others)[data.Length];
        var passed = 0;
        var stopped = new int[data.Length];
        var needed = data.Select(_ => new double[exchanges]).ToArray();
        for (var i = 0; i < exchanges; i++)
        {
            var draw = Mix(seed + (ulong)i);
            for (var c = 0; c < data.Length; c++)
                if (decks[c] is { } deck)
                    splits[c] = alike[c] < c ? splits[alike[c]] : deck.Split(draw);
            var decisions = evaluator.Decide(data.Select((d, c) => decks[c]?.Deal(splits[c]) ?? Exchanged(d, draw)), findingsOnly: true);
            for (var c = 0; c < data.Length; c++)
            {
                stopped[c] += decisions[c].Outcome is Outcome.Fail or Outcome.Inconclusive ? 1 : 0;
                if (data[c].Criterion.IsComparison)
                    needed[c][i] = LeastTolerance(decisions[c].Estimate, data[c].Criterion, decisions[c].Error);
            }
            passed += decisions.All(d => d.Outcome is Outcome.Pass or Outcome.Warn) ? 1 : 0;
        }
        var estimate = new PassEstimate { Share = passed / (double)exchanges, Exchanges = exchanges, BeforeRepeats = request.Looks > 1 };
        var worst = Enumerable.Range(0, data.Length).Where(c => data[c].Criterion is { IsComparison: true, IsBlocking: true } && stopped[c] > (1 - PassEstimate.Enough) * exchanges).OrderByDescending(c => stopped[c]).FirstOrDefault(-1);
        return estimate.Share >= PassEstimate.Enough || worst < 0 ? estimate : Help(estimate, data[worst], needed[worst]);
    }

    /// <summary>The smallest tolerance with which a comparison passes.</summary>
    public static double LeastTolerance(Estimate estimate, Criterion criterion, double error) => LeastTolerance(estimate.Value, estimate.At!(error).Low, criterion);

    /// <summary>The same by the facts of a verdict.</summary>
    public static double? LeastTolerance(CriterionVerdict verdict) => verdict is not { Change: { } change, Interval: { } interval } ? null
        : verdict.Criterion.HigherIsBetter ? LeastTolerance(change, interval.Low, verdict.Criterion) : LeastTolerance(-change, -interval.High, verdict.Criterion);

    static double LeastTolerance(double gain, double low, Criterion criterion)
    {
        var shown = low < 0 ? -low : 0;
        return criterion.EvidenceRequired ? shown : Math.Max(0, Math.Min(-gain, shown));
    }

    static PassEstimate Help(PassEstimate estimate, CriterionData data, double[] needed)
    {
        var criterion = data.Criterion;
        Array.Sort(needed);
        var tolerance = needed[(int)Math.Ceiling(PassEstimate.Enough * needed.Length) - 1];
        // What scatters shrinks with the square root of the number of examples.
        var times = criterion is { Limit: > 0, IsRelative: false } ? Math.Pow(tolerance / criterion.Limit, 2) : double.PositiveInfinity;
        return estimate with
        {
            Narrowest = criterion,
            Scale = data.Scale,
            Tolerance = criterion.IsRelative || !double.IsFinite(tolerance) ? null : NumberFormat.RoundUp(tolerance),
            Examples = times * data.Mine.N < 1e9 ? (int)Math.Ceiling(times * data.Mine.N) : null,
            Repeats = times <= MaxRepeats ? (int)Math.Ceiling(Math.Max(2, times)) : null,
        };
    }

    /// <summary>Exchanges pairs. What has no partner stays; so does a pair of which a side was left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static CriterionData Exchanged(CriterionData data, ulong draw)
    {
        var (mine, theirs) = (data.Mine, data.Theirs!);
        if (mine.Start is null && theirs.Start is null)
        {
            var (ours, others) = ((double[])mine.Means.Clone(), (double[])theirs.Means.Clone());
            for (var p = 0; p < data.Pairs.Mine.Length; p++)
                if (IsExchanged(data, p, draw))
                    (ours[data.Pairs.Mine[p]], others[data.Pairs.Theirs[p]]) = (others[data.Pairs.Theirs[p]], ours[data.Pairs.Mine[p]]);
            return data with { Mine = mine.With(ours), Theirs = theirs.With(others) };
        }
        var (fromMine, fromTheirs) = (Enumerable.Range(0, mine.N).Select(i => (mine, i)).ToArray(), Enumerable.Range(0, theirs.N).Select(i => (theirs, i)).ToArray());
        for (var p = 0; p < data.Pairs.Mine.Length; p++)
            if (IsExchanged(data, p, draw))
                (fromMine[data.Pairs.Mine[p]], fromTheirs[data.Pairs.Theirs[p]]) = (fromTheirs[data.Pairs.Theirs[p]], fromMine[data.Pairs.Mine[p]]);
        return data with { Mine = ExampleScores.Take(fromMine, mine.Positions, mine.Examples), Theirs = ExampleScores.Take(fromTheirs, theirs.Positions, theirs.Examples) };
    }

    static bool IsExchanged(CriterionData data, int pair, ulong draw)
    {
        var place = data.Pairs.Mine[pair];
        return (Mix(draw ^ (data.Clusters is { } clusters ? clusters[place] : IdHash.Order(data.Mine.Examples[place]))) & 1) == 1;
    }

    /// <summary>By the ids of the examples: the same data give the same estimate.</summary>
    static ulong Seed(CriterionData data)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var example in data.Mine.Examples)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, IdHash.Order(example));
            hash.AppendData(bytes);
        }
        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }

    /// <summary>SplitMix64: every bit of the result depends on every bit of the number.</summary>
    public static ulong Mix(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}

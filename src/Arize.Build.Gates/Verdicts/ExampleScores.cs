using System.Runtime.CompilerServices;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The scores of one metric for each example, sorted by the example's hash.</summary>
internal sealed class ExampleScores
{
    /// <summary>Positions of the examples in the index of their rows, rising.</summary>
    public required int[] Positions { get; init; }

    /// <summary>The examples.</summary>
    public required UInt128[] Examples { get; init; }

    /// <summary>The mean over the repeats of each example; the lowest of them if all must pass.</summary>
    public required double[] Means { get; init; }

    /// <summary>The scores of all rows, each example's together and sorted; the same array as the means if nothing is repeated.</summary>
    public required double[] Rows { get; init; }

    /// <summary>Where each example's rows begin; null if nothing is repeated.</summary>
    public required int[]? Start { get; init; }

    /// <summary>Examples that were left out because a row has an error, or no score, and nothing counts in its place.</summary>
    public required int LeftOut { get; init; }

    public int N => Means.Length;

    /// <summary>Averages the repeats of each example.</summary>
    /// <param name="index">The rows by example.</param>
    /// <param name="column">The rows' scores.</param>
    /// <param name="failedAs">What a row with an error counts as; null leaves its example out.</param>
    /// <param name="missingAs">What a row without a score counts as; null leaves the row out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ExampleScores Of(RowIndex index, Column column, double? failedAs, double? missingAs)
    {
        var (positions, means, rows, start) = (new List<int>(index.Count), new List<double>(index.Count), new List<double>(index.Rows.Length), new List<int>(index.Count));
        var leftOut = 0;
        for (var example = 0; example < index.Count; example++)
        {
            var first = rows.Count;
            if (!AddRows(example) || rows.Count == first)
            {
                if (column.States[index.Rows[index.Start[example]]] == ScoreState.Unscored)
                    continue;
                rows.RemoveRange(first, rows.Count - first);
                leftOut++;
                continue;
            }
            rows.Sort(first, rows.Count - first, null);
            start.Add(first);
            positions.Add(example);
            means.Add(column.Key.NeedsAllRows ? rows[first] : Mean(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows)[first..]));
        }
        double[] all = [.. means];
        var isRepeated = rows.Count != all.Length;
        return new ExampleScores
        {
            Positions = [.. positions],
            Examples = [.. positions.Select(p => index.Examples[p])],
            Means = all,
            Rows = isRepeated ? [.. rows] : all,
            Start = isRepeated ? [.. start, rows.Count] : null,
            LeftOut = leftOut,
        };

        bool AddRows(int example)
        {
            for (var i = index.Start[example]; i < index.Start[example + 1]; i++)
            {
                var row = index.Rows[i];
                if (column.States[row] == ScoreState.Scored)
                    rows.Add(column.Values[row]);
                else if (column.States[row] == ScoreState.Unscored)
                    continue;
                else if (column.States[row] == ScoreState.Failed ? failedAs is null : false)
                    return false;
                else if ((column.States[row] == ScoreState.Failed ? failedAs : missingAs) is { } counted)
                    rows.Add(counted);
            }
            return true;
        }
    }

    /// <summary>The scores of one example's rows.</summary>
    public ReadOnlySpan<double> RowsOf(int i) => Start is null ? Rows.AsSpan(i, 1) : Rows.AsSpan(Start[i], Start[i + 1] - Start[i]);

    /// <summary>The same with some of the examples only.</summary>
    public ExampleScores Only(Func<int, bool> wanted)
    {
        int[] kept = [.. Enumerable.Range(0, N).Where(wanted)];
        return Take([.. kept.Select(i => (this, i))], kept.Select(i => Positions[i]), kept.Select(i => Examples[i]));
    }

    /// <summary>Scores put together from several sides.</summary>
    public static ExampleScores Take((ExampleScores From, int At)[] parts, IEnumerable<int> positions, IEnumerable<UInt128> examples)
    {
        double[] means = [.. parts.Select(p => p.From.Means[p.At])];
        var isRepeated = parts.Any(p => p.From.Start is not null);
        var (rows, start) = (new List<double>(), new List<int>());
        foreach (var (from, at) in isRepeated ? parts : [])
        {
            start.Add(rows.Count);
            rows.AddRange(from.RowsOf(at));
        }
        return new ExampleScores
        {
            Positions = [.. positions],
            Examples = [.. examples],
            Means = means,
            Rows = isRepeated ? [.. rows] : means,
            Start = isRepeated ? [.. start, rows.Count] : null,
            LeftOut = 0,
        };
    }

    /// <summary>The places of the examples that both have.</summary>
    public static (int[] Mine, int[] Theirs) Pair(ExampleScores mine, ExampleScores theirs)
    {
        var (ours, others) = (new List<int>(mine.N), new List<int>(mine.N));
        for (int i = 0, j = 0; i < mine.N && j < theirs.N;)
        {
            var order = mine.Examples[i].CompareTo(theirs.Examples[j]);
            if (order == 0)
            {
                ours.Add(i);
                others.Add(j);
            }
            if (order <= 0)
                i++;
            if (order >= 0)
                j++;
        }
        return ([.. ours], [.. others]);
    }

    /// <summary>They are sorted, so that repeats in another order give the same to the last bit.</summary>
    static double Mean(Span<double> repeats)
    {
        if (repeats.Length == 1)
            return repeats[0];
        var sum = new CompensatedSum();
        foreach (var value in repeats)
            sum.Add(value);
        return sum.Total / repeats.Length;
    }
}

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
        var (values, states) = (column.Values, column.States);
        var (positions, means) = (new int[index.Count], new double[index.Count]);
        // Each example has one row at most: its mean is its row.
        var isSingle = index.MaxRepeats <= 1;
        var (rows, start) = isSingle ? (means, null) : (new double[index.Rows.Length], new int[index.Count + 1]);
        var (n, end, leftOut) = (0, 0, 0);
        for (var example = 0; example < index.Count; example++)
        {
            var (first, isWhole) = (end, true);
            for (var i = index.Start[example]; isWhole && i < index.Start[example + 1]; i++)
            {
                var row = index.Rows[i];
                if (states[row] == ScoreState.Scored)
                    rows[end++] = values[row];
                else if (states[row] != ScoreState.Unscored && (states[row] == ScoreState.Failed ? failedAs : missingAs) is { } counted)
                    rows[end++] = counted;
                else
                    isWhole = states[row] != ScoreState.Failed;
            }
            if (!isWhole || end == first)
            {
                end = first;
                leftOut += states[index.Rows[index.Start[example]]] == ScoreState.Unscored ? 0 : 1;
                continue;
            }
            if (start is not null)
            {
                Array.Sort(rows, first, end - first);
                start[n] = first;
                means[n] = column.Key.NeedsAllRows ? rows[first] : Mean(rows.AsSpan(first, end - first));
            }
            positions[n++] = example;
        }
        var isRepeated = end != n;
        Array.Resize(ref positions, n);
        Array.Resize(ref means, n);
        return new ExampleScores
        {
            Positions = positions,
            Examples = n == index.Count ? index.Examples : Array.ConvertAll(positions, p => index.Examples[p]),
            Means = means,
            Rows = isRepeated ? rows[..end] : means,
            Start = isRepeated ? [.. start.AsSpan(0, n), end] : null,
            LeftOut = leftOut,
        };
    }

    /// <summary>The scores of one example's rows.</summary>
    public ReadOnlySpan<double> RowsOf(int i) => Start is null ? Rows.AsSpan(i, 1) : Rows.AsSpan(Start[i], Start[i + 1] - Start[i]);

    /// <summary>The same with some of the examples only.</summary>
    public ExampleScores Only(int[] kept) => Take([.. kept.Select(i => (this, i))], kept.Select(i => Positions[i]), kept.Select(i => Examples[i]));

    /// <summary>The same examples with other scores, one each.</summary>
    public ExampleScores With(double[] means) => new() { Positions = Positions, Examples = Examples, Means = means, Rows = means, Start = null, LeftOut = LeftOut };

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

using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>One score for each example, sorted by the example's hash: nothing that follows depends on the order of rows.</summary>
internal sealed class ExampleScores
{
    ExampleScores(UInt128[] examples, double[] values, double[] rows) => (Examples, Values, RowValues) = (examples, values, rows);

    public UInt128[] Examples { get; }

    public double[] Values { get; }

    /// <summary>The values of all rows, repeats and all, sorted by example.</summary>
    public double[] RowValues { get; }

    public int N => Values.Length;

    public bool IsBinary => Array.TrueForAll(Values, v => v is 0 or 1);

    /// <summary>Averages the repeats of each example.</summary>
    /// <param name="keys">The examples of the rows.</param>
    /// <param name="scores">The rows' scores.</param>
    /// <param name="failedAs">What a row with an error counts as.</param>
    /// <param name="missingAs">What a row without a score counts as.</param>
    public static ExampleScores Of(IReadOnlyList<UInt128> keys, IReadOnlyList<double> scores, double failedAs, double missingAs)
    {
        var (examples, rows) = (keys.ToArray(), scores.Select(s => double.IsNaN(s) ? missingAs : double.IsInfinity(s) ? failedAs : s).ToArray());
        Array.Sort(examples, rows);
        var (first, means) = (new List<UInt128>(rows.Length), new List<double>(rows.Length));
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && examples[end] == examples[start]; end++) { }
            first.Add(examples[start]);
            means.Add(Mean(rows.AsSpan(start, end - start)));
        }
        return new ExampleScores([.. first], [.. means], rows);
    }

    /// <summary>The examples that both have, with their scores.</summary>
    public static (UInt128[] Examples, double[] Mine, double[] Theirs) Pair(ExampleScores mine, ExampleScores theirs)
    {
        var (examples, ours, others) = (new List<UInt128>(), new List<double>(), new List<double>());
        for (int i = 0, j = 0; i < mine.N && j < theirs.N;)
        {
            var order = mine.Examples[i].CompareTo(theirs.Examples[j]);
            if (order == 0)
            {
                examples.Add(mine.Examples[i]);
                ours.Add(mine.Values[i]);
                others.Add(theirs.Values[j]);
            }
            if (order <= 0)
                i++;
            if (order >= 0)
                j++;
        }
        return ([.. examples], [.. ours], [.. others]);
    }

    /// <summary>Sorted first, so that repeats in another order give the same to the last bit.</summary>
    static double Mean(Span<double> repeats)
    {
        if (repeats.Length == 1)
            return repeats[0];
        repeats.Sort();
        var sum = new CompensatedSum();
        foreach (var value in repeats)
            sum.Add(value);
        return sum.Total / repeats.Length;
    }
}

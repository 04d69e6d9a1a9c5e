namespace Arize.Build.Gates.Verdicts;

/// <summary>Rows grouped by example, examples sorted by their hash: nothing that follows depends on the order of rows.</summary>
internal sealed class RowIndex
{
    RowIndex(UInt128[] examples, int[] start, int[] rows) => (Examples, Start, Rows) = (examples, start, rows);

    /// <summary>The examples.</summary>
    public UInt128[] Examples { get; }

    /// <summary>Where in <see cref="Rows"/> each example's rows begin, and at the end their number.</summary>
    public int[] Start { get; }

    /// <summary>Numbers of rows, by example.</summary>
    public int[] Rows { get; }

    public int Count => Examples.Length;

    /// <summary>The maximum number of rows of one example.</summary>
    public int MaxRepeats { get; private init; }

    public static RowIndex Of(Parted<UInt128> keys)
    {
        var (sorted, rows) = (keys.ToArray(), new int[keys.Count]);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        Array.Sort(sorted, rows);
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
            count += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        var (start, repeats, at) = (new int[count + 1], 0, 0);
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1])
                (sorted[at], start[at++]) = (sorted[i], i);
        start[at] = rows.Length;
        for (var i = 1; i < start.Length; i++)
            repeats = Math.Max(repeats, start[i] - start[i - 1]);
        Array.Resize(ref sorted, count);
        return new RowIndex(sorted, start, rows) { MaxRepeats = repeats };
    }
}

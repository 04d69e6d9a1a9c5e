using System.Runtime.CompilerServices;
using Arize.Build.Client;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// Counts the evidence of one experiment. A run makes one row for each example, so that more rows, fewer, or two of one example are not
/// what the run has made. Without a run nothing says how many there must be, and several rows of an example are repeats of it; but no row
/// may be read twice.
/// </summary>
/// <param name="made">What made the rows; null if that is not known.</param>
internal sealed class RowCensus(RowsMade? made)
{
    readonly IdSet seen = new();
    readonly bool mayRepeat = made is null or { HasRepeats: true };
    int errors;

    /// <summary>What is wrong with the rows so far; null if nothing is. After that no more rows need to be read.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is wrong after the last row; null if nothing is.</summary>
    public string? AtTheEnd => Problem ?? made?.Fewer(seen.Count, errors);

    /// <summary>Counts a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ExperimentRow row)
    {
        errors += row.Error is null ? 0 : 1;
        if (!seen.Add(mayRepeat ? row.Id : row.ExampleId ?? row.Id))
            Problem ??= mayRepeat ? $"Row {RemoteText.Quote(row.Id)} was read twice."
                : $"Example {RemoteText.Quote(row.ExampleId ?? row.Id)} has more than one row, and one run makes one row of each. For several runs of each example, write \"repeats\" in \"run\".";
        else
            Problem ??= made?.More(seen.Count);
    }
}

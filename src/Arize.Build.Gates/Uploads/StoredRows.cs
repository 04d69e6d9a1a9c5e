using System.Collections;
using Arize.Build.Client;

namespace Arize.Build.Gates.Uploads;

/// <summary>Which lines of a results file an experiment has: a bit for each line.</summary>
internal sealed class StoredRows(ResultsFile file)
{
    readonly BitArray stored = new(file.Count);

    /// <summary>How many different lines are stored.</summary>
    public int Count { get; private set; }

    /// <summary>True if every line is stored.</summary>
    public bool IsComplete => Count == file.Count;

    /// <summary>What the experiment has besides the lines, each of them once; null for nothing.</summary>
    public string? Excess { get; private set; }

    /// <summary>Reads what an experiment has.</summary>
    /// <param name="arize">The client.</param>
    /// <param name="experimentId">The experiment.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<StoredRows> ReadAsync(ArizeClient arize, string experimentId, ResultsFile file, CancellationToken cancellationToken)
    {
        var read = new StoredRows(file);
        await foreach (var row in arize.Experiments.ListRowsAsync(new ListRowsRequest { ExperimentId = experimentId, IncludeTexts = false }, cancellationToken).ConfigureAwait(false))
            if (file.Find(row) is not { } line)
                read.Excess ??= $"a row of example {RemoteText.Quote(row.ExampleId ?? row.Id)} that is not in the results file";
            else if (!read.Add(line))
                read.Excess ??= $"example {RemoteText.Quote(row.ExampleId!)} twice{(file.Repeats > 1 ? " with the same 'repeat'" : "")}";
        return read;
    }

    /// <summary>True if a line is stored.</summary>
    /// <param name="line">The line, from 0.</param>
    public bool Has(int line) => stored[line];

    /// <summary>Notes that lines are stored.</summary>
    /// <param name="lines">The lines, from 0.</param>
    public void Add(IEnumerable<int> lines)
    {
        foreach (var line in lines)
            Add(line);
    }

    bool Add(int line)
    {
        if (stored[line])
            return false;
        stored[line] = true;
        Count++;
        return true;
    }
}

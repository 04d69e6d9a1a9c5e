using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>The examples of a dataset beside the answers to them: hashes of their ids, and a few ids of those that were not answered.</summary>
internal sealed class DatasetExamples
{
    /// <summary>So many ids are named.</summary>
    public const int MaxNamed = 5;

    readonly HashSet<UInt128> all = [];
    readonly SortedSet<string> unanswered = new(StringComparer.Ordinal);

    /// <summary>Hashes of the examples' ids.</summary>
    public IReadOnlySet<UInt128> Hashes => all;

    /// <summary>How many examples there are.</summary>
    public int Count => all.Count;

    /// <summary>How many of them have no answer.</summary>
    public int Unanswered { get; private set; }

    /// <summary>The first ids of those, in their order.</summary>
    public IReadOnlyCollection<string> FirstUnanswered => unanswered;

    /// <summary>Reads the examples of a version of a dataset.</summary>
    /// <param name="examples">The examples, one after the other.</param>
    /// <param name="file">The answers.</param>
    public static async Task<DatasetExamples> ReadAsync(IAsyncEnumerable<DatasetExample> examples, ResultsFile file)
    {
        var read = new DatasetExamples();
        var answered = file.Rows.Select(r => r.Key.Example).ToHashSet();
        await foreach (var example in examples.ConfigureAwait(false))
            read.Add(example.Id, answered);
        return read;
    }

    void Add(string id, HashSet<UInt128> answered)
    {
        var hash = RowSummary.Hash(id);
        if (!all.Add(hash) || answered.Contains(hash))
            return;
        Unanswered++;
        unanswered.Add(id);
        if (unanswered.Count > MaxNamed)
            unanswered.Remove(unanswered.Max!);
    }
}

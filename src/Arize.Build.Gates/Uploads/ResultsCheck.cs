using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>What is wrong with a results file as the answers to a dataset.</summary>
internal sealed class ResultsCheck(ResultsFile file, ResultsReader reader, DatasetExamples? examples)
{
    /// <summary>More errors than this are only counted: a file of the wrong form has one in each line.</summary>
    public const int MaxErrors = 20;

    /// <summary>Whether answers may be left out.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>The maximum size of a request.</summary>
    public int MaxBodyBytes { get; init; } = RowParts.DefaultMaxBytes;

    /// <summary>The errors, the first in full and the others as a number.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics()
    {
        var all = new List<GateDiagnostic>(reader.Errors);
        if (file.Count == 0 && all.Count == 0)
            all.Add(reader.At(1, "The results file has no line: there is nothing to upload."));
        var bad = BadLines().ToList();
        var names = NamesAt(bad.Take(MaxErrors).Select(b => b.Line));
        all.AddRange(bad.Take(MaxErrors).Select(b => reader.At(b.Line, b.Message(RemoteText.Quote(names[b.Line])))));
        if (file.Largest.Bytes > MaxBodyBytes - RowParts.Overhead)
            all.Add(reader.At(file.Largest.Line, Diagnostic.RowTooLarge(file.Largest.Bytes, MaxBodyBytes).Message, code: ArizeErrorCode.TooLarge));
        if (!AllowMissing && !reader.IsOfAnotherForm && reader.Last > 0)
            all.AddRange(Missing().Select(message => reader.At(reader.Last, message)));
        var count = all.Count + Math.Max(0, bad.Count - MaxErrors);
        var ordered = all.OrderBy(e => e.At?.Line).Take(MaxErrors).ToArray();
        return count <= MaxErrors ? ordered
            : [.. ordered, reader.At(0, $"The results file {RemoteText.Quote(file.Path)} has {count - MaxErrors} more errors; the first {MaxErrors} are shown.")];
    }

    IEnumerable<(int Line, Func<string, string> Message)> BadLines()
    {
        for (var at = 0; at < file.Count; at++)
        {
            var row = file.Rows[at];
            if (file.Find(row.Key) is { } first && first != at)
                yield return (row.Line, row.Key.Repeat == 1 && file.Repeats == 1
                    ? id => $"Example {id} was answered in line {file.Rows[first].Line} already. Keep one line for each example, or number its answers with 'repeat'."
                    : id => $"Answer {row.Key.Repeat} to example {id} is in line {file.Rows[first].Line} already. Number the answers to an example 1, 2, 3 with 'repeat'.");
            else if (examples?.Hashes.Contains(row.Key.Example) == false)
                yield return (row.Line, id => $"The dataset has no example {id}. Export the dataset again (ArizeExportDataset), and answer what it holds now.");
        }
    }

    IEnumerable<string> Missing()
    {
        if (examples is { Unanswered: > 0 })
            yield return $"{examples.Unanswered} of the dataset's {NumberFormat.Count(examples.Count, "example")} have no line that can be uploaded: "
                + $"{Named(examples.FirstUnanswered, examples.Unanswered)}. Answer all of them, or set AllowMissing (in a gate file allowMissing).";
        if (file.Repeats == 1)
            yield break;
        var incomplete = file.Rows.GroupBy(r => r.Key.Example).Where(g => g.Select(r => r.Key.Repeat).Distinct().Count() < file.Repeats).Select(g => g.First().Line).ToList();
        if (incomplete.Count > 0)
            yield return $"{NumberFormat.Count(incomplete.Count, "example")} of the file have fewer than {file.Repeats} answers: "
                + $"{Named(NamesAt(incomplete.Take(DatasetExamples.MaxNamed)).Values, incomplete.Count)}. Answer each example {file.Repeats} times, "
                + $"with 'repeat' from 1 to {file.Repeats}, or set AllowMissing (in a gate file allowMissing).";
    }

    static string Named(IEnumerable<string> ids, int count) =>
        $"{string.Join(", ", ids.Select(RemoteText.Quote))}{(count > DatasetExamples.MaxNamed ? " and more" : "")}";

    /// <summary>The examples of a few lines. Only hashes were kept of them, so they are read again.</summary>
    Dictionary<int, string> NamesAt(IEnumerable<int> lines)
    {
        var wanted = lines.ToHashSet();
        var names = new Dictionary<int, string>();
        if (wanted.Count > 0)
            foreach (var line in file.Lines().Where(l => wanted.Contains(l.Number)))
                names.Add(line.Number, line.Content.ExampleId);
        return names;
    }
}

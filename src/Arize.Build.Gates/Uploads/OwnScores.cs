using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Uploads;

/// <summary>
/// Puts the scores that the build has computed itself over those that the service gives back for the same rows. The upload of scores is best effort: what is judged is the build's own file, and
/// what the service has kept of it is counted.
/// </summary>
internal sealed class OwnScores(ResultsFile file)
{
    readonly Dictionary<string, int> returned = [];

    /// <summary>True if a metric is judged by the build's scores.</summary>
    /// <param name="metric">The metric.</param>
    public bool Judges(string metric) => file.Scores.Names.Contains(metric, StringComparer.OrdinalIgnoreCase);

    /// <summary>A reading of the rows begins.</summary>
    public void Restart() => returned.Clear();

    /// <summary>The row with the build's scores.</summary>
    /// <param name="row">The row as the service gives it.</param>
    public ExperimentRow Over(ExperimentRow row)
    {
        if (file.Find(row) is not { } line)
            return row;
        var evaluations = new Dictionary<string, Evaluation>(row.Evaluations.Where(e => !Judges(e.Key)), StringComparer.Ordinal);
        foreach (var name in file.Scores.Names)
            if (file.Scores.Find(name, line) is { } own)
            {
                evaluations[name] = own;
                if (row.Evaluations.GetValueOrDefault(name) is { } theirs && theirs.Score == own.Score && theirs.Label == own.Label)
                    returned[name] = returned.GetValueOrDefault(name) + 1;
            }
        return row with { Evaluations = evaluations };
    }

    /// <summary>A line for each evaluator: what is judged, and what the service has given back.</summary>
    public IEnumerable<string> Report() =>
        from name in file.Scores.Names
        let all = file.Scores.CountOf(name)
        let back = returned.GetValueOrDefault(name)
        select $"{RemoteText.Quote(name)} is judged by the {NumberFormat.Count(all, "score")} in {RemoteText.Quote(Path.GetFileName(file.Path))}, which the build has computed itself; "
            + (back == all ? "the service gave all of them back." : $"the service gave {back} of them back.");

    /// <summary>The explanations of some examples, by example and evaluator. They are read again from the file.</summary>
    /// <param name="examples">Hashes of the examples' ids.</param>
    public IReadOnlyDictionary<(UInt128 Example, string Metric), string> Explanations(IReadOnlySet<UInt128> examples)
    {
        var found = new Dictionary<(UInt128, string), string>();
        foreach (var line in file.Lines())
            if (RowSummary.Hash(line.Content.ExampleId) is var example && examples.Contains(example))
                foreach (var (name, evaluation) in line.Content.Evaluations)
                    if (evaluation.Explanation is { } explanation)
                        found.TryAdd((example, name), explanation);
        return found;
    }
}

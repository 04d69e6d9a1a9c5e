using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>An example of a report, with all criteria under which it changed.</summary>
/// <param name="Texts">The example's texts.</param>
/// <param name="Changes">How it changed: the criterion's place in the report, and the scores.</param>
internal sealed record ReportExample(ChangedExample Texts, IReadOnlyList<(int Criterion, ChangedExample Change)> Changes)
{
    /// <summary>The examples of one direction, each once: those of the worst criteria first, and among them those that changed most.</summary>
    /// <param name="report">The report.</param>
    /// <param name="worse">True for those that got worse under a criterion.</param>
    public static IReadOnlyList<ReportExample> Of(GateReport report, bool worse)
    {
        var (all, order) = (new Dictionary<object, List<(int, ChangedExample)>>(), new List<List<(int, ChangedExample)>>());
        for (var i = 0; i < report.Criteria.Count; i++)
            foreach (var change in report.Criteria[i].Verdict.Changed.Where(c => c.Worse == worse))
            {
                object key = change.ExampleId is { } id ? id : change.Key;
                if (!all.TryGetValue(key, out var known))
                    order.Add(all[key] = known = []);
                known.Add((i, change));
            }
        return [.. order.Select(c => new ReportExample(c[0].Item2, c))];
    }

    /// <summary>How many examples got worse, or better, under the criterion that changed most of them; the lists above hold only the first.</summary>
    public static int Count(GateReport report, bool worse) => report.Criteria.Select(c => (worse ? c.Verdict.Broke : c.Verdict.Fixed) ?? 0).DefaultIfEmpty().Max();

    /// <summary>What names the example for people: its question, else its id.</summary>
    public string Name => Texts.Question ?? Texts.ExampleId ?? "–";

    /// <summary>The scores of an example, "1 → 0"; a row with an error has none.</summary>
    public static string Scores(ChangedExample change)
    {
        var (before, after) = double.IsInteger(change.Before) && double.IsInteger(change.After) ? (NumberFormat.Short(change.Before), NumberFormat.Short(change.After))
            : NumberFormat.Apart(change.Before, change.After);
        return $"{(double.IsFinite(change.Before) ? before : "error")} → {(double.IsFinite(change.After) ? after : "error")}";
    }
}

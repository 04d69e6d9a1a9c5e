using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates;

/// <summary>The result of judging records again under a changed gate.</summary>
public sealed record ReplayResult
{
    /// <summary>The records, by name.</summary>
    public required IReadOnlyList<ReplayedRecord> Records { get; init; }

    /// <summary>Limits that hold if all records are of one model; empty if there are too few.</summary>
    public required IReadOnlyList<ToleranceProposal> Proposals { get; init; }

    /// <summary>How many records the changed gate blocks.</summary>
    public int Blocked => Records.Count(r => !r.Now.Passed);

    /// <summary>The result for the console, line by line.</summary>
    /// <param name="gate">The gate's name.</param>
    public IReadOnlyList<string> Lines(string gate)
    {
        var turned = Records.Where(r => r.Turned).ToArray();
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture,
                $"Gate {RemoteText.Quote(gate)}, replay of {NumberFormat.Count(Records.Count, "record")}: it would block {Blocked}, and blocked {Records.Count(r => !r.WasPassed)} then; {turned.Length} turned."),
        };
        lines.AddRange(Table([["", "criterion", "asked", "pass", "warn", "inconclusive", "fail", "error", "turned"], .. Criteria()]));
        foreach (var record in turned)
        {
            lines.Add($"  {RemoteText.OneLine(record.Name, 200)}: {Word(record.Was)} -> {Word(record.Now.Outcome)}");
            var reasons = record.Now.DataProblems.Select(p => p.Message).Concat(record.Now.Criteria.Where(c => Turn(record, c)).Select(c => c.Reason));
            lines.AddRange(reasons.Take(5).Select(r => $"    {RemoteText.OneLine(r, 500)}"));
        }
        if (Proposals.Count > 0)
            lines.Add("  If these are runs of one model, their differences are its noise. Then:");
        lines.AddRange(Proposals.Select(p => $"    {RemoteText.OneLine(p.Reason, 500)}"));
        return lines;
    }

    /// <summary>One line for each criterion: how often it came to what.</summary>
    IEnumerable<string[]> Criteria()
    {
        var judged = Records.Where(r => r.Now.Criteria.Count > 0).ToArray();
        for (var i = 0; judged.Length > 0 && i < judged[0].Now.Criteria.Count; i++)
        {
            var criterion = judged[0].Now.Criteria[i].Criterion;
            string Count(Outcome outcome) => NumberFormat.Short(judged.Count(r => r.Now.Criteria[i].Outcome == outcome));
            yield return
            [
                "", RemoteText.OneLine(CriterionText.Title(criterion), 60), $"{criterion.Operator.Key()} {NumberFormat.Limit(criterion.Limit)}",
                Count(Outcome.Pass), Count(Outcome.Warn), Count(Outcome.Inconclusive), Count(Outcome.Fail), Count(Outcome.Error), NumberFormat.Short(judged.Count(r => Turn(r, r.Now.Criteria[i]))),
            ];
        }
    }

    static bool Turn(ReplayedRecord record, CriterionVerdict now) =>
        record.Before.TryGetValue($"{CriterionText.Title(now.Criterion)} {now.Criterion.Operator.Key()}", out var before) && before != now.Outcome;

    static IEnumerable<string> Table(string[][] rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        return rows.Length == 1 ? [] : rows.Select(r => string.Join("  ", r.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}

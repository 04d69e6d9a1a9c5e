using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Running;

/// <summary>The verdict for the console. Pure.</summary>
internal static class VerdictTable
{
    public static IReadOnlyList<string> Lines(string gate, GateVerdict verdict, GateState state, TimeSpan elapsed)
    {
        string[][] rows = [["", "criterion", "required", "value", "baseline", "examples"], .. verdict.Criteria.Select(Row)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        var against = state.Baseline is { } baseline ? $", against {RemoteText.Quote(baseline.Name)}" : "";
        var of = state is { Judged: null, Run: { } run } ? $"run {run.Id} {RemoteText.OneLine(run.StatusText, 60)}: {RunJudge.Counters(run)}"
            : NumberFormat.Count(verdict.Examples, "example");
        var lines = new List<string>();
        if (verdict.Override is { } given)
            lines.Add($"{ReportWording.OverrideTitle} {given}");
        lines.Add($"Gate {RemoteText.Quote(gate)}: {Headline(verdict)} ({of}{against}, in {Duration.Show(elapsed)})");
        if (verdict.Criteria.Count > 0)
            lines.AddRange(rows.Select(r => "  " + string.Join("  ", r.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
        if (ReportWording.Looks(verdict.Looks) is { } looks)
            lines.Add($"  {looks}");
        if (ReportWording.IdenticalModel(verdict.IdenticalModel) is { } identical)
            lines.Add($"  {identical}");
        lines.AddRange(verdict.Waivers.Select(w => $"  {w}"));
        lines.Add($"  {state.Cost}");
        return lines;
    }

    static string Headline(GateVerdict verdict)
    {
        var words = CriterionText.Headline(verdict.Outcome, verdict.Passed, verdict.Criteria.Any(c => c.Outcome == Outcome.Warn));
        return char.ToLowerInvariant(words[0]) + words[1..];
    }

    static string[] Row(CriterionVerdict c)
    {
        var (value, baseline) = ReportWording.Values(c);
        return
        [
            CriterionText.Word(c),
            RemoteText.OneLine(CriterionText.Title(c.Criterion), 60),
            $"{c.Criterion.Operator.Key()} {(c.Criterion.IsRelative ? NumberFormat.Percent(c.Criterion.Limit) : NumberFormat.Limit(c.Criterion.Limit))}",
            value,
            baseline ?? "",
            c.Examples is { } n ? NumberFormat.Short(n) : "",
        ];
    }
}

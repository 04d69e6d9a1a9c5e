using System.Globalization;
using System.Text;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The report in Markdown: for the summary of a CI step, and as <c>summary.md</c>.</summary>
internal static class MarkdownReport
{
    const int MaxChanged = 20;

    /// <summary>Renders it. Pure.</summary>
    /// <param name="report">The report.</param>
    /// <param name="brief">Leaves out the examples that changed, which are most of it.</param>
    public static string Render(GateReport report, bool brief = false)
    {
        var text = new StringBuilder();
        Line(text, $"## {Sign(report.Passed && report.Outcome == Outcome.Inconclusive ? Outcome.Warn : report.Outcome)} Gate {MarkdownText.Code(report.Gate)}: {ReportWording.Headline(report)}");
        Line(text, $"**{MarkdownText.Prose(ReportWording.Why(report))}**");
        Line(text, MarkdownText.Prose(ReportWording.Context(report)));
        Table(text, report);
        if (ReportWording.Looks(report.Looks) is { } looks)
            Line(text, MarkdownText.Prose(looks));
        if (ReportWording.IdenticalModel(report.IdenticalModel) is { } identical)
            Line(text, MarkdownText.Prose(identical));
        List(text, "Faults", report.Diagnostics.Skip(1).Select(f => $"{f.Code}: {MarkdownText.Prose(f.Message)}"));
        List(text, "Waivers", report.Waivers.Select(w => MarkdownText.Prose(w.ToString())));
        List(text, "Warnings", report.Warnings.Select(MarkdownText.Prose));
        foreach (var criterion in brief ? [] : report.Criteria)
            Changed(text, criterion.Verdict);
        Facts(text, report);
        return text.ToString();
    }

    static void Table(StringBuilder text, GateReport report)
    {
        if (report.Criteria.Count == 0)
            return;
        text.Append("| | Criterion | Asked | Value | Baseline | Interval | n |\n|---|---|---|--:|--:|---|--:|\n");
        foreach (var criterion in report.Criteria.Select(c => c.Verdict))
        {
            var (value, baseline) = ReportWording.Values(criterion);
            string[] cells =
            [
                $"{Sign(criterion.Outcome)} {CriterionText.Word(criterion)}", MarkdownText.Code(CriterionText.Title(criterion.Criterion), 100), ReportWording.Asked(criterion.Criterion, criterion.Scale), value, baseline ?? "",
                ReportWording.Interval(criterion) ?? "", criterion.Examples is { } n ? NumberFormat.Short(n) : "",
            ];
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }
        text.Append('\n');
        foreach (var criterion in report.Criteria.Select(c => c.Verdict).Where(c => c.Outcome != Outcome.Pass))
            text.Append(CultureInfo.InvariantCulture, $"- {Sign(criterion.Outcome)} {MarkdownText.Prose(criterion.Reason)}\n");
        if (text[^2] != '|' && text[^2] != '\n')
            text.Append('\n');
    }

    static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        Line(text, $"### {title}");
        foreach (var line in all)
            text.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        text.Append('\n');
    }

    static void Changed(StringBuilder text, CriterionVerdict criterion)
    {
        if (criterion.Changed.Count == 0)
            return;
        var all = (criterion.Broke ?? 0) + (criterion.Fixed ?? 0);
        ChangedExample[] shown = [.. criterion.Changed.Take(MaxChanged)];
        var more = all > shown.Length ? string.Create(CultureInfo.InvariantCulture, $"; {shown.Length} are shown") : "";
        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{MarkdownText.Prose(CriterionText.Title(criterion.Criterion))}: {ReportWording.Changes(criterion)}{more}</summary>\n\n");
        text.Append("| | Example | Score | Output | Explanation |\n|---|---|---|---|---|\n");
        foreach (var flip in shown)
            text.Append(CultureInfo.InvariantCulture,
                $"| {(flip.Worse ? "▼" : "▲")} | {MarkdownText.Code(flip.ExampleId, 100)} | {Score(flip.Before)} → {Score(flip.After)} | {MarkdownText.Code(flip.Output, 300)} | {MarkdownText.Code(flip.Explanation, 300)} |\n");
        text.Append("\n</details>\n\n");
    }

    static void Facts(StringBuilder text, GateReport report)
    {
        text.Append("<details><summary>Run and cost</summary>\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in report.Facts.Where(f => !string.IsNullOrEmpty(f.Value)))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {MarkdownText.Code(value)} |\n");
        if (report.Cost is { } cost)
            text.Append(CultureInfo.InvariantCulture, $"| Cost | {MarkdownText.Code(cost.ToString())} |\n");
        text.Append("\n</details>\n");
    }

    static string Score(double score) => double.IsFinite(score) ? NumberFormat.Short(score) : "error";

    static string Sign(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "✅",
        Outcome.Warn => "⚠️",
        Outcome.Inconclusive => "❔",
        Outcome.Fail => "⛔",
        _ => "❗",
    };

    static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}

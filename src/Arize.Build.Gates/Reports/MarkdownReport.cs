using System.Globalization;
using System.Text;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The report in Markdown: for the summary of a CI step, and as <c>summary.md</c>.</summary>
internal static class MarkdownReport
{
    /// <summary>How many examples are shown at once, and how many in all.</summary>
    const int First = 3;
    const int MaxExamples = 10;

    const int LongestText = 300;

    /// <summary>Renders it. Pure.</summary>
    /// <param name="report">The report.</param>
    /// <param name="brief">Leaves out the examples, which are most of it.</param>
    public static string Render(GateReport report, bool brief = false)
    {
        var text = new StringBuilder();
        if (report.Override is { } given)
            Line(text, $"> ⚠️ **{ReportWording.OverrideTitle}** {MarkdownText.Prose(given.ToString())}");
        Line(text, $"## {Sign(report.Passed && report.Outcome == Outcome.Inconclusive ? Outcome.Warn : report.Outcome)} Gate {MarkdownText.Code(report.Gate)}: {ReportWording.Headline(report)}");
        Line(text, $"**{MarkdownText.Prose(ReportWording.Why(report))}**");
        if (report.NextStep.Length > 0)
            Line(text, $"What to do next: {MarkdownText.Prose(report.NextStep)}");
        Line(text, string.Join(" · ", ReportWording.Released(report).Append(ReportWording.Context(report)).Select(MarkdownText.Prose)));
        List(text, "Other errors", report.Diagnostics.Skip(1).Select(f => $"{f.Code}: {MarkdownText.Prose(f.Message)}"));
        List(text, "Waivers", report.Waivers.Select(w => MarkdownText.Prose(w.ToString())));
        List(text, "Warnings", report.Warnings.Select(MarkdownText.Prose));
        Table(text, report);
        if (ReportWording.Looks(report.Looks) is { } looks)
            Line(text, MarkdownText.Prose(looks));
        if (report.Outcome == Outcome.Inconclusive && ReportWording.IdenticalModel(report.IdenticalModel) is { } identical)
            Line(text, MarkdownText.Prose(identical));
        if (!brief)
        {
            Failed(text, report);
            Worst(text, report);
            Broke(text, report);
        }
        Facts(text, report);
        return text.ToString();
    }

    static void Table(StringBuilder text, GateReport report)
    {
        if (report.Criteria.Count == 0)
            return;
        text.Append("| | Criterion | Required | Baseline | Value | Change | Examples |\n|---|---|---|--:|--:|--:|--:|\n");
        foreach (var criterion in report.Criteria.Select(c => c.Verdict))
        {
            var (value, baseline) = ReportWording.Values(criterion);
            string[] cells =
            [
                $"{Sign(criterion.Outcome)} {CriterionText.Word(criterion)}", MarkdownText.Code(CriterionText.Title(criterion.Criterion), 100) + (ReportWording.Scorer(criterion) is { } scorer ? $" ({scorer})" : ""), ReportWording.Asked(criterion), baseline ?? "", value,
                criterion.Change is { } change ? ReportWording.Signed(change, criterion.Scale) : "", criterion.Examples is { } n ? NumberFormat.Short(n) : "",
            ];
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }
        text.Append('\n');
    }

    static void Broke(StringBuilder text, GateReport report)
    {
        var worse = ReportExample.Of(report, worse: true);
        if (worse.Count == 0 || report.Outcome == Outcome.Pass)
            return;
        Line(text, "### What broke");
        foreach (var example in worse.Take(First))
            Example(text, report, example);
        text.Append('\n');
        if (worse.Count > First)
        {
            text.Append(CultureInfo.InvariantCulture, $"<details><summary>{Math.Min(worse.Count, MaxExamples) - First} more</summary>\n\n");
            foreach (var example in worse.Skip(First).Take(MaxExamples - First))
                Example(text, report, example);
            text.Append("\n</details>\n\n");
        }
        var all = Math.Max(worse.Count, ReportExample.Count(report, worse: true));
        if (all > MaxExamples)
            Line(text, $"{MaxExamples} of {all} are shown; report.html has more, with the answers that were fixed.");
    }

    static void Example(StringBuilder text, GateReport report, ReportExample example)
    {
        var scores = string.Join(", ", example.Changes.Where(c => c.Change.Worse).Select(c => $"{MarkdownText.Prose(ReportText.Line(CriterionText.Title(report.Criteria[c.Criterion].Verdict.Criterion), 60))} {ReportExample.Scores(c.Change)}"));
        text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Code(example.Name, LongestText)} ({scores})\n");
        Text("Expected", example.Texts.Expected);
        Text("Before", example.Texts.BaselineOutput);
        Text("Now", example.Texts.Output);
        Text("Evaluator", example.Texts.Explanation);

        void Text(string name, string? what)
        {
            if (!string.IsNullOrEmpty(what))
                text.Append(CultureInfo.InvariantCulture, $"  - {name}: {MarkdownText.Code(what, LongestText)}\n");
        }
    }

    static void Failed(StringBuilder text, GateReport report)
    {
        if (report.FailedRows.Count == 0)
            return;
        Line(text, $"### {report.Errors.Errors} of {report.Errors.All} rows have an error");
        foreach (var row in report.FailedRows.Take(MaxExamples))
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Code(row.Question ?? row.ExampleId, LongestText)}: {MarkdownText.Code(row.Error, LongestText)}\n");
        text.Append('\n');
    }

    static void Worst(StringBuilder text, GateReport report)
    {
        if (report.Worst.Count == 0)
            return;
        Line(text, "### The worst of the traffic");
        foreach (var worst in report.Worst.Take(MaxExamples))
        {
            var scores = string.Join(", ", worst.Scores.Select(s => $"{MarkdownText.Prose(ReportText.Line(s.Title, 60))} {NumberFormat.Value(s.Value)}"));
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Code(worst.Question ?? worst.SpanId, LongestText)} ({scores})\n");
            if (!string.IsNullOrEmpty(worst.Answer))
                text.Append(CultureInfo.InvariantCulture, $"  - Answer: {MarkdownText.Code(worst.Answer, LongestText)}\n");
            text.Append(CultureInfo.InvariantCulture, $"  - trace {MarkdownText.Code(worst.TraceId, LongestText)}, span {MarkdownText.Code(worst.SpanId, LongestText)}\n");
        }
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

    static void Facts(StringBuilder text, GateReport report)
    {
        text.Append("<details><summary>Run and cost</summary>\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in report.Facts.Where(f => !string.IsNullOrEmpty(f.Value)))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {MarkdownText.Code(value)} |\n");
        if (report.Cost is { } cost)
            text.Append(CultureInfo.InvariantCulture, $"| Cost | {MarkdownText.Code(cost.ToString())} |\n");
        text.Append("\n</details>\n");
    }

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

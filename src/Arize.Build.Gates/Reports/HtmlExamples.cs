using System.Globalization;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The examples of the page: those with an error, those that broke, those that were fixed. The first are open; filters are radio buttons that the style sheet heeds, so no script is needed.</summary>
internal static class HtmlExamples
{
    /// <summary>How many examples a report shows that got worse.</summary>
    public const int MaxWorse = 60;

    /// <summary>How many that got better.</summary>
    public const int MaxBetter = 20;

    const int FirstOpen = 10;
    const int MaxCriteria = 8;
    const int MaxSlices = 12;

    public static void Render(Html page, GateReport report)
    {
        Failed(page, report);
        Worst(page, report);
        var (worse, better) = (ReportExample.Of(report, worse: true), ReportExample.Of(report, worse: false));
        if (worse.Count + better.Count == 0)
            return;
        page.Raw("""<section class="changes">""");
        string[] slices = [.. worse.Concat(better).Select(e => e.Texts.Slice).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxSlices)];
        var isBinary = report.Criteria.All(c => c.Verdict.Changed.Count == 0 || c.Verdict.Scale == Scale.Binary);
        page.Line($"<h2>{(worse.Count == 0 ? "What changed" : isBinary ? "What broke" : "What got worse")}</h2>");
        Filters(page, report, slices);
        foreach (var (example, place) in worse.Take(MaxWorse).Select((e, i) => (e, i)))
            Example(page, report, example, slices, isOpen: place < FirstOpen && report.Outcome != Outcome.Pass);
        More(page, worse.Count, MaxWorse, ReportExample.Count(report, worse: true));
        if (better.Count > 0)
        {
            page.Line($"""<details class="better"><summary>{(isBinary ? "What was fixed" : "What got better")}</summary>""");
            foreach (var example in better.Take(MaxBetter))
                Example(page, report, example, slices, isOpen: false);
            More(page, better.Count, MaxBetter, ReportExample.Count(report, worse: false));
            page.Raw("</details>");
        }
        page.Raw("</section>");
    }

    static void More(Html page, int known, int most, int all)
    {
        var shown = Math.Min(known, most);
        if (Math.Max(all, known) > shown)
            page.Line($"""<p class="more">{shown} of {Math.Max(all, known)} are shown, those that changed most; scores.jsonl beside this page has the scores of all.</p>""");
    }

    /// <summary>One radio button for each criterion and slice, if there is more than one.</summary>
    static void Filters(Html page, GateReport report, string[] slices)
    {
        var criteria = report.Criteria.Select((c, i) => (c.Verdict, Number: i)).Where(c => c.Verdict.Changed.Count > 0 && c.Number < MaxCriteria).ToArray();
        if (criteria.Length < 2 && slices.Length < 2)
            return;
        page.Raw("""<div class="filters">""");
        if (criteria.Length > 1)
            Group("Criterion", "fc", [.. criteria.Select(c => (c.Number + 1, CriterionText.Title(c.Verdict.Criterion)))]);
        if (slices.Length > 1)
            Group("Slice", "fs", [.. slices.Select((s, i) => (i + 1, s))]);
        page.Raw("</div>");

        void Group(string legend, string name, (int Number, string Text)[] choices)
        {
            page.Line($"""<fieldset><legend>{legend}</legend><input type="radio" name="{name}" id="{name}0" checked="" autocomplete="off"/><label for="{name}0">All</label>""");
            foreach (var (number, text) in choices)
                page.Line($"""<input type="radio" name="{name}" id="{name}{number}" autocomplete="off"/><label for="{name}{number}"><bdi>{ReportText.Line(text, 60)}</bdi></label>""");
            page.Raw("</fieldset>");
        }
    }

    static void Example(Html page, GateReport report, ReportExample example, string[] slices, bool isOpen)
    {
        var texts = example.Texts;
        var slice = texts.Slice is { } name ? Array.IndexOf(slices, name) + 1 : 0;
        var kinds = string.Join(' ', example.Changes.Select(c => c.Criterion + 1).Distinct().Select(n => "c" + n.ToString(CultureInfo.InvariantCulture)));
        page.Line($"""<details{Open(isOpen)} class="example {kinds} s{slice}"><summary><span class="asked"><bdi>{ReportText.Line(example.Name, 160)}</bdi></span><span class="scores">""");
        foreach (var (criterion, change) in example.Changes)
            page.Line($"""<span class="score {(change.Worse ? "worse" : "better")}"><bdi>{ReportText.Line(CriterionText.Title(report.Criteria[criterion].Verdict.Criterion), 60)}</bdi> {ReportExample.Scores(change)}</span>""");
        page.Raw("""</span></summary><dl class="texts">""");
        Text(page, "Question", texts.Question?.Length > 160 ? texts.Question : null, "full");
        Text(page, "Expected", texts.Expected);
        Text(page, "Before", texts.BaselineOutput);
        Text(page, "Now", texts.Output, "after");
        foreach (var why in example.Changes.Select(c => (Metric: report.Criteria[c.Criterion].Verdict.Criterion.Metric, c.Change.Explanation)).Where(e => !string.IsNullOrEmpty(e.Explanation)).Distinct())
            Text(page, $"{ReportText.Line(why.Metric, 60)} says", why.Explanation, "full");
        page.Line($"""</dl><p class="id">{(texts.Slice is null ? "" : ReportText.Line(texts.Slice, 60) + " · ")}example <bdi>{texts.ExampleId ?? "–"}</bdi></p></details>""");
    }

    static void Failed(Html page, GateReport report)
    {
        if (report.FailedRows.Count == 0)
            return;
        page.Line($"""<section class="changes"><h2>{report.Errors.Errors} of {report.Errors.All} rows have an error</h2>""");
        foreach (var (row, place) in report.FailedRows.Select((r, i) => (r, i)))
        {
            page.Line($"""<details{Open(place < FirstOpen)} class="example"><summary><span class="asked"><bdi>{ReportText.Line(row.Question ?? row.ExampleId, 160)}</bdi></span></summary><dl class="texts">""");
            Text(page, "Error", row.Error, "after");
            Text(page, "Expected", row.Expected);
            page.Line($"""</dl><p class="id">example <bdi>{row.ExampleId}</bdi></p></details>""");
        }
        if (report.Errors.Errors > report.FailedRows.Count)
            page.Line($"""<p class="more">{report.FailedRows.Count} of {report.Errors.Errors} are shown; the experiment in Arize has all.</p>""");
        page.Raw("</section>");
    }

    /// <summary>The worst of the traffic. Only an address that the gate made is a link.</summary>
    static void Worst(Html page, GateReport report)
    {
        if (report.Worst.Count == 0)
            return;
        page.Raw("""<section class="changes"><h2>The worst of the traffic</h2>""");
        foreach (var (worst, place) in report.Worst.Select((w, i) => (w, i)))
        {
            page.Line($"""<details{Open(place < FirstOpen)} class="example"><summary><span class="asked"><bdi>{ReportText.Line(worst.Question ?? worst.SpanId, 160)}</bdi></span><span class="scores">""");
            foreach (var (title, value, _) in worst.Scores)
                page.Line($"""<span class="score worse"><bdi>{ReportText.Line(title, 60)}</bdi> {NumberFormat.Value(value)}</span>""");
            page.Raw("""</span></summary><dl class="texts">""");
            Text(page, "Question", worst.Question?.Length > 160 ? worst.Question : null, "full");
            Text(page, "Answer", worst.Answer, "full");
            foreach (var (title, _, explanation) in worst.Scores)
                Text(page, $"{ReportText.Line(title, 60)} says", explanation, "full");
            page.Line($"""</dl><p class="id">{ReportWording.Moment(worst.Start)} · span <bdi>{worst.SpanId}</bdi> · trace <bdi>{worst.TraceId}</bdi>""");
            if (worst.Page is { } link && link.StartsWith("https://", StringComparison.Ordinal))
                page.Line($""" · <a href="{link}">open in Arize</a>""");
            page.Raw("</p></details>");
        }
        page.Raw("</section>");
    }

    static Html Open(bool isOpen) => new Html().Raw(isOpen ? " open=\"\"" : "");

    static void Text(Html page, string name, string? text, string kind = "")
    {
        if (!string.IsNullOrEmpty(text))
            page.Line($"<div class=\"{kind}\"><dt>{name}</dt><dd><bdi>{text}</bdi></dd></div>");
    }
}

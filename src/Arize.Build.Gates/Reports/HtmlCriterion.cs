using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>One criterion of the page: what was asked, why it came out so, the pictures, the numbers, the examples that changed.</summary>
internal static class HtmlCriterion
{
    /// <summary>How many changed examples a report shows of a criterion.</summary>
    public const int MaxChanged = 50;

    public static Html Render(ReportCriterion criterion, int number, bool isOpen)
    {
        var verdict = criterion.Verdict;
        var html = new Html().Line($"""<article class="criterion {HtmlReport.Kind(verdict.Outcome)}" id="c{number}" aria-labelledby="t{number}">""");
        html.Line($"""<header>{HtmlReport.Badge(verdict)}<h2 id="t{number}"><bdi>{CriterionText.Title(verdict.Criterion)}</bdi> <span class="asked">{ReportWording.Asked(verdict.Criterion, verdict.Scale)}</span></h2></header>""");
        html.Line($"""<p class="reason"><bdi>{verdict.Sentence}</bdi></p>""");
        Pictures(html, criterion);
        Figures(html, verdict);
        if (verdict.Slices.Count > 0)
            Slices(html, verdict);
        if (verdict.Changed.Count > 0)
            Changed(html, verdict, isOpen);
        return html.Raw("</article>");
    }

    static void Pictures(Html html, ReportCriterion criterion)
    {
        var (interval, histogram) = (IntervalPlot.Draw(criterion), HistogramPlot.Draw(criterion));
        if (interval is null && histogram is null)
            return;
        html.Raw("""<div class="pictures">""");
        if (interval is not null)
            html.Line($"""<figure class="wide">{interval}<figcaption>{Caption(criterion)}</figcaption></figure>""");
        if (histogram is not null)
            html.Line($"""<figure>{histogram}<figcaption><span class="key mine">candidate</span>{(criterion.Baseline is null ? new Html() : new Html().Raw("<span class=\"key theirs\">baseline</span>"))} by score</figcaption></figure>""");
        html.Raw("</div>");
    }

    static string Caption(ReportCriterion criterion)
    {
        var verdict = criterion.Verdict;
        var what = !verdict.Criterion.IsComparison ? "The value" : NumberFormat.IsInPoints(verdict.Scale) ? "The change against the baseline in points" : "The change against the baseline";
        var interval = verdict.Interval is null ? "" : $" with its {CriterionText.Level(verdict)} interval";
        return $"{what}{interval}. Hatched: not allowed.";
    }

    static void Figures(Html html, CriterionVerdict verdict)
    {
        var (value, baseline) = ReportWording.Values(verdict);
        html.Raw("""<dl class="figures">""");
        Figure("Value", verdict.Value is null ? null : value);
        Figure("Baseline", baseline);
        Figure("Change", verdict.Change is { } change ? ReportWording.Signed(change, verdict.Scale) : null);
        Figure("Interval", ReportWording.Interval(verdict));
        Figure(verdict.Criterion.IsComparison ? "Pairs" : "Examples", verdict.Examples is { } n ? NumberFormat.Short(n) : null);
        Figure("Changed", ReportWording.Changes(verdict));
        Figure(ReportWording.DropLabel(verdict), ReportWording.DropThatPasses(verdict));
        Figure("Method", ReportWording.Method(verdict.Method));
        html.Raw("</dl>");

        void Figure(string name, string? figure)
        {
            if (figure is not null)
                html.Line($"<div><dt>{name}</dt><dd>{figure}</dd></div>");
        }
    }

    static void Slices(Html html, CriterionVerdict verdict)
    {
        html.Raw("<details><summary>Slices</summary>");
        html.Raw("""<table class="flips" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Slice</th>""");
        html.Raw("""<th role="columnheader" scope="col" class="number">Value</th><th role="columnheader" scope="col">Outcome</th></tr></thead><tbody role="rowgroup">""");
        foreach (var slice in verdict.Slices)
        {
            var value = slice.Value is not { } number ? "–" : slice.Baseline is { } before ? $"{NumberFormat.Short(before)} → {NumberFormat.Short(number)}" : NumberFormat.Short(number);
            html.Line($"""<tr role="row"><th role="rowheader" scope="row" class="slice"><bdi>{slice.Name}</bdi></th><td role="cell" class="number">{value}</td>""");
            html.Line($"""<td role="cell">{(slice.Fails ? "fails" : slice.IsJudged ? "does not fail" : "too small to judge")} ({slice.Examples})</td></tr>""");
        }
        html.Raw("</tbody></table></details>");
    }

    static void Changed(Html html, CriterionVerdict verdict, bool isOpen)
    {
        ChangedExample[] shown = [.. verdict.Changed.Take(MaxChanged)];
        var all = (verdict.Broke ?? 0) + (verdict.Fixed ?? 0);
        html.Raw(isOpen ? "<details open>" : "<details>").Line($"<summary>Examples that changed: {ReportWording.Changes(verdict) ?? NumberFormat.Short(shown.Length)}</summary>");
        foreach (var worse in new[] { true, false })
            if (shown.Any(f => f.Worse == worse))
                Group(html, verdict, [.. shown.Where(f => f.Worse == worse)]);
        if (all > shown.Length)
            html.Line($"""<p class="more">{shown.Length} of {all} are shown, those that changed most.</p>""");
        html.Raw("</details>");
    }

    static void Group(Html html, CriterionVerdict verdict, ChangedExample[] flips)
    {
        var isBinary = verdict.Scale == Scale.Binary;
        var word = flips[0].Worse ? isBinary ? "Broke" : "Worse" : isBinary ? "Fixed" : "Better";
        html.Line($"""<table class="flips {(flips[0].Worse ? "worse" : "better")}" role="table"><caption>{(flips[0].Worse ? "▼" : "▲")} {word}</caption>""");
        html.Raw("""<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Example</th><th role="columnheader" scope="col" class="number">Score</th><th role="columnheader" scope="col">Output</th><th role="columnheader" scope="col">Explanation</th></tr></thead><tbody role="rowgroup">""");
        foreach (var flip in flips)
            html.Line($"""<tr role="row"><th role="rowheader" scope="row" class="id"><bdi>{flip.ExampleId ?? "–"}</bdi></th><td role="cell" class="number">{Score(flip.Before)} → {Score(flip.After)}</td><td role="cell" class="text"><bdi>{flip.Output}</bdi></td><td role="cell" class="text"><bdi>{flip.Explanation}</bdi></td></tr>""");
        html.Raw("</tbody></table>");
    }

    static string Score(double score) => double.IsFinite(score) ? NumberFormat.Short(score) : "error";
}

using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The metrics of the page, a card each: what was measured, then each requirement with the picture that decides it, then, for those who ask, the statistics. Metrics that hold are closed.</summary>
internal static class HtmlMetric
{
    public static void Render(Html page, GateReport report)
    {
        page.Raw("""<section class="metrics"><h2>Metrics</h2>""");
        foreach (var metric in report.Criteria.Select((c, i) => (Criterion: c, Number: i + 1)).GroupBy(c => CriterionText.Title(c.Criterion.Verdict.Criterion), StringComparer.Ordinal))
            Card(page, report, metric.Key, [.. metric]);
        page.Raw("</section>");
    }

    static void Card(Html page, GateReport report, string title, (ReportCriterion Criterion, int Number)[] rules)
    {
        var worst = rules.Max(r => r.Criterion.Verdict.Outcome);
        var main = (rules.FirstOrDefault(r => r.Criterion.Verdict.Baseline is not null).Criterion ?? rules[0].Criterion).Verdict;
        var (value, baseline) = ReportWording.Values(main);
        var now = new Html().Line($"""<span class="now">{(baseline is null ? "" : baseline + " → ")}<strong>{value}</strong></span>""");
        if (main.Change is { } change)
            now.Line($"""<span class="change">{ReportWording.Signed(change, main.Scale)}</span>""");
        var isClosed = worst == Outcome.Pass;
        if (isClosed)
            page.Line($"""<details class="metric pass"><summary><h3><bdi>{title}</bdi>{HtmlReport.Scorer(main)}</h3>{now}<span class="change">{string.Join(", ", rules.Select(r => ReportWording.Asked(r.Criterion.Verdict)))}</span>{HtmlReport.Badge(rules[0].Criterion.Verdict)}</summary>""");
        else
            page.Line($"""<article class="metric {HtmlReport.Kind(worst)}"><header><h3><bdi>{title}</bdi>{HtmlReport.Scorer(main)}</h3>{now}</header>""");
        page.Raw("""<div class="body"><div class="rules">""");
        foreach (var (criterion, number) in rules)
            Rule(page, criterion, number);
        page.Raw("</div>");
        if (rules.Select(r => (Plot: HistogramPlot.Draw(r.Criterion), r.Criterion)).FirstOrDefault(p => p.Plot is not null) is ({ } histogram, { } shown))
        {
            var keys = new Html().Raw("""<span class="key mine">candidate</span>""" + (shown.Baseline is null ? "" : """<span class="key theirs">baseline</span>"""));
            page.Line($"""<figure class="spread">{histogram}<figcaption>{keys}<bdi>{Unit(shown.Verdict)}</bdi></figcaption></figure>""");
        }
        page.Raw("</div>");
        foreach (var (criterion, _) in rules.Where(r => r.Criterion.Verdict.Slices.Count > 0))
            Slices(page, criterion.Verdict);
        Statistics(page, report, [.. rules.Select(r => r.Criterion.Verdict)]);
        page.Raw(isClosed ? "</details>" : "</article>");
    }

    static void Rule(Html page, ReportCriterion criterion, int number)
    {
        var verdict = criterion.Verdict;
        page.Line($"""<div class="rule" id="c{number}"><p class="required">{HtmlReport.Badge(verdict)} <span>{ReportWording.Asked(verdict)}</span></p>""");
        if (IntervalPlot.Draw(criterion) is { } plot)
            page.Line($"<figure>{plot}<figcaption>{Legend(criterion)}</figcaption></figure>");
        if (SidesPlot.Draw(verdict) is { } sides)
            page.Line($"""<figure>{sides}<figcaption><span class="key point">candidate</span><span class="key diamond">baseline</span><span class="key bar">{CriterionText.Level(verdict)} interval of each</span></figcaption></figure>""");
        if (CriterionText.Explanation(verdict) is { Length: > 0 } explanation)
            page.Line($"""<p class="explanation"><bdi>{explanation}</bdi></p>""");
        page.Raw("</div>");
    }

    static Html Legend(ReportCriterion criterion)
    {
        var verdict = criterion.Verdict;
        var isChange = verdict.Criterion.IsComparison;
        var legend = new Html().Line($"""<span class="key point">{(isChange ? NumberFormat.IsInPoints(verdict.Scale) ? "change in points" : "change" : "value")}</span>""");
        if (verdict.Interval is not null)
            legend.Line($"""<span class="key bar">{CriterionText.Level(verdict)} interval</span>""");
        if (isChange)
            legend.Raw("""<span class="key zero">0 is the baseline</span>""");
        else if (criterion.BaselineLevel is { } level)
            legend.Line($"""<span class="key diamond">baseline {NumberFormat.Value(level)}</span>""");
        return legend.Raw("""<span class="key zone">not allowed</span>""");
    }

    /// <summary>What the bars of a histogram count.</summary>
    static string Unit(CriterionVerdict verdict)
    {
        var metric = ReportText.Line(verdict.Criterion.Metric, 60);
        return verdict.Scale == Scale.Binary ? "number of examples" : verdict.Scale == Scale.Unbounded ? $"share of rows, by {metric}" : $"share of examples, by {metric} score";
    }

    static void Slices(Html page, CriterionVerdict verdict)
    {
        page.Raw(verdict.Slices.Any(s => s.Fails) ? """<details class="slices" open="">""" : """<details class="slices">""").Line($"<summary>Slices by {ReportText.Line(verdict.Criterion.Slices?.By, 60)}, {ReportWording.Asked(verdict)}</summary>");
        page.Raw("""<table role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Slice</th><th role="columnheader" scope="col" class="number">Value</th><th role="columnheader" scope="col" class="number">Examples</th><th role="columnheader" scope="col">Outcome</th></tr></thead><tbody role="rowgroup">""");
        foreach (var slice in verdict.Slices)
        {
            var value = slice.Value is not { } number ? "–" : slice.Baseline is { } before ? $"{NumberFormat.Apart(before, number).First} → {NumberFormat.Apart(before, number).Second}" : NumberFormat.Value(number);
            page.Line($"""<tr role="row"><th role="rowheader" scope="row"><bdi>{ReportText.Line(slice.Name, 100)}</bdi></th><td role="cell" class="number">{value}</td>""");
            page.Line($"""<td role="cell" class="number">{slice.Examples}</td><td role="cell">{(slice.Fails ? "fail" : slice.IsJudged ? "does not fail" : "too few to judge")}</td></tr>""");
        }
        page.Raw("</tbody></table></details>");
    }

    static void Statistics(Html page, GateReport report, CriterionVerdict[] rules)
    {
        string[] sentences = [.. rules.SelectMany(r => StatisticsText.Sentences(r)).Distinct(), .. rules.Any(r => r.Criterion.IsComparison) && ReportWording.IdenticalModel(report.IdenticalModel) is { } identical
            ? [report.Outcome == Outcome.Fail ? $"{identical} The estimate is made from these answers, so it is low if the candidate really is worse." : identical] : Array.Empty<string>()];
        if (sentences.Length == 0)
            return;
        page.Raw("""<details class="statistics"><summary>Statistics</summary><ul>""");
        foreach (var sentence in sentences)
            page.Line($"<li>{sentence}</li>");
        page.Raw("</ul></details>");
    }
}

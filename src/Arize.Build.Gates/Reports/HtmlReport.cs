using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>
/// The report as one page that needs nothing from anywhere: no script at all, and a content security policy that allows its own style sheet by hash and nothing else. What the service wrote is
/// encoded, and cannot turn the direction of the text around it. In the order of the reader's questions: passed or not, what to do, what broke, which numbers, which run.
/// </summary>
internal static class HtmlReport
{
    static readonly string Style = ReadStyle();
    static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>Renders the page. Pure.</summary>
    public static string Render(GateReport report)
    {
        var page = new Html().Raw("<!doctype html>").Raw("<html lang=\"en\">").Raw("<head>").Raw("<meta charset=\"utf-8\">");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'\">");
        page.Raw("""<meta name="viewport" content="width=device-width, initial-scale=1">""").Raw("""<meta name="color-scheme" content="light dark">""").Raw("""<meta name="referrer" content="no-referrer">""");
        page.Line($"<title>{ReportWording.Headline(report)} – gate {report.Gate}</title>").Raw($"<style>{Style}</style>").Raw("</head>").Raw("<body>");
        page.Raw("""<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" x2="0" y1="0" y2="6"/></pattern></defs></svg>""");
        page.Raw("<main>");
        if (report.Override is { } given)
            page.Line($"""<section class="override" aria-label="Override"><h2>{ReportWording.OverrideTitle}</h2><p><bdi>{given}</bdi></p></section>""");
        Head(page, report);
        Notes(page, report);
        if (report.Criteria.Count > 1)
            Overview(page, report);
        HtmlExamples.Render(page, report);
        if (report.Criteria.Count > 0)
            HtmlMetric.Render(page, report);
        Facts(page, report);
        return page.Raw("</main>").Raw("</body>").Raw("</html>").ToString();
    }

    static void Head(Html page, GateReport report)
    {
        var outcome = report.Passed && report.Outcome == Outcome.Inconclusive ? Outcome.Warn : report.Outcome;
        page.Line($"""<header class="verdict {Kind(outcome)}">""").Raw("""<p class="released">""").Line($"""<span>Gate <bdi class="name">{report.Gate}</bdi></span>""");
        foreach (var fact in ReportWording.Released(report))
            page.Line($"<span><bdi>{fact}</bdi></span>");
        if (report.BuildPage is { } build && (build.StartsWith("https://", StringComparison.Ordinal) || build.StartsWith("http://", StringComparison.Ordinal)))
            page.Line($"""<a href="{build}">CI run</a>""");
        page.Raw("</p>").Line($"""<h1>{Icon(outcome)}<span>{ReportWording.Headline(report)}</span></h1>""").Line($"""<p class="why"><bdi>{ReportWording.Why(report)}</bdi></p>""");
        if (report.NextStep.Length > 0)
            page.Line($"""<p class="next"><strong>What to do next</strong> <bdi>{report.NextStep}</bdi></p>""");
        page.Line($"""<p class="context">{ReportWording.Context(report)}</p>""").Raw("</header>");
    }

    /// <summary>Errors, waivers and warnings: what nobody may overlook, so before the numbers.</summary>
    static void Notes(Html page, GateReport report)
    {
        Section("Other errors", [.. report.Diagnostics.Skip(1).Select(f => $"{f.Code}: {f.Message}")], "error");
        Section("Waivers", [.. report.Waivers.Select(w => w.ToString())], "warn");
        Section("Warnings", report.Warnings, "warn");

        void Section(string title, IReadOnlyList<string> lines, string kind)
        {
            if (lines.Count == 0)
                return;
            page.Line($"""<section class="notes {kind}"><h2>{title}</h2><ul>""");
            foreach (var line in lines)
                page.Line($"<li><bdi>{line}</bdi></li>");
            page.Raw("</ul></section>");
        }
    }

    static void Overview(Html page, GateReport report)
    {
        page.Raw("""<section class="overview"><h2>Criteria</h2><div class="scroll" tabindex="0" role="region" aria-label="Criteria"><table role="table"><thead role="rowgroup"><tr role="row">""");
        foreach (var (name, kind) in new[] { ("Outcome", ""), ("Criterion", ""), ("Required", ""), ("Baseline", "number"), ("Value", "number"), ("Change", "number"), ("Examples", "number") })
            page.Line($"""<th role="columnheader" scope="col" class="{kind}">{name}</th>""");
        page.Raw("""</tr></thead><tbody role="rowgroup">""");
        for (var i = 0; i < report.Criteria.Count; i++)
        {
            var criterion = report.Criteria[i].Verdict;
            var (value, baseline) = ReportWording.Values(criterion);
            page.Line($"""<tr role="row"><td role="cell" class="outcome">{Badge(criterion)}</td><th role="rowheader" scope="row"><a href="#c{i + 1}"><bdi>{ReportText.Line(CriterionText.Title(criterion.Criterion), 100)}</bdi></a>{Scorer(criterion)}</th><td role="cell" data-label="Required">{ReportWording.Asked(criterion)}</td>""");
            foreach (var (label, number) in new[] { ("Baseline", baseline), ("Value", value), ("Change", criterion.Change is { } c ? ReportWording.Signed(c, criterion.Scale) : null), ("Examples", criterion.Examples is { } n ? NumberFormat.Short(n) : null) })
                page.Line($"""<td role="cell" class="number {(number is null ? "none" : "")}" data-label="{label}">{number}</td>""");
            page.Raw("</tr>");
        }
        page.Raw("</tbody></table></div></section>");
    }

    static void Facts(Html page, GateReport report)
    {
        page.Raw("""<section class="facts"><h2>Run and cost</h2><dl>""");
        foreach (var (name, value) in report.Facts.Where(f => !string.IsNullOrEmpty(f.Value)))
            page.Line($"<div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>");
        if (report.Cost is { } cost)
        {
            page.Line($"<div><dt>Runs triggered</dt><dd>{cost.RunsTriggered}</dd></div><div><dt>Evaluations</dt><dd>{cost.Evaluations}</dd></div>");
            var whose = report.ReusedFrom is null ? "" : ", spent when the reused experiment was made";
            foreach (var (name, total) in cost.Totals.OrderBy(t => t.Key, StringComparer.Ordinal))
                page.Line($"<div><dt>{name}{whose}</dt><dd>{total.ToString("0.####", CultureInfo.InvariantCulture)}</dd></div>");
        }
        page.Raw("</dl>");
        if (ReportWording.Looks(report.Looks) is { } looks)
            page.Line($"""<p class="looks">{looks}</p>""");
        page.Raw("</section>");
    }

    public static Html Badge(CriterionVerdict criterion) =>
        new Html().Line($"""<span class="badge {Kind(criterion.Outcome)}">{Icon(criterion.Outcome)}{CriterionText.Word(criterion)}</span>""");

    /// <summary>Marks what the build scored itself.</summary>
    public static Html Scorer(CriterionVerdict criterion) => new Html().Raw(ReportWording.Scorer(criterion) is { } scorer ? $""" <span class="scorer">{scorer}</span>""" : "");

    public static string Kind(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Each outcome has its own shape: colour is never the only sign.</summary>
    static Html Icon(Outcome outcome) => new Html().Raw("""<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">""" + outcome switch
    {
        Outcome.Pass => """<circle cx="12" cy="12" r="11"/><path d="M6.5 12.5l3.7 3.7 7.3-8"/>""",
        Outcome.Warn => """<path class="body" d="M12 1.8 23.2 21.6H.8z"/><path d="M12 9v5.6M12 17.6v.9"/>""",
        Outcome.Inconclusive => """<circle cx="12" cy="12" r="11"/><path d="M6.6 13.2c2.2-3.4 3.9-3.4 5.4-1.4s3.2 2 5.4-1.4"/>""",
        Outcome.Fail => """<path class="body" d="M7.6 1h8.8L23 7.6v8.8L16.4 23H7.6L1 16.4V7.6z"/><path d="M8 8l8 8M16 8l-8 8"/>""",
        _ => """<path class="body" d="M12 .8 23.2 12 12 23.2.8 12z"/><path d="M12 6.5v6.8M12 16.5v.9"/>""",
    } + "</svg>");

    /// <summary>With line feeds alone, as a browser hashes it.</summary>
    static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

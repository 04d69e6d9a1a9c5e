using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates;
using CsCheck;

namespace Arize.Build.Tests.Reports;

/// <summary>What every report must be, whoever wrote the texts in it.</summary>
public partial class RenderingTests
{
    static IEnumerable<TestCaseData> All => from renderer in SampleReports.Renderers
                                            from report in SampleReports.Reports
                                            select new TestCaseData(renderer.Name, report.Name);

    static IEnumerable<string> Each => SampleReports.Reports.Select(r => r.Name);

    static GateReport Report(string name) => SampleReports.Reports.Single(r => r.Name == name).Report();

    static string Render(string renderer, string report) => SampleReports.Renderers.Single(r => r.Name == renderer).Render(Report(report));

    [TestCaseSource(nameof(All))]
    public void No_control_and_no_direction_of_text_gets_through(string renderer, string report) =>
        Assert.That(Render(renderer, report).Where(c => char.IsControl(c) && c != '\n' || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069').Select(c => (int)c), Is.Empty);

    [TestCaseSource(nameof(All))]
    public void A_report_is_the_same_under_every_culture(string renderer, string report)
    {
        var (before, invariant) = (CultureInfo.CurrentCulture, Render(renderer, report));
        try
        {
            foreach (var culture in new[] { "tr-TR", "de-DE", "ar-SA", "fa-IR", "th-TH" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.That(Render(renderer, report), Is.EqualTo(invariant), culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCaseSource(nameof(All))]
    public void A_report_names_the_gate_and_says_the_verdict(string renderer, string report) => Assert.That(Render(renderer, report), Does.Contain(ReportWording.Headline(Report(report))));

    [TestCaseSource(nameof(All))]
    public void Ten_thousand_changed_examples_make_no_report_that_nobody_can_open(string renderer, string report) => Assert.That(Render(renderer, report), Has.Length.LessThan(600_000));

    [TestCaseSource(nameof(Each))]
    public void A_page_is_well_formed_and_has_only_the_elements_that_it_writes_itself(string report)
    {
        // What HTML leaves unclosed is closed, and what remains is XML.
        var page = Unclosed().Replace(HtmlReport.Render(Report(report)).Replace("<!doctype html>", "", StringComparison.Ordinal), "$0</$1>").Replace("crossorigin", "", StringComparison.Ordinal);
        var html = XDocument.Parse(page.Replace("<details open>", "<details>", StringComparison.Ordinal));
        Assert.That(html.Descendants().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf("html head meta title style body svg defs pattern line main header p bdi h1 h2 span circle path section ul li div table caption thead tbody tr th td a article figure figcaption rect text dl dt dd details summary".Split(' ')));
        var attributes = html.Descendants().SelectMany(e => e.Attributes()).ToArray();
        Assert.That(attributes.Where(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style" || a.Name == "src"), Is.Empty);
        Assert.That(attributes.Where(a => a.Name == "href").Select(a => a.Value), Has.All.StartsWith("#c"));
    }

    [TestCaseSource(nameof(Each))]
    public void A_page_allows_its_own_style_and_nothing_else(string report)
    {
        var page = HtmlReport.Render(Report(report));
        var style = Style().Match(page).Groups[1].Value;
        var policy = Policy().Match(page).Groups[1].Value;
        Assert.That(policy, Is.EqualTo($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'"));
        Assert.That(style, Does.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(page, Does.Not.Contain("<script"));
    }

    [TestCaseSource(nameof(Each))]
    public void A_page_can_be_read_by_those_who_do_not_see_it(string report)
    {
        var page = HtmlReport.Render(Report(report));
        Assert.That(page, Does.Contain("<html lang=\"en\">").And.Contain("<main>"));
        Assert.That(Regex.Count(page, "<h1>"), Is.EqualTo(1));
        Assert.That(Regex.Count(page, "role=\"img\""), Is.EqualTo(Regex.Count(page, "role=\"img\"[^>]*><title>[^<]")), "every picture has its words");
    }

    [Test]
    public void A_page_shows_fifty_changed_examples_and_says_how_many_there_are()
    {
        var page = HtmlReport.Render(SampleReports.Hostilely());
        Assert.That(Regex.Count(page, "class=\"id\""), Is.EqualTo(50));
        Assert.That(page, Does.Contain("50 of 10000 are shown"));
    }

    [Test]
    public void Pictures_hold_what_they_are_about()
    {
        var page = HtmlReport.Render(SampleReports.Blocked());
        Assert.That(page, Does.Contain("floor 0.9").And.Contain("allowed: −2 points").And.Contain(">baseline<").And.Contain("baseline 0.94"));
        Assert.That(Regex.Count(page, "class=\"interval\""), Is.EqualTo(3));
        Assert.That(Regex.Count(page, "class=\"histogram\""), Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Each))]
    public void JUnit_follows_what_its_schemas_have_in_common(string name)
    {
        var report = Report(name);
        var xml = JUnitReport.Render(report);
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, XmlReader.Create(new StringReader(JUnitSchema.Text)));
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using (var reader = XmlReader.Create(new StringReader(xml), settings))
            while (reader.Read()) { }
        Assert.That(faults, Is.Empty);

        var suite = XDocument.Parse(xml).Root!.Element("testsuite")!;
        var cases = suite.Elements("testcase").ToArray();
        Assert.That(cases, Has.Length.EqualTo(report.Criteria.Count + 1));
        foreach (var (count, element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
            Assert.That((int)suite.Attribute(count)!, Is.EqualTo(cases.Count(c => c.Element(element) is not null)), count);
        Assert.That(cases.Any(c => c.Element("failure") is not null || c.Element("error") is not null), Is.EqualTo(!report.Passed), "a gate that does not pass has a case that says so, and only such a one");
    }

    [Test]
    public void Markdown_lets_no_text_out_of_its_code_spans()
    {
        Assert.That(MarkdownText.Code("a `` b ` c"), Is.EqualTo("```a `` b ` c```"));
        Assert.That(MarkdownText.Code("`x`"), Is.EqualTo("`` `x` ``"));
        Assert.That(MarkdownText.Code("a | b"), Is.EqualTo("`a \\| b`"));
        Assert.That(MarkdownText.Code("line\nbreak"), Is.EqualTo("`line break`"));
        Assert.That(MarkdownText.Code(""), Is.Empty);
    }

    [Test]
    public void Markdown_makes_no_link_no_markup_and_no_mention_of_what_it_is_told()
    {
        var prose = MarkdownText.Prose("<b> [x](javascript:y) @all #1 https://evil.example www.evil.example *b* _i_ `c` | $m$ &amp; ![i](u)");
        Assert.That(prose, Is.EqualTo("&lt;b&gt; \\[x\\]\\(javascript:y\\) @&#8203;all \\#&#8203;1 https:&#8203;//evil.example www.&#8203;evil.example \\*b\\* \\_i\\_ \\`c\\` \\| \\$m\\$ &amp;amp; \\!\\[i\\]\\(u\\)"));
    }

    [Test]
    public void Markdown_tables_keep_their_columns_whatever_is_in_them()
    {
        var rows = MarkdownReport.Render(SampleReports.Hostilely()).Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToArray();
        Assert.That(rows, Is.Not.Empty);
        foreach (var row in rows)
            Assert.That(Regex.Count(row, @"(?<!\\)\|") - 1, Is.EqualTo(row[2] is '▼' or '▲' ? 5 : row.Contains("⛔ fail", StringComparison.Ordinal) ? 7 : row.Contains("Criterion", StringComparison.Ordinal) ? 7 : row.Contains("Example |", StringComparison.Ordinal) ? 5 : 2), row);
    }

    [Test]
    public void Waivers_are_in_every_report()
    {
        foreach (var (_, render) in SampleReports.Renderers)
            foreach (var (expires, said) in new[] { ("2026-12-31", "lets it through until 2026"), ("2026-11-22", "the criterion counts again") })
                Assert.That(render(SampleReports.Waived(expires)).Replace("\\-", "-", StringComparison.Ordinal), Does.Contain("the review of 20 November").And.Contain(said));
    }

    [TestCase(0, 0)]
    [TestCase(1e300, -1e300)]
    [TestCase(double.MaxValue, double.MinValue)]
    [TestCase(1e-300, 2e-300)]
    [TestCase(0.1, 0.1 + 1e-15)]
    public void A_scale_holds_any_two_numbers(double a, double b)
    {
        var scale = PlotScale.Over([a, b]);
        Assert.That(double.IsFinite(scale.Low) && double.IsFinite(scale.High) && scale.High > scale.Low && scale.Step > 0, scale.ToString());
        Assert.That(scale.Marks().Count(), Is.InRange(2, 21));
        Assert.That(scale.At(a), Is.InRange(0, 100));
        Assert.That(scale.Label(a), Has.Length.LessThan(30));
    }

    [Test]
    public void Distributions_count_every_score_once() => Gen.Select(Gen.Double.Array, Gen.Double.Array).Sample( (mine, theirs) =>
    {
        var (candidate, baseline) = Distribution.Pair(mine, theirs);
        return (candidate?.N ?? 0) == mine.Count(double.IsFinite) && (baseline is null || baseline.N == theirs.Count(double.IsFinite));
    });

    [Test]
    public void Why_names_what_blocks() => Assert.That(ReportWording.Why(SampleReports.Blocked()), Does.StartWith("correctness 0.81 is below 0.90").And.EndsWith("And 1 other."));

    [Test]
    public void A_gate_over_one_run_has_a_report_too()
    {
        foreach (var (_, render) in SampleReports.Renderers)
            Assert.That(render(SampleReports.OfARun()), Does.Contain("12 errors").And.Contain("cannot be judged"));
        Assert.That(ReportWording.Why(SampleReports.OfARun() with { Outcome = Outcome.Pass, Passed = true, Diagnostics = [] }), Is.EqualTo("The run completed, with no more errors than allowed."));
    }

    [GeneratedRegex("<(meta)[^>]*>")]
    private static partial Regex Unclosed();

    [GeneratedRegex("<style>(.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}

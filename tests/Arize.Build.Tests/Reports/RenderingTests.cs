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
        var html = XDocument.Parse(page);
        Assert.That(html.Descendants().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf("html head meta title style body strong input label fieldset legend h3 svg defs pattern line main header p bdi h1 h2 span circle path section ul li div table caption thead tbody tr th td a article figure figcaption rect text dl dt dd details summary".Split(' ')));
        var attributes = html.Descendants().SelectMany(e => e.Attributes()).ToArray();
        Assert.That(attributes.Where(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style" || a.Name == "src"), Is.Empty);
        Assert.That(attributes.Where(a => a.Name == "href").Select(a => a.Value), Has.All.Match("^(#c[0-9]+|https://app\\.arize\\.com/organizations/o/[^ ]+|https://ci\\.example/runs/4712)$"));
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
    public void A_page_shows_sixty_examples_that_got_worse_ten_of_them_open_and_says_how_many_there_are()
    {
        var page = HtmlReport.Render(SampleReports.Hostilely());
        Assert.That(Regex.Count(page, "<details (open=\"\" )?class=\"example c1"), Is.EqualTo(60));
        Assert.That(Regex.Count(page, "<details open=\"\" class=\"example c1"), Is.EqualTo(10));
        Assert.That(page, Does.Contain("60 of 10000 are shown").And.Contain("scores.jsonl"));
    }

    [Test]
    public void An_example_of_two_criteria_is_shown_once_with_question_expected_before_and_after()
    {
        var report = SampleReports.Blocked();
        var worse = ReportExample.Of(report, worse: true);
        Assert.That(worse.Select(e => e.Texts.ExampleId), Is.Unique);
        Assert.That(worse.Max(e => e.Changes.Count), Is.EqualTo(2));
        var page = HtmlReport.Render(report);
        Assert.That(page, Does.Contain("<dt>Expected</dt><dd><bdi>Within 14 days.</bdi>").And.Contain("<dt>Before</dt><dd><bdi>You have 14 days.</bdi>").And.Contain("<dt>Now</dt><dd><bdi>You can return it within 30 days.</bdi>").And.Contain("How long can I return order"));
    }

    [Test]
    public void A_line_of_a_page_encodes_its_holes_and_cannot_be_given_as_text()
    {
        Assert.That(new Html().Line($"<p>{"<b>&"}</p>").ToString(), Is.EqualTo("<p>&lt;b&gt;&amp;</p>\n"));
        Assert.That(typeof(Html).GetMethods().Where(m => m.Name == nameof(Html.Line)).Select(m => m.GetParameters().Single().ParameterType), Is.EquivalentTo(new[] { typeof(FormattableString), typeof(Html) }));
    }

    [Test]
    public void Filters_are_radio_buttons_that_the_style_sheet_knows()
    {
        var page = HtmlReport.Render(SampleReports.Hostilely());
        var slices = Regex.Matches(page, "id=\"(f[cs][1-9][0-9]*)\"").Select(m => m.Groups[1].Value).ToArray();
        Assert.That(slices, Is.EqualTo(new[] { "fs1", "fs2", "fs3" }), "one criterion needs no filter");
        var style = Style().Match(page).Groups[1].Value;
        foreach (var id in Enumerable.Range(1, 8).Select(i => $"fc{i}").Concat(Enumerable.Range(1, 12).Select(i => $"fs{i}")))
            Assert.That(style, Does.Contain($":has(#{id}:checked) .example:not(.{id[1]}{id[2..]})"));
        Assert.That(HtmlReport.Render(SampleReports.Blocked()), Does.Contain("id=\"fc2\"").And.Contain("id=\"fc3\"").And.Not.Contain("id=\"fc1\"").And.Not.Contain("id=\"fs1\""));
    }

    [Test]
    public void The_head_names_what_is_released_and_what_to_do()
    {
        var page = HtmlReport.Render(SampleReports.Blocked());
        foreach (var fact in new[] { "SupportAssistant 2.4.0", "release/2.4", ">9fceb02<", "atlas-1", "<a href=\"https://ci.example/runs/4712\">CI run</a>", "What to do next" })
            Assert.That(page, Does.Contain(fact));
        Assert.That(HtmlReport.Render(SampleReports.Hostilely()), Does.Not.Contain("href=\"javascript"));
    }

    [Test]
    public void An_override_is_the_first_thing_in_every_report_and_the_verdict_stays()
    {
        const string Given = "ann@example.com, until 2026-11-24 23:40 UTC: the payment page is down, and this release repairs it";
        var report = SampleReports.Overridden();
        foreach (var (name, render) in SampleReports.Renderers)
        {
            var text = name == "junit" ? XDocument.Parse(render(report)).Descendants("system-out").Single().Value : render(report)[(Math.Max(0, render(report).IndexOf("<main>", StringComparison.Ordinal)))..];
            Assert.That(text.IndexOf("OVERRIDE: ", StringComparison.Ordinal), Is.InRange(0, 90), name);
            Assert.That(text.IndexOf("OVERRIDE: ", StringComparison.Ordinal), Is.LessThan(text.IndexOf("Failed", StringComparison.Ordinal)), name);
            Assert.That(text, Does.Contain(name == "markdown" ? MarkdownText.Prose(Given) : Given), name);
        }
        Assert.That(JUnitReport.Render(report), Does.Contain("<failure "));
        Assert.That(report.NextStep, Does.StartWith("The release goes out by the override of ann@example.com: remove it once the release is out. Before the next release: Read the 37 answers that broke, fix the model or the prompt, and run the gate again (docs/errors/ARIZE4001.md)."));
    }

    [Test]
    public void What_the_build_scored_itself_is_marked()
    {
        var (own, theirs) = (SampleReports.ScoredByBuild(), SampleReports.Blocked());
        foreach (var render in new Func<GateReport, string>[] { r => MarkdownReport.Render(r), HtmlReport.Render })
        {
            Assert.That(Regex.Count(render(own), "scored by this build"), Is.GreaterThanOrEqualTo(2));
            Assert.That(render(theirs), Does.Not.Contain("scored by this build"));
        }
    }

    [Test]
    public void Rows_with_an_error_are_listed_with_their_question_and_counted()
    {
        foreach (var (_, render) in SampleReports.Renderers)
            Assert.That(render(SampleReports.OfARun()), Does.Contain("Is Apple Pay possible?").And.Contain("answered 503"));
        Assert.That(HtmlReport.Render(SampleReports.OfARun()), Does.Contain("12 of 200 rows have an error").And.Contain("1 of 12 are shown"));
    }

    [Test]
    public void Metrics_that_hold_are_closed_and_failed_criteria_come_first()
    {
        var page = HtmlReport.Render(SampleReports.Blocked());
        Assert.That(Regex.Count(page, "<article class=\"metric fail\""), Is.EqualTo(1), "a floor and a drop of one metric share a card");
        Assert.That(HtmlReport.Render(SampleReports.Passed()), Does.Contain("<details class=\"metric pass\">").And.Not.Contain("<article class=\"metric"));
        var report = SampleReports.Blocked();
        Assert.That(report.Criteria.Select(c => c.Verdict.Outcome), Is.Ordered.Descending);
    }

    [Test]
    public void A_failure_has_no_word_of_the_drop_that_would_have_passed()
    {
        Assert.That(HtmlReport.Render(SampleReports.Blocked()), Does.Not.Contain("Drop that passes"));
        Assert.That(HtmlReport.Render(SampleReports.Inconclusive()), Does.Contain("Drop that passes"));
    }

    [Test]
    public void A_histogram_of_tiny_costs_shows_their_spread()
    {
        var (costs, _) = Distribution.Pair([0.0003, 0.0004, 0.0005], null, isUnit: false);
        Assert.That(costs!.Counts.Count(c => c > 0), Is.EqualTo(3));
        Assert.That(costs.High, Is.LessThan(0.001));
        Assert.That(HtmlReport.Render(SampleReports.Blocked()), Does.Contain("share of rows, by latency_ms").And.Contain("number of examples"));
    }

    [Test]
    public void A_failure_of_JUnit_names_the_first_examples_and_the_next_step()
    {
        var failure = XDocument.Parse(JUnitReport.Render(SampleReports.Blocked())).Descendants("failure").First(f => f.Value.Contains("Broke: ", StringComparison.Ordinal));
        Assert.That(failure.Value, Is.Not.EqualTo((string?)failure.Attribute("message")));
        Assert.That(Regex.Count(failure.Value, "Broke: How long can I return order"), Is.EqualTo(5));
        Assert.That(failure.Value, Does.Contain("  expected: Within 14 days.").And.Contain("What to do next: "));
    }

    [Test]
    public void Markdown_fits_a_comment_of_a_pull_request()
    {
        var text = MarkdownReport.Render(SampleReports.Blocked());
        Assert.That(text, Does.Contain("What to do next: ").And.Contain("### What broke").And.Contain("<summary>7 more</summary>"));
        foreach (var (name, report) in SampleReports.Reports)
            Assert.That(Encoding.UTF8.GetByteCount(MarkdownReport.Render(report())), Is.LessThan(65_000), name);
    }

    [Test]
    public void Pictures_hold_what_they_are_about()
    {
        var page = HtmlReport.Render(SampleReports.Blocked());
        Assert.That(page, Does.Contain(">at least 0.90<").And.Contain(">allowed −2<").And.Contain(">0 is the baseline<").And.Contain(">baseline 0.94<"));
        Assert.That(Regex.Count(page, "class=\"interval\""), Is.EqualTo(3));
        Assert.That(Regex.Count(page, "class=\"histogram\""), Is.EqualTo(2));
    }

    [Test]
    public void A_comparison_without_pairs_draws_two_bars_and_one_with_pairs_does_not()
    {
        var page = HtmlReport.Render(SampleReports.OfTraffic());
        Assert.That(Regex.Count(page, "class=\"sides\""), Is.EqualTo(2), "the mean and the percentile");
        Assert.That(page, Does.Match("correctness: candidate 0\\.81, interval 0\\.7[0-9]+ to 0\\.8[0-9]+; baseline 0\\.94, interval 0\\.9[0-9]* to 0\\.9[0-9]+<").And.Contain("90 % interval of each"));
        Assert.That(HtmlReport.Render(SampleReports.Blocked()), Does.Not.Contain("class=\"sides\""));
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
            Assert.That(Regex.Count(row, @"(?<!\\)\|") - 1, Is.EqualTo(row.Contains("⛔ fail", StringComparison.Ordinal) || row.Contains("Criterion", StringComparison.Ordinal) ? 7 : 2), row);
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
        var (candidate, baseline) = Distribution.Pair(mine, theirs, isUnit: false);
        return (candidate?.N ?? 0) == mine.Count(double.IsFinite) && (baseline is null || baseline.N == theirs.Count(double.IsFinite));
    });

    [Test]
    public void Why_names_what_blocks() => Assert.That(ReportWording.Why(SampleReports.Blocked()), Is.EqualTo("2 of 3 criteria failed: 37 answers broke, 11 were fixed; correctness 0.94 → 0.81, allowed 0.92."));

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

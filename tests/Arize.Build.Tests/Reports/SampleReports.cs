using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Reports;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Reports;

/// <summary>Reports of every kind, made by the judge from rows.</summary>
static class SampleReports
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 23, 23, 40, 5, TimeSpan.Zero);

    /// <summary>What a hostile service, or example, would write.</summary>
    public const string Hostile =
        "</bdi></td><script>alert(1)</script><img src=x onerror=alert(1)>\u001b[31m\u0000\u0007\u009b\r\n::error::x ##vso[task.complete] \u202Eevil\u202C \u2066x\u2069 \uFFFE\uFFFF \uD800 ]]> | a | b `` ` ``` [x](javascript:alert(1)) "
        + "<!-- --> @everyone #1 https://evil.example www.evil.example \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627 {0} {{x}} $x$ *b* _i_ ~~s~~ \u2028 \" ' &amp;";

    public static GateReport Passed() => Of([AtLeast(0.9), MayDropBy(0.05), AtMost(900, "latency_ms") with { Statistic = StatisticKind.Percentile, Percentile = 95 }], Scores(400, 12, 1), Scores(400, 14, 2));

    public static GateReport Blocked() => Of([AtLeast(0.9), MayDropBy(0.02), MayRiseBy(100, "latency_ms") with { Severity = Severity.Warn }], Scores(200, 38, 1), Scores(200, 12, 2));

    /// <summary>A blocked release that an override lets out.</summary>
    public static GateReport Overridden() => Of([AtLeast(0.9), MayDropBy(0.02)], Scores(200, 38, 1), Scores(200, 12, 2),
        given: new GateOverride { Owner = "ann@example.com", Reason = "the payment page is down, and this release repairs it", Expires = Moment.AddDays(1), Source = "the environment variable ARIZE_OVERRIDE" });

    /// <summary>A metric that the build scored itself.</summary>
    public static GateReport ScoredByBuild() => Of([AtLeast(0.9), MayDropBy(0.02, "correctness")], Scores(200, 12, 1), Scores(200, 12, 2), isScoredByBuild: true);

    public static GateReport Inconclusive() => Of([MayDropBy(0.02)], Scores(60, 6, 1), Scores(60, 5, 2));

    public static GateReport NotJudged() => Of([AtLeast(0.9), MayDropBy(0.02, "politeness")], Scores(40, 1, 1), Scores(40, 1, 2));

    public static GateReport Waived(string expires) => Of([AtLeast(0.9), MayDropBy(0.02)], Scores(200, 38, 1), Scores(200, 12, 2),
    [
        new Waiver { Criterion = "correctness", Reason = "the judge's new version is stricter; see the review of 20 November", Owner = "ann@example.com", Expires = DateOnly.Parse(expires, CultureInfo.InvariantCulture) },
    ]);

    /// <summary>A gate over one run: facts, and one fault.</summary>
    public static GateReport OfARun() => new()
    {
        Gate = "nightly",
        Outcome = Outcome.Error,
        Passed = false,
        Diagnostics = [new GateDiagnostic(GateErrorCode.TooManyErrors, "Run VGFza1J1bjox completed with 12 errors, more than MaxErrors 0 (188 succeeded, 12 errors, 0 skipped).")],
        NextStep = Build.Gates.Verdicts.NextStep.For(GateErrorCode.TooManyErrors),
        FailedRows = [new FailedRow("example-7", "The model endpoint answered 503: overloaded, try again later.") { Question = "Is Apple Pay possible?", Expected = "Yes." }],
        Errors = (12, 200),
        Facts = [("Run", "VGFza1J1bjox"), ("Status", "COMPLETED"), ("Experiment", "nightly-4711")],
        JudgedAt = Moment,
        Elapsed = TimeSpan.FromSeconds(75),
    };

    /// <summary>Traffic that got worse.</summary>
    public static GateReport OfTraffic() => Of([AtLeast(0.9), MayDropBy(0.02), MayRiseBy(100, "latency_ms") with { Statistic = StatisticKind.Percentile, Percentile = 95 }], Scores(200, 38, 1), Scores(200, 12, 2, first: 1000), isUnpaired: true) with
    {
        Worst =
        [
            .. Enumerable.Range(0, 12).Select(i => new WorstObservation($"span-{i}", $"9f0{i}4c1d", Moment.AddMinutes(-i))
            {
                Question = $"Where is my order {i}?", Answer = "Returns are free within 60 days.", Page = $"https://app.arize.com/organizations/o/spaces/s/projects/p?selectedTraceId=9f0{i}4c1d&startA=1&endA=2",
                Scores = i % 3 == 0 ? [("correctness", 0, "The question is about an order, the answer about returns."), ("p95 of latency_ms", 1840, null)] : [("correctness", 0, "The answer is about something else.")],
            }),
        ],
    };

    /// <summary>Everything that came from elsewhere is hostile, and 10,000 examples changed.</summary>
    public static GateReport Hostilely()
    {
        var criterion = MayDropBy(0.02, Hostile);
        var flips = Enumerable.Range(0, 10_000).Select(i => new ChangedExample(1, i % 3 == 0 ? double.NegativeInfinity : 0, true) { ExampleId = Hostile + i.ToString(CultureInfo.InvariantCulture), Question = Hostile, Expected = Hostile, BaselineOutput = Hostile, Slice = Hostile + i % 3, Output = Hostile, Explanation = Hostile + Hostile });
        var verdict = new CriterionVerdict
        {
            Criterion = criterion,
            Outcome = Outcome.Fail,
            Finding = Finding.Problem,
            Problem = Hostile,
            Method = StatisticalMethod.Tango,
            Scale = Scale.Binary,
            Value = 0.5,
            Baseline = 0.9,
            Interval = new(double.NegativeInfinity, -0.3),
            Examples = 20_000,
            Broke = 10_000,
            Fixed = 0,
            Change = -0.4,
            Allowed = 0.02,
            SmallestError = 1e-12,
            CorrectedError = 1e-11,
            DropThatPasses = double.PositiveInfinity,
            Slices = [new SliceVerdict { Name = Hostile, Examples = 20, IsJudged = true, Fails = true, Value = 0.1, Baseline = 0.9 }],
            Changed = [.. flips],
        };
        return new GateReport
        {
            Gate = Hostile,
            Outcome = Outcome.Fail,
            Passed = false,
            Criteria = [new ReportCriterion(verdict), new ReportCriterion(verdict with { Value = double.NaN, Changed = [] })],
            Diagnostics = [new GateDiagnostic(GateErrorCode.NotJudged, Hostile), new GateDiagnostic(GateErrorCode.NotJudged, Hostile + Hostile)],
            Warnings = [Hostile],
            Override = new GateOverride { Owner = Hostile, Reason = Hostile, Expires = Moment, Source = Hostile },
            Waivers = [new WaiverUse(new Waiver { Criterion = Hostile, Reason = Hostile, Owner = Hostile, Expires = new DateOnly(2026, 12, 31) }, WaiverState.Applied)],
            Examples = 20_000,
            Baseline = Hostile,
            Project = Hostile,
            ProjectVersion = Hostile,
            Branch = Hostile,
            Commit = Hostile,
            Model = Hostile,
            BuildPage = "javascript:alert(1)",
            NextStep = Hostile,
            FailedRows = [.. Enumerable.Range(0, 20).Select(i => new FailedRow(Hostile + i.ToString(CultureInfo.InvariantCulture), Hostile) { Question = Hostile, Expected = Hostile })],
            Worst = [.. Enumerable.Range(0, 20).Select(i => new WorstObservation(Hostile + i.ToString(CultureInfo.InvariantCulture), Hostile, Moment) { Question = Hostile, Answer = Hostile, Page = "javascript:alert(1)", Scores = [(Hostile, double.NaN, Hostile)] })],
            Errors = (500, 20_000),
            Facts = [("Run", Hostile), ("Experiment", Hostile + Hostile)],
            Cost = new GateCost { RunsTriggered = 1, Evaluations = 2, Totals = new Dictionary<string, double> { [Hostile] = 1e300, ["nan"] = double.NaN } },
            JudgedAt = Moment,
            Elapsed = TimeSpan.FromSeconds(1),
        };
    }

    public static readonly (string Name, Func<GateReport> Report)[] Reports =
    [
        ("passed", Passed), ("blocked", Blocked), ("inconclusive", Inconclusive), ("not-judged", NotJudged), ("waived", () => Waived("2026-12-31")), ("expired", () => Waived("2026-11-22")),
        ("run", OfARun), ("overridden", Overridden), ("traffic", OfTraffic), ("scored-by-build", ScoredByBuild), ("hostile", Hostilely),
    ];

    public static readonly (string Name, Func<GateReport, string> Render)[] Renderers = [("markdown", r => MarkdownReport.Render(r)), ("junit", JUnitReport.Render), ("html", HtmlReport.Render)];

    static IEnumerable<ExperimentRow> Scores(int n, int wrong, int seed, int first = 0)
    {
        var random = new Random(seed);
        var failing = Enumerable.Range(0, n).OrderBy(_ => random.Next()).Take(wrong).ToHashSet();
        for (var i = 0; i < n; i++)
            yield return Row(first + i, failing.Contains(i) ? 0 : 1) with { Numbers = new Dictionary<string, double> { ["latency_ms"] = 380 + 40 * seed + 160 * random.NextDouble() + (random.Next(9) == 0 ? 300 : 0) } };
    }

    static GateReport Of(IReadOnlyList<Criterion> criteria, IEnumerable<ExperimentRow> candidate, IEnumerable<ExperimentRow> baseline, IReadOnlyList<Waiver>? waivers = null, GateOverride? given = null, bool isScoredByBuild = false, bool isUnpaired = false)
    {
        ExperimentRow[] rows = [.. candidate];
        // What the judge knows an example by is another number in every process.
        var ids = rows.ToDictionary(r => RowSummary.Hash(r.ExampleId!), r => r.ExampleId!);
        var judged = new JudgeRequest
        {
            Criteria = criteria,
            Candidate = Summary(criteria, rows),
            Baseline = Summary(criteria, baseline),
            Waivers = waivers ?? [],
            IsUnpaired = isUnpaired,
            Today = DateOnly.FromDateTime(Moment.UtcDateTime),
        };
        var verdict = Judge.Verdict(judged);
        verdict = verdict with { Override = given, Criteria = [.. verdict.Criteria.Select(c => c with { ScoredByBuild = isScoredByBuild, Changed = [.. c.Changed.Select(f => f with { ExampleId = ids[f.Key], Question = $"How long can I return order {ids[f.Key].Split('-')[1]}?", Expected = "Within 14 days.", BaselineOutput = "You have 14 days.", Output = "You can return it within 30 days.", Explanation = "The policy says 14 days." })] })] };
        var meta = new VerdictMeta
        {
            Service = "https://api.arize.com", JudgedAt = Moment, Elapsed = TimeSpan.FromSeconds(201.5), Build = "4712-1-gate", Commit = "9fceb02d0ae598e95dc970b74767f19372d61af8",
            Branch = "release/2.4", BuildPage = "https://ci.example/runs/4712", Project = "SupportAssistant", ProjectVersion = "2.4.0", TaskName = "support-golden", Model = "atlas-1",
            ExperimentName = "release-4712", ExperimentId = "RXhwZXJpbWVudDoxMjpBYkM=", Baseline = new BaselineUsed { Name = "main-2026-11-20", ExperimentId = "RXhwZXJpbWVudDoxMTpBYkM=" },
        };
        return GateReports.Of("release", verdict, [], new GateCost { RunsTriggered = 2, Evaluations = 200, Totals = new Dictionary<string, double> { ["total_tokens"] = 84_211, ["cost_usd"] = 0.4211 } }, meta, judged);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arize.Build.Gates;
using Arize.Build.Gates.Running;

namespace Arize.Build.Tests.Traffic;

/// <summary>Gates on production traffic, from the file to the verdict.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficGateTests
{
    const string Compared = """
        { "space": "support", "traces": { "project": "UHJvamVjdA==", "last": "2h" }, "evaluate": ["live-judge"],
          "baseline": { "traces": { "from": "-26h", "to": "-24h" } },
          "criteria": [ { "metric": "helpfulness", "atLeast": 0.80, "mayDropBy": 0.03 },
                        { "metric": "latency_ms", "statistic": "p95", "mayRiseBy": "20%" },
                        { "metric": "error", "atMost": 0.01 },
                        { "metric": "count", "atLeast": 100 } ] }
        """;

    static string Gate(string json) => json.Replace("UHJvamVjdA==", TrafficService.ProjectId, StringComparison.Ordinal).Replace("\"live-judge\"", $"\"{TrafficService.JudgeId}\"", StringComparison.Ordinal).Replace("\"space\": \"support\", ", "", StringComparison.Ordinal);

    static TrafficService TwoWindows(int good = 190, int baselineGood = 190, int n = 200)
    {
        var service = new TrafficService();
        service.Add(n, TimeSpan.FromHours(2), TimeSpan.Zero, (i, span) => With(span, i < good ? 1 : 0));
        service.Add(n, TimeSpan.FromHours(26), TimeSpan.FromHours(24), (i, span) => With(span, i < baselineGood ? 1 : 0));
        return service;

        static SpanOfTest With(SpanOfTest span, double score)
        {
            span.ScoreToCome = score;
            return span;
        }
    }

    [Test]
    public async Task Traffic_as_good_as_yesterdays_passes()
    {
        await using var service = TwoWindows();
        var result = await service.RunAsync(Gate(Compared));
        Assert.That(result.Diagnostics, Is.Empty, string.Join('\n', result.Diagnostics));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(result.Verdict.Criteria.Select(c => (c.Criterion.Metric, c.Examples, c.Method)), Is.EqualTo(new (string, int?, StatisticalMethod?)[]
        {
            ("helpfulness", 200, StatisticalMethod.Wilson), ("helpfulness", 200, StatisticalMethod.UnpairedBounded), ("latency_ms", 200, StatisticalMethod.OrderStatistics),
            ("error", 200, StatisticalMethod.Wilson), ("count", 200, StatisticalMethod.NoInterval),
        }));
        Assert.That(result.Verdict.Traffic!.Candidate.Observations, Is.EqualTo(200));
    }

    [Test]
    public async Task Traffic_that_got_worse_fails_with_the_share_that_was_scored()
    {
        await using var service = TwoWindows(good: 120);
        service.Scores = span => int.Parse(span.Id[1..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;
        var result = await service.RunAsync(Gate(Compared));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(result.Verdict.Criteria[1].Reason, Does.Contain("on 100 root spans").And.Contain("50 % of the root spans have a score, 50 % in the baseline"));
    }

    [Test]
    public async Task A_report_shows_the_worst_of_the_traffic_first_with_question_answer_and_a_link()
    {
        await using var service = TwoWindows(good: 120);
        foreach (var span in service.Spans)
            (span.Question, span.Answer) = ($"question of {span.Id}", $"answer of {span.Id}");
        var result = await service.RunAsync(Gate(Compared), links: new UiLinks("org", UiLinks.Cloud));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Fail));
        var page = await File.ReadAllTextAsync(Path.Combine(service.Record, "report.html"));
        var shown = Regex.Matches(page, "question of s([0-9]+)<").Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(shown, Has.Length.EqualTo(10).And.Unique.And.All.InRange(120, 199), "those that scored 0, of the candidate's window");
            Assert.That(page, Does.Contain($"<dd><bdi>answer of s{shown[0]}</bdi>").And.Contain("<bdi>helpfulness</bdi> 0"));
            Assert.That(page, Does.Match($"""<a href="https://app\.arize\.com/organizations/org/spaces/[^/"]+/projects/{Uri.EscapeDataString(TrafficService.ProjectId)}\?selectedTraceId=t{shown[0]}&amp;startA=[0-9]+&amp;endA=[0-9]+">open in Arize</a>"""));
        });
        Assert.That(await File.ReadAllTextAsync(Path.Combine(service.Record, "summary.md")), Does.Contain("### The worst of the traffic").And.Contain($"`question of s{shown[0]}`"));
    }

    [Test]
    public async Task The_window_is_fixed_at_the_start_written_down_evaluated_and_read_exactly()
    {
        await using var service = TwoWindows();
        service.Spans.Add(new SpanOfTest("late", "late", service.Start.AddSeconds(0.9)).Scored(0));
        var result = await service.RunAsync(Gate(Compared));
        var record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(service.Record, "run.json")))!;
        var (from, to) = (service.Start.AddHours(-2), service.Start);
        Assert.Multiple(() =>
        {
            Assert.That(record["windows"]!["candidate"]!["from"]!.GetValue<DateTimeOffset>(), Is.EqualTo(from));
            Assert.That(record["windows"]!["candidate"]!["to"]!.GetValue<DateTimeOffset>(), Is.EqualTo(to));
            Assert.That(record["windows"]!["isDone"]!.GetValue<bool>(), Is.True);
            Assert.That(service.Triggers, Has.Count.EqualTo(2), "one run for each window");
            foreach (var trigger in service.Triggers)
            {
                var end = trigger["data_end_time"]!.GetValue<DateTimeOffset>();
                var exact = trigger["data_start_time"]!.GetValue<DateTimeOffset>().AddHours(2);
                Assert.That(end - exact, Is.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(1)), "the mark is below a second");
            }
            Assert.That(service.Questions.Select(q => q["end_time"]!.GetValue<DateTimeOffset>()).Distinct(), Is.EquivalentTo(new[] { to, to.AddHours(-24) }));
            Assert.That(result.Verdict.Traffic!.Candidate.Observations, Is.EqualTo(200), "the span after the end is not read");
        });
    }

    [Test]
    public async Task A_started_gate_is_judged_later_by_its_own_window()
    {
        await using var service = TwoWindows();
        var start = await service.RequestAsync(Gate(Compared), build: null, commit: "c0ffee");
        Assert.That(await new GateOperations(service.Client, service.Log).StartAsync(start, default), Is.Null);
        Assert.That(service.Triggers, Is.Empty, "scores come late, so nothing is triggered yet");
        service.Arize.Clock.Spend(TimeSpan.FromHours(3));
        var request = await service.RequestAsync(Gate(Compared), build: null, commit: "c0ffee");
        var result = await new GateRunner(service.Client, service.Log, request).RunAsync(default);
        Assert.That(result.Verdict.Traffic!.Candidate.To, Is.EqualTo(service.Start));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        var again = await new GateRunner(service.Client, service.Log, request).RunAsync(default);
        Assert.That(again.Verdict.Traffic!.Candidate.To, Is.EqualTo(service.Start.AddHours(3)), "a gate that was judged is not continued");
    }

    [Test]
    public async Task A_lost_answer_to_a_trigger_is_found_by_its_mark()
    {
        await using var service = TwoWindows();
        var lost = 0;
        var answer = service.Arize.Server.Otherwise!;
        service.Arize.Server.Otherwise = request =>
        {
            var reply = answer(request);
            return request.Target.EndsWith("/trigger", StringComparison.Ordinal) && lost++ == 0 ? Faults.Reply.Problem(502) : reply;
        };
        var result = await service.RunAsync(Gate(Compared));
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass), string.Join('\n', result.Diagnostics));
        Assert.That(service.Triggers, Has.Count.EqualTo(2));
    }
}

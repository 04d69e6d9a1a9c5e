using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Traffic;

/// <summary>Row 46 of the fault table: traffic that contradicts itself, or is none. It is never evidence.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficFaultTests
{
    static string Gate(string more = "") => $$"""
        { "traces": { "project": "{{TrafficService.ProjectId}}", "last": "2h" }, "evaluate": ["{{TrafficService.JudgeId}}"], {{more}}
          "criteria": [ { "metric": "helpfulness", "atLeast": 0.8 } ] }
        """;

    static TrafficService Service(int spans = 200)
    {
        var service = new TrafficService();
        service.Add(spans, TimeSpan.FromHours(2), TimeSpan.Zero);
        return service;
    }

    static async Task ThrowsAsync(TrafficService service, string says)
    {
        var error = Assert.ThrowsAsync<ArizeException>(() => service.RunAsync(Gate()));
        Assert.That(error!.Diagnostics[0].ToString(), Does.StartWith("ARIZE2007").And.Contain(says));
        Assert.That(File.Exists(Path.Combine(service.Record, "verdict.json")), Is.False);
        await Task.CompletedTask;
    }

    [Test, FaultRow("51", "a page of spans that comes twice", "ARIZE2007, no verdict")]
    public async Task A_page_that_repeats_is_no_evidence()
    {
        await using var service = Service(1200);
        string? first = null;
        service.Alter = (_, json) => first is null ? Reply.Json(first = json) : Reply.Json(first.Replace("\"next_cursor\":\"c", "\"next_cursor\":\"d", StringComparison.Ordinal));
        await ThrowsAsync(service, "is in the list twice");
    }

    [Test, FaultRow("51", "a span older than the window", "ARIZE2007, no verdict")]
    public async Task A_span_older_than_the_window_is_no_evidence() => await OutsideAsync(TimeSpan.FromHours(-3));

    [Test, FaultRow("51", "a span newer than the window's end", "ARIZE2007, no verdict")]
    public async Task A_span_newer_than_the_end_is_no_evidence() => await OutsideAsync(TimeSpan.FromSeconds(5));

    static async Task OutsideAsync(TimeSpan offset)
    {
        await using var service = Service();
        var foreign = new SpanOfTest("foreign", "foreign", service.Start + offset).Json();
        service.Alter = (_, json) => Reply.Json(json.Replace("\"spans\":[", $"\"spans\":[{foreign},", StringComparison.Ordinal));
        await ThrowsAsync(service, "outside the time window");
    }

    [Test, FaultRow("51", "two spans with one id", "error ARIZE4003")]
    public async Task Two_spans_with_one_id_are_no_evidence()
    {
        await using var service = Service();
        service.Spans[7].Id = service.Spans[8].Id;
        await EndsAsync(service, Gate(), "error ARIZE4003", "1 root span of the window have the id of another one");
    }

    [Test, FaultRow("51", "no traffic at all", "error ARIZE4003")]
    public async Task No_traffic_is_no_evidence()
    {
        await using var service = Service(0);
        await EndsAsync(service, Gate(), "error ARIZE4003", "No traffic: there is no root span in the window");
    }

    [TestCase("", "error ARIZE4003", "there is no root span in its window")]
    [TestCase(", \"whenMissing\": \"adopt\"", "pass", "")]
    [FaultRow("51", "no traffic in the baseline's window", "error ARIZE4003, or as whenMissing says")]
    public async Task No_traffic_in_the_baseline(string whenMissing, string ends, string says)
    {
        await using var service = Service();
        var gate = Gate($$""" "baseline": { "traces": { "from": "-26h", "to": "-24h" }{{whenMissing}} }, """).Replace("\"atLeast\": 0.8", "\"atLeast\": 0.8, \"mayDropBy\": 0.02", StringComparison.Ordinal);
        await EndsAsync(service, gate, ends, says);
    }

    [Test, FaultRow("51", "spans that are on both sides", "error ARIZE4003")]
    public async Task Spans_on_both_sides_are_no_comparison()
    {
        await using var service = Service();
        var gate = $$"""
            { "traces": { "project": "{{TrafficService.ProjectId}}", "last": "2h", "filter": "version = '1'" }, "evaluate": ["{{TrafficService.JudgeId}}"],
              "baseline": { "traces": { "last": "90m" } }, "criteria": [ { "metric": "helpfulness", "mayDropBy": 0.02 } ] }
            """;
        await EndsAsync(service, gate, "error ARIZE4003", "150 root spans are on both sides of the comparison");
    }

    [Test, FaultRow("51", "a gate that is continued after its window has moved on", "the window of its start")]
    public async Task A_continued_gate_keeps_its_window()
    {
        await using var service = Service();
        using var stop = new CancellationTokenSource();
        var answer = service.Arize.Server.Otherwise!;
        service.Arize.Server.Otherwise = request =>
        {
            if (request.Target.StartsWith("/v2/spans", StringComparison.Ordinal) && !stop.IsCancellationRequested)
                stop.Cancel();
            return answer(request);
        };
        Assert.That(async () => await service.RunAsync(Gate(), cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        service.Arize.Clock.Spend(TimeSpan.FromMinutes(30));
        var result = await service.RunAsync(Gate());
        Assert.That(result.Verdict.Traffic!.Candidate.To, Is.EqualTo(service.Start));
        Assert.That(service.Triggers, Has.Count.EqualTo(1), "nothing is evaluated twice");
        Assert.That(result.Verdict.Outcome, Is.EqualTo(Outcome.Pass));
    }

    [TestCase(0, "error ARIZE4003", "no root span in the window has a score of 'helpfulness'")]
    [TestCase(4, "error ARIZE4003", "4 of 100 (4 %) of the root spans in the window have a score of 'helpfulness', less than data.minCoverage 5 %")]
    [TestCase(8, "inconclusive ARIZE4002", "too few root spans")]
    [TestCase(12, "pass", "")]
    public async Task Too_few_scores_are_no_pass(int scored, string ends, string says)
    {
        await using var service = Service(100);
        service.Scores = span => int.Parse(span.Id[1..], System.Globalization.CultureInfo.InvariantCulture) < scored;
        await EndsAsync(service, Gate(), ends, says);
    }

    [Test]
    public async Task A_sampling_rate_below_the_least_coverage_is_refused_before_anything_is_triggered()
    {
        await using var service = Service();
        service.SamplingRate = 0.02;
        await EndsAsync(service, Gate(), "error ARIZE1008", "scores 2 % of the spans, less than data.minCoverage 5 %");
        Assert.That(service.Triggers, Is.Empty);
    }

    [TestCase("\"wait\": { \"timeout\": \"3h\", \"scores\": \"2h\" },", "pass")]
    [TestCase("", "error ARIZE4003")]
    public async Task Late_scores_are_waited_for_as_long_as_the_gate_says(string wait, string ends)
    {
        await using var service = Service();
        service.Scores = _ => false; // The run finds nothing yet; a continuous task scores an hour later.
        service.Alter = (_, _) =>
        {
            if (service.Arize.Clock.GetUtcNow() > service.Start.AddHours(1))
                service.Spans.ForEach(s => s.Score = 1);
            return null;
        };
        await EndsAsync(service, Gate(wait), ends, ends == "pass" ? "" : "no root span in the window has a score");
    }

    [Test]
    public async Task An_evaluation_that_found_everything_scored_only_warns()
    {
        await using var service = Service();
        service.Spans.ForEach(s => s.Score = 1);
        service.End = "CANCELLED";
        var result = await EndsAsync(service, Gate(), "pass ARIZE3003", "");
        Assert.That(result.Diagnostics.Single().Severity, Is.EqualTo(DiagnosticSeverity.Warning));
    }

    static async Task<GateResult> EndsAsync(TrafficService service, string gate, string ends, string says)
    {
        var result = await service.RunAsync(gate);
        var first = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) ?? result.Diagnostics.FirstOrDefault(d => d.Code != GateErrorCode.GateWarning && d.Code != GateErrorCode.NoEvidence);
        Assert.That($"{result.Verdict.Outcome.ToString().ToLowerInvariant()} {first?.Code}".TrimEnd(), Is.EqualTo(ends), string.Join('\n', result.Diagnostics));
        Assert.That(string.Join('\n', result.Diagnostics), Does.Contain(says));
        return result;
    }
}

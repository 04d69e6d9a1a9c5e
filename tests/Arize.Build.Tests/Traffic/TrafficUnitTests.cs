using Arize.Build.Gates;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Running;

namespace Arize.Build.Tests.Traffic;

/// <summary>What one observation is, what clusters them, and what a record of traffic is good for.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficUnitTests
{
    static string Gate(string unit, string criteria, string more = "") => $$"""
        { "traces": { "project": "{{TrafficService.ProjectId}}", "last": "2h"{{unit}} }, {{more}} "criteria": [ {{criteria}} ] }
        """;

    /// <summary>Requests of three spans: the root, and two calls of which the second may fail and outlasts the root.</summary>
    static TrafficService Requests(int requests)
    {
        var service = new TrafficService();
        service.Add(requests, TimeSpan.FromHours(2), TimeSpan.FromMinutes(1), (_, span) => span.Scored(1));
        foreach (var root in service.Spans.ToArray())
        {
            root.Tokens = 1;
            service.Spans.Add(new SpanOfTest(root.Id + "a", root.Trace, root.Start.AddMilliseconds(100)) { Parent = root.Id, Tokens = 100, Milliseconds = 50 });
            service.Spans.Add(new SpanOfTest(root.Id + "b", root.Trace, root.Start.AddMilliseconds(200)) { Parent = root.Id, Tokens = 10, Milliseconds = 800, Status = root.Id == "s0" ? "ERROR" : "UNSET" }.Scored(0));
        }
        return service;
    }

    static async Task<Dictionary<string, (double? Value, int? N, int? Clusters)>> ValuesAsync(TrafficService service, string gate) =>
        (await service.RunAsync(gate)).Verdict.Criteria.ToDictionary(c => c.Criterion.Metric, c => (c.Value, c.Examples, c.Clusters));

    const string All = """
        { "metric": "helpfulness", "atLeast": 0.1 }, { "metric": "latency_ms", "statistic": "max", "atMost": 5000 }, { "metric": "error", "atMost": 0.5 },
        { "metric": "llm.token_count.total", "atMost": 5000 }, { "metric": "count", "atLeast": 1 }
        """;

    [Test]
    public async Task A_root_span_is_an_observation_by_default()
    {
        await using var service = Requests(20);
        var values = await ValuesAsync(service, Gate("", All));
        Assert.That(values["helpfulness"], Is.EqualTo(((double?)1, (int?)20, (int?)null)));
        Assert.That(values["latency_ms"].Value, Is.EqualTo(400));
        Assert.That(values["error"].Value, Is.Zero);
        Assert.That(values["llm.token_count.total"].Value, Is.EqualTo(1));
        Assert.That(values["count"].Value, Is.EqualTo(20));
    }

    [Test]
    public async Task Every_span_is_clustered_by_its_trace()
    {
        await using var service = Requests(20);
        var values = await ValuesAsync(service, Gate(", \"unit\": \"span\"", All));
        Assert.That(values["helpfulness"], Is.EqualTo(((double?)0.5, (int?)40, (int?)20)));
        Assert.That(values["count"].Value, Is.EqualTo(60));
    }

    [Test]
    public async Task A_trace_has_its_roots_scores_and_the_time_tokens_and_errors_of_all_its_spans()
    {
        await using var service = Requests(20);
        var values = await ValuesAsync(service, Gate(", \"unit\": \"trace\"", All));
        Assert.That(values["helpfulness"].Value, Is.EqualTo(1));
        Assert.That(values["latency_ms"].Value, Is.EqualTo(1000), "from the root's start to the last end");
        Assert.That(values["error"].Value, Is.EqualTo(1 / 20.0));
        Assert.That(values["llm.token_count.total"].Value, Is.EqualTo(111));
        Assert.That(values["count"].Value, Is.EqualTo(20));
    }

    [Test]
    public async Task Sessions_cluster_and_what_has_none_is_its_own()
    {
        await using var service = Requests(100);
        foreach (var (span, i) in service.Spans.Where(s => s.Parent is null).Select((s, i) => (s, i)))
            span.Session = i < 90 ? $"session-{i / 5}" : null;
        var result = await service.RunAsync(Gate("", """{ "metric": "helpfulness", "atLeast": 0.1 }""", "\"data\": { \"clusters\": \"session.id\" },"));
        Assert.That(result.Verdict.Criteria.Single().Clusters, Is.EqualTo(28));
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("10 of 100 root spans").And.Contain("have no 'session.id': each of their traces is a cluster"));
        Assert.That(result.Verdict.Traffic!.Clusters, Is.EqualTo("session.id"));
        var none = await service.RunAsync(Gate("", """{ "metric": "helpfulness", "atLeast": 0.1 }""", "\"data\": { \"clusters\": \"user.id\" },"));
        Assert.That(none.Verdict.Outcome, Is.EqualTo(Outcome.Error));
        Assert.That(none.Diagnostics[0].Message, Does.Contain("data.clusters names 'user.id', and no root span").And.Contain("has such an attribute"));
    }

    [Test]
    public async Task A_dry_run_reports_the_windows_the_counts_and_what_is_scored()
    {
        await using var service = Requests(20);
        service.SamplingRate = 0.5;
        var request = await service.RequestAsync(Gate("", """{ "metric": "helpfulness", "mayDropBy": 0.02 }""", $"\"evaluate\": [\"{TrafficService.JudgeId}\"], \"baseline\": {{ \"traces\": {{ \"from\": \"-26h\", \"to\": \"-24h\" }} }},"));
        Assert.That(await new GateOperations(service.Client, service.Log).DryRunAsync(request, default), Is.Empty);
        var said = string.Join('\n', service.Log.Milestones);
        Assert.That(said, Does.Contain("would judge project 'support-live'"));
        Assert.That(said, Does.Contain("scores 50 % of the spans (its sampling rate), at most 10000 spans in each window (maxSpans); the others stay without a score"));
        Assert.That(said, Does.Contain("the window holds 20 root spans (100 % with helpfulness), the baseline's 0 root spans"));
        Assert.That(service.Triggers, Is.Empty);
        Assert.That(Directory.Exists(service.Record), Is.False);
    }

    [Test]
    public async Task A_record_of_traffic_is_a_baseline_and_can_be_judged_again()
    {
        await using var service = Requests(60);
        await service.RunAsync(Gate("", """{ "metric": "helpfulness", "atLeast": 0.1 }"""));
        var kept = Path.Combine(service.Folder, "kept");
        Directory.CreateDirectory(kept);
        foreach (var name in new[] { "verdict.json", "scores.jsonl" })
            File.Copy(Path.Combine(service.Record, name), Path.Combine(kept, name));
        service.Arize.Clock.Spend(TimeSpan.FromHours(3));
        for (var i = 0; i < 60; i++)
            service.Spans.Add(new SpanOfTest($"n{i}", $"n{i}", service.Start.AddHours(2).AddSeconds(i)).Scored(i % 2));
        var gate = Gate("", """{ "metric": "helpfulness", "mayDropBy": 0.1 }""", "\"baseline\": { \"record\": \"kept\" },");
        var result = await service.RunAsync(gate, "ci-2");
        Assert.That(result.Verdict.Criteria.Single(), Has.Property("Baseline").EqualTo(1).And.Property("Value").EqualTo(0.5).And.Property("Outcome").EqualTo(Outcome.Fail));

        var replayed = GateReplay.Run(await service.RequestAsync(gate.Replace("0.1 }", "0.7 }", StringComparison.Ordinal)), service.Record, service.Log);
        Assert.That(replayed.Records.Single().Now.Outcome, Is.EqualTo(Outcome.Pass));
        var others = await service.RequestAsync(Gate("", """{ "metric": "helpfulness", "atLeast": 0.1 }""", "\"data\": { \"clusters\": \"session.id\" },"));
        Assert.That(() => GateReplay.Run(others, service.Record, service.Log), Throws.Exception);
        Assert.That(string.Join('\n', service.Log.Warnings), Does.Contain("it clusters by 'trace_id', and this gate by 'session.id'"));
    }
}

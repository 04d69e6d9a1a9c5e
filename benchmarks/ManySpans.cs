using System.Text;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Benchmarks;

/// <summary>Reading and judging the spans of production: as a gate does, record and all; by the official JavaScript client, which adds one score up; and only tokenising the same pages.</summary>
static class ManySpans
{
    const string Gate = """{ "traces": { "project": "support-live", "last": "2h", "unit": "span" }, "criteria": [ { "metric": "correctness", "atLeast": 0.5 }, { "metric": "latency_ms", "statistic": "p95", "atMost": 5000 } ] }""";

    public static Task RunAsync(int times, int[] counts, string? javaScript) => ManyRows.RunAsync("spans", "span-tokens", Service.ProjectId, times, counts, javaScript);

    /// <summary>Our side, in a process of its own.</summary>
    public static async Task OursAsync(string project)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Gate);
        var gate = GateFileReader.Read(file, new GateContext { Folder = "/", Records = "/records" }).Gate!;
        File.Delete(file);
        var day = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        var traffic = new TrafficFound
        {
            Project = new Project { Id = project, Name = "support-live" },
            Unit = ObservationUnit.Span,
            Clusters = TrafficMetrics.TraceId,
            Candidate = new TrafficSide(new TimeWindow(day, day.AddDays(1)), null),
        };
        using var arize = new ArizeClient();
        await ManyRows.OursAsync(async folder =>
        {
            var (spans, _) = await new TrafficReading(arize, new Silent(), gate, traffic).ReadAsync(folder, [], TimeSpan.Zero, default);
            return new JudgeRequest { Criteria = gate.Criteria, Data = TrafficRecord.Data(gate), Candidate = spans, Noun = traffic.Noun };
        });
    }

    /// <summary>The limit: the same pages, and every token read once.</summary>
    public static Task TokensAsync(string project) => ManyRows.TokensAsync("span_id", cursor => new(HttpMethod.Post, new Uri($"v2/spans?limit={ManyRows.Most}{cursor}", UriKind.Relative))
    {
        Content = new StringContent($$"""{"project_id":"{{project}}"}""", Encoding.UTF8, "application/json"),
    });
}

using Arize.Build.Gates;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Tests.GateFiles;

/// <summary>The section on production traffic: what it reads, and what it refuses with its place.</summary>
public sealed class TracesSectionTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    static GateReading Read(string json) => GateFileReader.Parse(json, new GateContext { Folder = "/", Records = "/records" });

    static GateReading Traces(string traces, string more = "") => Read($$"""{ "traces": {{traces}}, {{more}}"criteria": [ { "metric": "m", "atLeast": 0.5 } ] }""");

    static string[] Diagnostics(GateReading reading) => [.. reading.Diagnostics.Select(d => $"{d.At!.Line},{d.At.Column}: {d.Message}")];

    [TestCase("""{ "project": "p", "last": "2h" }""", "2026-11-25T08:00:00Z to 10:00:00Z")]
    [TestCase("""{ "project": "p", "from": "-26h", "to": "-24h" }""", "2026-11-24T08:00:00Z to 10:00:00Z")]
    [TestCase("""{ "project": "p", "from": "2026-11-24T23:00:00+01:00", "to": "2026-11-25T02:00:00Z" }""", "2026-11-24T22:00:00Z to 2026-11-25T02:00:00Z")]
    [TestCase("""{ "project": "p", "from": "-90m" }""", "2026-11-25T08:30:00Z to 10:00:00Z")]
    public void A_window_is_a_duration_two_times_or_two_offsets(string traces, string window)
    {
        var reading = Traces(traces);
        Assert.That(Diagnostics(reading), Is.Empty);
        Assert.That(reading.Gate!.Traces!.Window.At(Now, out var problem).ToString(), Is.EqualTo(window));
        Assert.That(problem, Is.Null);
    }

    [TestCase("""{ "project": "p", "from": "-1h", "to": "-2h" }""", "ends before it begins")]
    [TestCase("""{ "project": "p", "from": "-1h", "to": "2026-11-25T11:00:00Z" }""", "ends in the future: it is 2026-11-25T10:00:00Z now")]
    [TestCase("""{ "project": "p", "from": "-31d" }""", "longer than 30 days")]
    public void A_window_that_no_run_could_evaluate_is_refused_when_the_gate_starts(string traces, string says)
    {
        Traces(traces).Gate!.Traces!.Window.At(Now, out var problem);
        Assert.That(problem, Does.Contain(says));
    }

    [TestCase("""{ "last": "2h" }""", "1,13: 'project' is missing. Name the project whose traffic is judged.")]
    [TestCase("""{ "project": "p" }""", "1,13: The time window is missing: add \"last\" (such as \"2h\"), or \"from\" and \"to\".")]
    [TestCase("""{ "project": "p", "last": "2h", "from": "-1h" }""", "1,31: 'last' and 'from' exclude each other. Keep one.")]
    [TestCase("""{ "project": "p", "to": "-1h" }""", "1,13: The time window is missing: add \"last\" (such as \"2h\"), or \"from\" and \"to\".", "1,31: 'to' needs 'from': when does the window begin?")]
    [TestCase("""{ "project": "p", "from": "26h" }""", "1,31: 'from' is '26h', and must be a time such as \"2026-11-25T08:00:00Z\", with Z or an offset, or an offset from now such as \"-26h\".")]
    [TestCase("""{ "project": "p", "from": "2026-11-25T08:00:00" }""", "1,31: 'from' is '2026-11-25T08:00:00', and must be a time such as \"2026-11-25T08:00:00Z\", with Z or an offset, or an offset from now such as \"-26h\".")]
    [TestCase("""{ "project": "p", "last": "31d" }""", "1,39: 'last' must be a duration above 0, at most 30 days. Write seconds (600), a number with a unit (90s, 10m, 1h, 30d), or hh:mm:ss.")]
    [TestCase("""{ "project": "p", "last": "2h", "unit": "session" }""", "1,53: 'unit' must be \"rootSpan\" or \"span\" or \"trace\".")]
    [TestCase("""{ "project": "p", "last": "2h", "maxSpans": 0 }""", "1,57: 'maxSpans' must be a whole number, 1 or more.")]
    public void A_slip_has_its_place(string traces, params string[] errors) => Assert.That(Diagnostics(Traces(traces)), Is.EqualTo(errors));

    [TestCase("\"reuse\": \"7d\", ", "Production traffic is never made again")]
    [TestCase("\"run\": { \"task\": \"t\" }, ", "'run' and 'traces' exclude each other")]
    [TestCase("\"evaluate\": { \"tasks\": [\"j\"], \"chained\": true }, ", "'chained' starts evaluations from a run")]
    [TestCase("\"pin\": { \"datasetVersion\": \"v\" }, ", "Production traffic has no dataset")]
    [TestCase("\"data\": { \"examples\": 5 }, ", "'examples' does not apply to \"traces\"")]
    [TestCase("\"data\": { \"maxErrors\": 5 }, ", "add a criterion on the metric \"error\"")]
    [TestCase("\"data\": { \"maxMissingRate\": 0.5 }, ", "use \"minCoverage\"")]
    [TestCase("\"data\": { \"minOverlap\": 0.5 }, ", "two windows hold different spans")]
    [TestCase("\"wait\": { \"timeout\": \"1h\", \"scores\": \"2h\" }, ", "'scores' is 2 h 0 m, longer than the gate may take, 1 h 0 m")]
    public void What_belongs_to_other_subjects_is_refused(string section, string says) =>
        Assert.That(Diagnostics(Traces("""{ "project": "p", "last": "2h" }""", section)), Has.Some.Contains(says));

    [TestCase("\"main\"", "is not compared with an experiment")]
    [TestCase("{ \"latest\": \"main-*\" }", "is not compared with an experiment")]
    [TestCase("{ \"traces\": {} }", "The baseline's traffic is missing")]
    [TestCase("{ \"traces\": { \"last\": \"2h\" } }", "compares the traffic with itself")]
    [TestCase("{ \"traces\": { \"from\": \"-26h\" }, \"maxAge\": \"1d\" }", "'maxAge' belongs to")]
    [TestCase("{ \"traces\": { \"from\": \"-26h\" }, \"record\": \"r\" }", "exclude each other")]
    public void A_baseline_that_is_none_is_refused(string baseline, string says) =>
        Assert.That(Diagnostics(Read($$"""{ "traces": { "project": "p", "last": "2h" }, "baseline": {{baseline}}, "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }""")), Has.Some.Contains(says));

    [Test]
    public void The_words_of_traffic_are_refused_for_other_subjects()
    {
        Assert.That(Diagnostics(Read("""{ "experiment": "e", "data": { "minCoverage": 0.1 }, "criteria": [ { "metric": "m", "atLeast": 0.5 } ] }""")), Has.Some.StartsWith("1,32: 'minCoverage' belongs to \"traces\""));
        Assert.That(Diagnostics(Read("""{ "experiment": "e", "baseline": { "traces": { "last": "1h" } }, "criteria": [ { "metric": "m", "mayDropBy": 0.5 } ] }""")), Has.Some.Contains("A baseline of traffic belongs to a gate on traffic"));
    }

    [Test]
    public void Count_is_one_number()
    {
        var reading = Read("""{ "traces": { "project": "p", "last": "2h" }, "criteria": [ { "metric": "count", "atLeast": 100 } ] }""");
        Assert.That(reading.Gate!.Criteria.Single().Statistic, Is.EqualTo(StatisticKind.Sum));
        Assert.That(Diagnostics(Read("""{ "traces": { "project": "p", "last": "2h" }, "baseline": { "traces": { "from": "-9h", "to": "-8h" } }, "criteria": [ { "metric": "count", "mayDropBy": 5 } ] }""")), Has.Some.Contains("'count' is one number"));
    }
}

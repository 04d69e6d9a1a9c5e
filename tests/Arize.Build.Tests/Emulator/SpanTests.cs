using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

/// <summary>Traffic of projects: what it is like, how it is listed, and how it is evaluated.</summary>
public class SpanTests
{
    const string Hour = "\"start_time\":\"2026-11-23T10:00:00Z\",\"end_time\":\"2026-11-23T11:00:00Z\"";
    const string Day = "\"start_time\":\"2026-11-22T12:00:00Z\",\"end_time\":\"2026-11-23T12:00:00Z\"";

    static async Task<string> Question(EmulatorUnderTest emulator, string more, string project = "support-live") =>
        $$"""{"project_id":"{{await emulator.Id("projects", project)}}"{{(more.Length > 0 ? "," + more : "")}}}""";

    static async Task<List<JsonNode>> All(EmulatorUnderTest emulator, string list, string more, int limit)
    {
        var body = await Question(emulator, more);
        var found = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = (await emulator.Post($"/v2/{list}?limit={limit}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", body)).Json;
            found.AddRange(page[list]!.AsArray().Select(it => it!));
            if (page["pagination"]!["has_more"]!.GetValue<bool>() is false)
                return found;
            cursor = page["pagination"]!["next_cursor"]!.GetValue<string>();
        }
    }

    static Task<List<JsonNode>> Spans(EmulatorUnderTest emulator, string more, int limit = 500) => All(emulator, "spans", more, limit);

    static string Id(JsonNode span) => span["context"]!["span_id"]!.GetValue<string>();

    static string? Attribute(JsonNode span, string name) => span["attributes"]![name]?.ToString();

    static DateTimeOffset At(JsonNode span, string key = "start_time") => DateTimeOffset.Parse(span[key]!.GetValue<string>(), CultureInfo.InvariantCulture);

    static double? Score(JsonNode span, string evaluator) =>
        span["evaluations"]!.AsArray().SingleOrDefault(it => it!["name"]!.GetValue<string>() == evaluator)?["score"]!.GetValue<double>();

    static async Task<JsonNode> Evaluate(EmulatorUnderTest emulator, string more, string task = "live-judge")
    {
        // The trigger's window has other names than a list's.
        var body = more.Replace("\"start_time", "\"data_start_time", StringComparison.Ordinal).Replace("\"end_time", "\"data_end_time", StringComparison.Ordinal);
        var run = await emulator.Trigger(await emulator.Task(task), $"{{{body}}}");
        emulator.Wait(5);
        return await emulator.Run(run);
    }

    static int[] Counters(JsonNode run) => [.. new[] { "num_successes", "num_errors", "num_skipped" }.Select(key => run[key]!.GetValue<int>())];

    [Test]
    public async Task An_hour_has_the_requests_and_the_spans_that_the_scenario_says()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var spans = await Spans(emulator, Hour);
        var roots = spans.Where(span => span["parent_id"] is null).ToList();
        Assert.That(roots, Has.Count.InRange(1190, 1210));
        Assert.That(spans, Has.Count.InRange(3 * 1190, 3 * 1210));
        Assert.That(spans.Select(Id).Distinct().Count(), Is.EqualTo(spans.Count));
        Assert.That(spans.Select(span => At(span)), Is.Ordered.Descending);
        Assert.That(spans.Select(span => At(span)), Is.All.InRange(EmulatorUnderTest.Start.AddHours(-2), EmulatorUnderTest.Start.AddHours(-1).AddMilliseconds(-1)));
        Assert.That(roots.GroupBy(root => Attribute(root, "session.id")).Average(session => session.Count()), Is.InRange(3.5, 5));
        Assert.That(roots.GroupBy(root => Attribute(root, "session.id")).Select(session => session.Select(root => Attribute(root, "service.version")).Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_window_is_the_same_each_time_in_pages_of_any_size_and_in_every_emulator()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        await using var other = await EmulatorUnderTest.Started();
        const string Minutes = "\"start_time\":\"2026-11-23T10:03:00Z\",\"end_time\":\"2026-11-23T10:12:00Z\"";
        var whole = (await Spans(emulator, Minutes)).Select(span => span.ToJsonString()).ToList();
        Assert.That(whole, Has.Count.GreaterThan(500));
        Assert.That((await Spans(emulator, Minutes, limit: 37)).Select(span => span.ToJsonString()), Is.EqualTo(whole));
        other.Wait(7200);
        Assert.That((await Spans(other, Minutes, limit: 500)).Select(span => span.ToJsonString()), Is.EqualTo(whole));
    }

    [Test]
    public async Task A_span_is_there_once_it_is_over()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var before = await Spans(emulator, "\"start_time\":\"2026-11-23T11:59:00Z\"");
        Assert.That(before.Select(span => At(span, "end_time")), Is.All.LessThanOrEqualTo(EmulatorUnderTest.Start));
        emulator.Wait(3600);
        var after = await Spans(emulator, "\"start_time\":\"2026-11-23T11:59:00Z\",\"end_time\":\"2026-11-23T12:00:00Z\"");
        Assert.That(after.Select(Id), Is.SupersetOf(before.Select(Id)));
        Assert.That(after, Has.Count.GreaterThan(before.Count), "some were not over");
    }

    [Test]
    public async Task The_spans_of_a_request_hang_together()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].SpansPerRequest = 4);
        var traces = await All(emulator, "traces", "\"start_time\":\"2026-11-23T10:00:00Z\",\"end_time\":\"2026-11-23T10:10:00Z\"", 50);
        Assert.That(traces, Has.Count.InRange(195, 201));
        Assert.That(traces.Select(trace => At(trace)), Is.Ordered.Descending);
        var trace = traces.Find(it => it["spans"]!.AsArray().All(span => span!["status_code"]?.GetValue<string>() != "ERROR"))!;
        var spans = trace["spans"]!.AsArray();
        Assert.That(spans.Select(span => span!["kind"]!.GetValue<string>()), Is.EqualTo(new[] { "CHAIN", "RETRIEVER", "TOOL", "LLM" }));
        Assert.That(spans.Select(span => span!["parent_id"]?.GetValue<string>()), Is.EqualTo(new[] { null, trace["root_span_id"]!.GetValue<string>(), trace["root_span_id"]!.GetValue<string>(), trace["root_span_id"]!.GetValue<string>() }));
        Assert.That(spans.Select(span => span!["status_code"]?.GetValue<string>()), Is.EqualTo(new[] { "OK", null, null, null }));
        Assert.That(spans.Select(span => At(span!)), Is.All.InRange(At(spans[0]!), At(spans[0]!, "end_time")));
        Assert.That((Attribute(spans[0]!, "llm.token_count.total"), double.Parse(Attribute(spans[3]!, "llm.token_count.total")!, CultureInfo.InvariantCulture) > 100), Is.EqualTo(((string?)null, true)));
        Assert.That((Attribute(spans[0]!, "input.value")!.Length > 5, Attribute(spans[0]!, "output.value")!.Length > 5), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_trace_whose_root_is_outside_the_window_is_left_out_and_so_are_spans_outside_it()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var all = await All(emulator, "traces", Hour, 50);
        var trace = all[10];
        var child = At(trace["spans"]!.AsArray()[2]!);
        var window = $"\"start_time\":\"{At(trace):O}\",\"end_time\":\"{child:O}\"";
        var cut = (await All(emulator, "traces", window, 50)).Find(it => it["trace_id"]!.GetValue<string>() == trace["trace_id"]!.GetValue<string>())!;
        Assert.That((trace["spans"]!.AsArray().Count, cut["spans"]!.AsArray().Count), Is.EqualTo((3, 2)));
        var later = await All(emulator, "traces", $"\"start_time\":\"{At(trace).AddMilliseconds(1):O}\",\"end_time\":\"2026-11-23T11:00:00Z\"", 50);
        Assert.That(later.Select(it => it["trace_id"]!.GetValue<string>()), Has.None.EqualTo(trace["trace_id"]!.GetValue<string>()));
    }

    [Test]
    public async Task The_degraded_version_is_worse_in_scores_latency_and_errors()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        await Evaluate(emulator, Day + ",\"max_spans\":100000");
        var good = await Spans(emulator, Day + ",\"filter\":\"attributes.service.version = '1.4.0' and parent_id is null\"");
        var bad = await Spans(emulator, Day + ",\"filter\":\"attributes.service.version = '1.5.0' and parent_id is null\"");
        Assert.That((double)bad.Count / (good.Count + bad.Count), Is.InRange(0.08, 0.12), "a tenth of the sessions");
        Assert.That(good.Average(span => Score(span, "helpfulness")), Is.InRange(0.85, 0.87));
        Assert.That(bad.Average(span => Score(span, "helpfulness")), Is.InRange(0.71, 0.77));
        Assert.That(good.Average(span => Score(span, "correctness")), Is.InRange(0.92, 0.94));
        Assert.That(bad.Average(span => Score(span, "correctness")), Is.InRange(0.79, 0.85));
        Assert.That(good.Average(span => (At(span, "end_time") - At(span)).TotalMilliseconds), Is.InRange(880, 920));
        Assert.That(bad.Average(span => (At(span, "end_time") - At(span)).TotalMilliseconds), Is.InRange(1340, 1460));
        Assert.That(good.Count(Failed) / (double)good.Count, Is.InRange(0.002, 0.006));
        Assert.That(bad.Count(Failed) / (double)bad.Count, Is.InRange(0.02, 0.04));
        var failed = bad.Find(Failed)!;
        Assert.That((failed["status_message"]!.GetValue<string>().Length > 5, Attribute(failed, "output.value"), Score(failed, "helpfulness")), Is.EqualTo((true, (string?)null, (double?)null)));

        static bool Failed(JsonNode span) => span["status_code"]!.GetValue<string>() == "ERROR";
    }

    [Test]
    public async Task The_requests_of_a_session_resemble_each_other()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].SessionEffect = 1);
        await Evaluate(emulator, Hour);
        var roots = (await Spans(emulator, Hour + ",\"filter\":\"parent_id is null and attributes.service.version = '1.4.0'\"")).Where(span => Score(span, "helpfulness") is not null);
        Assert.That(roots.GroupBy(root => Attribute(root, "session.id")).Select(session => session.Select(root => Score(root, "helpfulness")).Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_version_has_traffic_from_its_deployment_on()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].Versions["1.5.0"].DeployedFor = TimeSpan.FromMinutes(90));
        var first = (await Spans(emulator, Hour + ",\"filter\":\"attributes.service.version = '1.5.0'\"")).Min(span => At(span));
        Assert.That(first, Is.InRange(EmulatorUnderTest.Start.AddMinutes(-90), EmulatorUnderTest.Start.AddMinutes(-75)));
    }

    [Test]
    public async Task Traffic_begins_with_the_project()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].Since = TimeSpan.FromMinutes(90));
        Assert.That((await Spans(emulator, Hour)).Min(span => At(span)), Is.InRange(EmulatorUnderTest.Start.AddMinutes(-90), EmulatorUnderTest.Start.AddMinutes(-89)));
        Assert.That((await emulator.Post("/v2/spans", await Question(emulator, "", "support-bot"))).Json["spans"]!.AsArray(), Is.Empty, "and a project without traffic has none");
    }

    [TestCase("span_kind = 'LLM'", 1), TestCase("span_kind != 'LLM' and parent_id is not null", 1), TestCase("status_code = 'UNSET'", 2), TestCase("parent_id IS NULL AND latency_ms > 0", 1), TestCase("name = 'answer'", 1)]
    [TestCase("attributes.llm.token_count.total >= 1", 1), TestCase("attributes.llm.token_count.total < 1", 0), TestCase("attributes.service.version = '1.40'", 0)]
    public async Task A_filter_chooses_spans(string filter, int each)
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].Versions["1.4.0"].ErrorRate = scenario.Spaces["support"].Projects["support-live"].Versions["1.5.0"].ErrorRate = 0);
        Assert.That(await Spans(emulator, $"{Hour},\"filter\":\"{filter}\""), Has.Count.InRange(1190 * each, 1210 * each));
    }

    [Test]
    public async Task A_filter_over_traces_takes_those_of_which_a_span_matches()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var found = await All(emulator, "traces", Hour + ",\"filter\":\"span_kind = 'LLM' and status_code = 'ERROR'\"", 50);
        Assert.That(found, Has.Count.InRange(3, 30));
        Assert.That(found.Select(trace => trace["spans"]!.AsArray().Count), Is.All.EqualTo(3));
    }

    [TestCase("\"filter\":\"attributes.customer.tier = 'gold'\"", 400, "'attributes.customer.tier' is not a column")]
    [TestCase("\"filter\":\"latency = 1\"", 400, "'latency' is not a column")]
    [TestCase("\"filter\":\"name like 'a%'\"", 400, "'name like 'a%'' is not a filter")]
    [TestCase("\"filter\":\"name = 'a' or name = 'b'\"", 400, "is not a filter")]
    [TestCase("\"filter\":\"\"", 400, "filter must not be empty")]
    [TestCase("\"start_time\":\"2026-11-23T10:00:00Z\",\"end_time\":\"2026-11-23T10:00:00Z\"", 422, "before end_time")]
    [TestCase("\"start_time\":\"yesterday\"", 400, "start_time")]
    [TestCase("\"limit\":10", 400, "limit")]
    [TestCase("\"project_id\":\"x\"", 400, "JSON")]
    public async Task A_question_that_breaks_the_contract_is_refused(string more, int status, string named)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        foreach (var list in new[] { "spans", "traces" })
        {
            var reply = await emulator.Post($"/v2/{list}", await Question(emulator, more));
            Assert.That(reply.Status, Is.EqualTo(status), reply.Body);
            Assert.That(reply.Detail, Does.Contain(named));
        }
    }

    [TestCase("spans", 500), TestCase("traces", 50)]
    public async Task A_page_has_a_limit_and_a_cursor_is_good_for_its_question_only(string list, int most)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var body = await Question(emulator, Hour);
        Assert.That(((await emulator.Post($"/v2/{list}?limit={most}", body)).Status, (await emulator.Post($"/v2/{list}?limit={most + 1}", body)).Status, (await emulator.Post($"/v2/{list}")).Status), Is.EqualTo((200, 400, 400)));
        var first = (await emulator.Post($"/v2/{list}", body)).Json;
        Assert.That(first[list]!.AsArray(), Has.Count.EqualTo(50));
        var cursor = Uri.EscapeDataString(first["pagination"]!["next_cursor"]!.GetValue<string>());
        Assert.That(((await emulator.Post($"/v2/{list}?cursor={cursor}", body)).Status, (await emulator.Post($"/v2/{list}?cursor={cursor}", await Question(emulator, Day))).Status), Is.EqualTo((200, 400)));
        Assert.That((await emulator.Post($"/v2/{list}", """{"project_id":"UHJvamVjdDo5OTphYmNk"}""")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_evaluation_scores_the_spans_of_its_window_that_its_filter_takes()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var roots = (await Spans(emulator, Hour)).Count(span => span["parent_id"] is null);
        var failed = (await Spans(emulator, Hour + ",\"filter\":\"parent_id is null and status_code = 'ERROR'\"")).Count;
        Assert.That(Counters(await Evaluate(emulator, Hour)), Is.EqualTo(new[] { roots - failed, 0, failed }));
        Assert.That((await Spans(emulator, Hour)).Count(span => Score(span, "helpfulness") is not null), Is.EqualTo(roots - failed));
        Assert.That((await Spans(emulator, "\"start_time\":\"2026-11-23T11:00:00Z\"")).Select(span => span["evaluations"]!.AsArray().Count), Is.All.Zero);
        var label = (await Spans(emulator, Hour)).First(span => Score(span, "correctness") == 1)["evaluations"]!.AsArray().Single(it => it!["name"]!.GetValue<string>() == "correctness")!["label"];
        Assert.That(label!.GetValue<string>(), Is.EqualTo("correct"));
    }

    [Test]
    public async Task What_is_evaluated_is_not_evaluated_again_unless_asked_for()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        await Evaluate(emulator, Hour);
        var again = await Evaluate(emulator, Hour);
        Assert.That((again["status"]!.GetValue<string>(), Counters(again).Sum()), Is.EqualTo(("CANCELLED", 0)));
        Assert.That(Counters(await Evaluate(emulator, Hour + ",\"override_evaluations\":true"))[0], Is.GreaterThan(1000));
    }

    [Test]
    public async Task An_evaluation_looks_at_the_newest_spans_and_at_no_more_than_it_may()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That(Counters(await Evaluate(emulator, Hour + ",\"max_spans\":100")).Sum(), Is.EqualTo(100));
        var scored = (await Spans(emulator, Hour + ",\"filter\":\"parent_id is null\"")).Select(span => span["evaluations"]!.AsArray().Count > 0).ToList();
        Assert.That(scored.LastIndexOf(true), Is.LessThan(100));
    }

    [Test]
    public async Task A_task_samples_and_scores_come_late()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario =>
        {
            scenario.Spaces["support"].Tasks["live-judge"].SamplingRate = 0.25;
            scenario.ScoresLateBy = TimeSpan.FromMinutes(1);
        });
        Assert.That(Counters(await Evaluate(emulator, Hour)).Sum(), Is.InRange(240, 360));
        Assert.That((await Spans(emulator, Hour)).Count(span => Score(span, "helpfulness") is not null), Is.Zero);
        emulator.Wait(60);
        Assert.That((await Spans(emulator, Hour)).Count(span => Score(span, "helpfulness") is not null), Is.InRange(240, 360));
    }

    [Test]
    public async Task A_span_can_be_evaluated_only_after_a_while()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].EvaluatedAfter = TimeSpan.FromMinutes(90));
        var some = await Evaluate(emulator, Hour);
        Assert.That(Counters(some).Sum(), Is.InRange(590, 610), "the first half of the hour");
        emulator.Wait(3600);
        Assert.That(Counters(await Evaluate(emulator, Hour))[0], Is.InRange(580, 610), "the second half");
    }

    [Test]
    public async Task A_continuous_task_scores_what_arrives()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Tasks["live-judge"].IsContinuous = true);
        var roots = await Spans(emulator, Hour + ",\"filter\":\"parent_id is null and status_code = 'OK'\"");
        Assert.That(roots.Select(span => Score(span, "helpfulness")), Is.All.Not.Null);
        Assert.That((await Evaluate(emulator, Hour))["status"]!.GetValue<string>(), Is.EqualTo("CANCELLED"), "nothing is left to evaluate");
    }

    [Test]
    public async Task An_evaluator_that_cannot_judge_a_span_makes_errors()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario => scenario.Spaces["support"].Projects["support-live"].Versions["1.5.0"].Scores.Remove("correctness"));
        var counters = Counters(await Evaluate(emulator, Hour));
        Assert.That(counters[1], Is.InRange(80, 160));
    }

    [Test]
    public async Task A_task_on_a_project_with_traffic_takes_only_a_filter_that_can_be_carried_out()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("live-judge");
        var reply = await emulator.Patch($"/v2/tasks/{task}", """{"query_filter":"attributes.x = 'y'"}""");
        Assert.That((reply.Status, reply.Detail.Contains("'attributes.x' is not a column", StringComparison.Ordinal)), Is.EqualTo((400, true)));
        Assert.That((await emulator.Patch($"/v2/tasks/{task}", """{"query_filter":"span_kind = 'LLM'"}""")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_window_keeps_the_microseconds_that_were_sent()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await Evaluate(emulator, "\"start_time\":\"2026-11-23T10:00:00.0001230Z\",\"end_time\":\"2026-11-23T11:00:00Z\"");
        Assert.That((run["data_start_time"]!.GetValue<string>(), run["data_end_time"]!.GetValue<string>()), Is.EqualTo(("2026-11-23T10:00:00.0001230Z", "2026-11-23T11:00:00.000Z")));
    }

    [Test]
    public async Task An_old_server_spells_kinds_and_states_in_lower_case()
    {
        await using var emulator = await EmulatorUnderTest.Started(dialect: Dialect.Lower);
        var span = (await Spans(emulator, Hour + ",\"filter\":\"parent_id is null\""))[0];
        Assert.That((span["kind"]!.GetValue<string>(), span["status_code"]!.GetValue<string>()), Is.EqualTo(("chain", "ok")));
    }

    [TestCase("\"requestsPerHour\":-1", "requestsPerHour"), TestCase("\"requestsPerHour\":1", "versions"), TestCase("\"spansPerRequest\":0", "spansPerRequest"), TestCase("\"sessionEffect\":2", "sessionEffect")]
    [TestCase("\"dataset\":\"d\"", "no dataset 'd'"), TestCase("\"versions\":{\"1\":{\"scores\":{\"e\":0.5}}}", "no evaluator 'e'"), TestCase("\"versions\":{\"1\":{\"errorRate\":2}}", "versions.1")]
    [TestCase("\"versions\":{\"1\":{\"latency\":\"0s\"}}", "versions.1: latency")]
    public void A_project_that_cannot_be_is_refused_with_its_place(string project, string named) => Assert.That(() => Scenario.Parse("""{"spaces":{"a":{"projects":{"p":{PROJECT}}}}}""".Replace("PROJECT", project, StringComparison.Ordinal)),
        Throws.TypeOf<ScenarioException>().With.Message.Contains("$.spaces.a.projects.p.").And.Message.Contains(named));
}

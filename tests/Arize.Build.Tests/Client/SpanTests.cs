using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Contract;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Spans and traces of a project in a time window.</summary>
public sealed class SpanTests
{
    const string Spans = "POST /v2/spans", Traces = "POST /v2/traces";

    static readonly string ProjectId = Id("Model:123:aBcD");
    static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero), End = Start.AddHours(1);

    static ListSpansRequest Window => new() { Project = ProjectId, StartTime = Start, EndTime = End };

    static string Span(string id, string more = "", string trace = "t1", string start = "2026-11-02T09:10:00.5Z") =>
        $$"""{"name":"answer","context":{"trace_id":"{{trace}}","span_id":"{{id}}"},"kind":"llm","start_time":"{{start}}","end_time":"2026-11-02T09:10:01.75Z"{{(more.Length > 0 ? "," + more : "")}}}""";

    static string Trace(string id, string root, params string[] spans) =>
        $$"""{"trace_id":"{{id}}","root_span_id":"{{root}}","spans_truncated":false,"spans":[{{string.Join(',', spans)}}]}""";

    static async Task<List<Span>> ReadAsync(ListSpansRequest request, params string[] spans)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Spans, Reply.Json(Page("spans", spans)));
        using var client = arize.Client();
        return await client.Spans.ListAsync(request).ToListAsync();
    }

    static async Task<Span> OneAsync(string more) => (await ReadAsync(Window, Span("s1", more))).Single();

    static async Task<ArizeException> FailAsync(params string[] spans) => await Thrown.ByAsync(() => ReadAsync(Window, spans));

    [Test]
    public async Task A_span_has_its_ids_times_and_status()
    {
        var span = await OneAsync("""  "parent_id":"s0","status_code":"error","status_message":"timed out" """);
        Assert.That((span.Id, span.TraceId, span.ParentId, span.IsRoot, span.Name, span.Kind), Is.EqualTo(("s1", "t1", "s0", false, "answer", "LLM")));
        Assert.That((span.StartTime, span.Duration, span.Status, span.StatusMessage), Is.EqualTo((Start.AddMinutes(10).AddSeconds(0.5), TimeSpan.FromSeconds(1.25), SpanStatus.Error, "timed out")));
    }

    [TestCase("", SpanStatus.Unset), TestCase("\"status_code\":null", SpanStatus.Unset), TestCase("\"status_code\":\"UNSET\"", SpanStatus.Unset), TestCase("\"status_code\":\"Ok\"", SpanStatus.Ok)]
    [TestCase("\"status_code\":\"ERROR\"", SpanStatus.Error), TestCase("\"status_code\":\"PARTIAL\"", SpanStatus.Unknown)]
    public async Task A_status_that_is_absent_is_unset_and_one_that_is_new_is_unknown(string more, SpanStatus expected) => Assert.That((await OneAsync(more)).Status, Is.EqualTo(expected));

    [TestCase("\"parent_id\":null"), TestCase("\"parent_id\":\"\""), TestCase("")]
    public async Task A_span_without_a_parent_is_a_root(string more) => Assert.That((await OneAsync(more)).IsRoot, Is.True);

    [Test]
    public async Task Evaluations_and_annotations_are_kept_apart()
    {
        var span = await OneAsync("""
            "evaluations":[{"name":"helpfulness","score":0.5,"label":"partly","explanation":"so"},{"name":"tone","label":"kind"}],
            "annotations":[{"name":"helpfulness","score":1,"text":"good"}],"trace_annotations":[{"name":"resolved","label":"yes"}]
            """);
        Assert.That(span.Evaluations, Is.EquivalentTo(new Dictionary<string, Evaluation> { ["helpfulness"] = new(0.5, "partly", "so"), ["tone"] = new(null, "kind", null) }));
        Assert.That((span.Annotations["helpfulness"], span.TraceAnnotations["resolved"]), Is.EqualTo((new Evaluation(1, null, "good"), new Evaluation(null, "yes", null))));
    }

    [TestCase("""{"llm.token_count.total":311,"session.id":"s-7","cached":true,"tags":["a","b"],"none":null}""")]
    [TestCase("""{"llm":{"token_count":{"total":311}},"session":{"id":"s-7"},"cached":true,"tags":["a","b"],"none":null,"empty":{}}""")]
    public async Task Attributes_have_dotted_names_however_they_are_nested(string attributes)
    {
        var span = await OneAsync($"\"attributes\":{attributes}");
        Assert.That(span.Numbers, Is.EquivalentTo(new Dictionary<string, double> { ["llm.token_count.total"] = 311 }));
        Assert.That(span.Texts, Is.EquivalentTo(new Dictionary<string, string> { ["session.id"] = "s-7", ["cached"] = "true", ["tags"] = """["a","b"]""" }));
    }

    [Test]
    public async Task Without_texts_only_the_text_attributes_that_are_named_are_kept()
    {
        var span = (await ReadAsync(Window with { IncludeTexts = false, TextAttributes = ["session.id"] }, Span("s1", """
            "status_message":"m","attributes":{"input.value":"long","session.id":"s-7","n":{"x":1,"y":"z"}},"evaluations":[{"name":"e","score":1,"label":"l","explanation":"why"}]
            """))).Single();
        Assert.That(span.Texts, Is.EquivalentTo(new Dictionary<string, string> { ["session.id"] = "s-7" }));
        Assert.That((span.StatusMessage, span.Numbers["n.x"], span.Evaluations["e"]), Is.EqualTo(((string?)null, 1.0, new Evaluation(1, "l", null))));
    }

    [Test]
    public async Task An_attribute_nested_without_end_is_one_text()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200);
        var (name, text) = (await OneAsync($$"""  "attributes":{"x":{{deep}},"y":2} """)).Texts.Single();
        Assert.That((name, text), Is.EqualTo(("x" + string.Concat(Enumerable.Repeat(".a", 15)), deep[(15 * 5)..^15])));
    }

    static IEnumerable<string> Ambiguous()
    {
        yield return """  "status_code":"ERROR","status_code":"OK" """;
        yield return """  "attributes":{},"attributes":{"a":1} """;
        yield return """  "attributes":{"a":1,"a":2} """;
        yield return """  "attributes":{"a.b":1,"a":{"b":2}} """;
        yield return """  "attributes":{"a.b":"x","a":{"b":2}} """;
        yield return """  "attributes":{"a":{"b":1,"b":2}} """;
        yield return """  "evaluations":[{"name":"e","score":0},{"name":"e","score":1}] """;
        yield return """  "evaluations":[{"name":"e","score":0,"score":1}] """;
        yield return """  "context":{"trace_id":"t2","span_id":"s2"} """;
    }

    [TestCaseSource(nameof(Ambiguous))]
    public async Task A_span_that_gives_a_member_twice_is_never_read(string more)
    {
        var e = await FailAsync(Span("s1", more));
        Assert.That((e.Code, e.Message.Contains("is given twice", StringComparison.Ordinal)), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, true)), e.Message);
    }

    [TestCase("""{}""", "context.span_id"), TestCase("""{"context":{"trace_id":"t","span_id":"s"},"kind":"LLM","start_time":"2026-11-02T09:10:00Z","end_time":"2026-11-02T09:10:00Z"}""", "'name'")]
    [TestCase("""{"context":{"trace_id":"t","span_id":"s"},"name":"n","kind":"LLM","start_time":"2026-11-02T09:10:00Z"}""", "'end_time'"), TestCase("""{"name":"n","attributes":[]}""", "attributes")]
    [TestCase("""{"context":{"trace_id":"t","span_id":"s"},"name":"n","kind":"LLM","start_time":"soon","end_time":"2026-11-02T09:10:00Z"}""", "start_time")]
    public async Task What_a_span_lacks_is_named(string span, string named) => Assert.That((await FailAsync(span)).Message, Does.Contain(named));

    [Test]
    public async Task A_span_that_comes_twice_is_an_error()
    {
        Assert.That((await FailAsync(Span("s1"), Span("s1"))).Message, Does.Contain("'s1' is in the list twice"));
        Assert.That(await ReadAsync(Window, Span("s1"), Span("s1", trace: "t2")), Has.Count.EqualTo(2), "span ids are unique in their trace only");
    }

    [TestCase("2026-11-02T08:59:59.998Z", false), TestCase("2026-11-02T08:59:59.9995Z", true), TestCase("2026-11-02T09:00:00Z", true), TestCase("2026-11-02T10:00:00Z", true), TestCase("2026-11-02T10:00:00.001Z", false)]
    [TestCase("2026-11-02T11:30:00+02:00", true), TestCase("2026-11-02T09:30:00+02:00", false)]
    public async Task A_span_outside_the_window_is_an_error_but_for_the_millisecond_that_printing_may_cost(string start, bool inside)
    {
        if (inside)
            Assert.That(await ReadAsync(Window, Span("s1", start: start)), Has.Count.EqualTo(1));
        else
            Assert.That((await FailAsync(Span("s1", start: start))).Message, Does.Contain("'s1' starts at").And.Contain("outside the time window"));
    }

    [Test]
    public async Task A_page_that_comes_again_is_an_error()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Spans, Reply.Json(Page("spans", [Span("s1")], "c1")), Reply.Json(Page("spans", [Span("s1")], "c2")), Reply.Json(Page("spans", [])));
        using var client = arize.Client();
        Assert.That((await Thrown.ByAsync(async () => await client.Spans.ListAsync(Window).ToListAsync())).Message, Does.Contain("twice"));
    }

    [Test]
    public async Task The_question_is_sent_as_the_contract_has_it_with_each_page()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Spans, Reply.Json(Page("spans", [Span("s1")], "c1")), Reply.Json(Page("spans", [Span("s2")])))
            .On("GET /v2/spaces", Reply.Json(Page("spaces", [$$"""{"id":"{{SpaceId}}","name":"support"}"""])))
            .On("GET /v2/projects", Reply.Json(Page("projects", [$$"""{"id":"{{ProjectId}}","name":"support-live"}"""])));
        using var client = arize.Client();
        var spans = await client.Spans.ListAsync(Window with { Project = "support-live", Space = "support", Filter = "attributes.service.version = '2'", StartTime = Start.AddTicks(1234567), Limit = 1 }).ToListAsync();
        Assert.That(spans.Select(s => s.Id), Is.EqualTo(new[] { "s1", "s2" }));
        var asked = arize.Server.Requests.Where(r => r.Route == Spans).ToList();
        Assert.That(asked.Select(r => r.Query), Is.EqualTo(new[] { "limit=1", "limit=1&cursor=c1" }));
        foreach (var request in asked)
        {
            Assert.That(ApiContract.Instance.JudgeRequest("POST", "/v2/spans?" + request.Query, request.Body), Is.Empty);
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse($$"""
                {"project_id":"{{ProjectId}}","start_time":"2026-11-02T09:00:00.1234567Z","end_time":"2026-11-02T10:00:00.0000000Z","filter":"attributes.service.version = '2'"}
                """)), Is.True, request.Body);
        }
    }

    [Test]
    public async Task What_is_not_given_is_left_to_the_service()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Spans, Reply.Json(Page("spans", []))).On(Traces, Reply.Json(Page("traces", [])));
        using var client = arize.Client();
        await client.Spans.ListAsync(new() { Project = ProjectId, Filter = " " }).ToListAsync();
        await client.Traces.ListAsync(new() { Project = ProjectId }).ToListAsync();
        Assert.That(arize.Server.Requests.Select(r => (r.Query, r.Body)), Is.EqualTo(new[] { ("limit=100", $$"""{"project_id":"{{ProjectId}}"}"""), ("limit=50", $$"""{"project_id":"{{ProjectId}}"}""") }));
    }

    [Test]
    public async Task A_read_by_POST_is_tried_again_like_any_read()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Spans, Reply.Problem(503), Reply.Reset(), Reply.Problem(429, headers: "Retry-After: 2"), Reply.Json("{"), Reply.Json(Page("spans", [Span("s1")])));
        using var client = arize.Client();
        Assert.That((await client.Spans.ListAsync(Window).ToListAsync()).Single().Id, Is.EqualTo("s1"));
        Assert.That(arize.Server.Requests.Select(r => r.Body).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_read_by_POST_that_is_cancelled_is_only_cancelled()
    {
        await using var arize = new ScriptedArize();
        using var cancel = new CancellationTokenSource();
        arize.Server.Otherwise = _ =>
        {
            cancel.Cancel();
            return Reply.Json(Page("spans", []));
        };
        using var client = arize.Client();
        Assert.That(async () => await client.Spans.ListAsync(Window, cancel.Token).ToListAsync(CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task All_that_is_wrong_with_a_list_is_reported_before_any_request()
    {
        await using var arize = new ScriptedArize();
        using var client = arize.Client();
        var e = await Thrown.ByAsync(async () => await client.Spans.ListAsync(new() { Project = "by-name", Limit = 501, StartTime = End, EndTime = End, TextAttributes = [""] }).ToListAsync());
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1001", "ARIZE1004", "ARIZE1009", "ARIZE1001" }));
        var traces = await Thrown.ByAsync(async () => await client.Traces.ListAsync(new() { Project = "", Limit = 51 }).ToListAsync());
        Assert.That((traces.Codes(), traces.Message.Contains("Valid: 1 to 50.", StringComparison.Ordinal), arize.Server.Connections), Is.EqualTo((new[] { "ARIZE1001", "ARIZE1004" }, true, 0)));
    }

    [Test]
    public async Task A_trace_has_its_spans_and_its_root()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Traces, Reply.Json(Page("traces", [Trace("t1", "s1", Span("s2", "\"parent_id\":\"s1\""), Span("s1", "\"attributes\":{\"n\":4}")), Trace("t2", "gone", Span("s3", trace: "t2"))])));
        using var client = arize.Client();
        var traces = await client.Traces.ListAsync(new() { Project = ProjectId, StartTime = Start, EndTime = End }).ToListAsync();
        Assert.That((traces[0].Id, traces[0].Spans.Count, traces[0].Root!.Numbers["n"], traces[0].IsTruncated, traces[0].StartTime), Is.EqualTo(("t1", 2, 4.0, false, (DateTimeOffset?)null)));
        Assert.That((traces[1].RootSpanId, traces[1].Root), Is.EqualTo(("gone", (Span?)null)));
    }

    static IEnumerable<TestCaseData> WrongTraces()
    {
        yield return new TestCaseData($"{Trace("t1", "s1", Span("s1"))},{Trace("t1", "s2", Span("s2"))}", "'t1' is in the list twice");
        yield return new TestCaseData(Trace("t1", "s1", Span("s1"), Span("s1")), "'s1' is in the list twice");
        yield return new TestCaseData(Trace("t1", "s1", Span("s1", trace: "t9")), "a span of another trace, 't9'");
        yield return new TestCaseData(Trace("t1", "s1", Span("s1", start: "2026-11-01T09:10:00Z")), "outside the time window");
        yield return new TestCaseData("""{"trace_id":"t","root_span_id":"s","spans_truncated":false}""", "'spans'");
        yield return new TestCaseData("""{"trace_id":"t","root_span_id":"s","spans":[]}""", "'spans_truncated'");
        yield return new TestCaseData("""{"trace_id":"t","root_span_id":"s","spans_truncated":false,"spans":[7]}""", "not a JSON object");
    }

    [TestCaseSource(nameof(WrongTraces))]
    public async Task A_list_of_traces_that_contradicts_itself_is_an_error(string traces, string named)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Traces, Reply.Json(Page("traces", [traces])));
        using var client = arize.Client();
        var e = await Thrown.ByAsync(async () => await client.Traces.ListAsync(new() { Project = ProjectId, StartTime = Start, EndTime = End }).ToListAsync());
        Assert.That(e.Codes(), Is.EqualTo(new[] { ArizeErrorCode.UnexpectedAnswer }));
        Assert.That(e.Message, Does.Contain(named));
    }

    [Test]
    public async Task A_page_of_traces_that_is_too_long_is_asked_for_in_halves()
    {
        await using var arize = new ScriptedArize();
        var tooLong = Reply.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{\"a\":\"");
        arize.Server.On(Traces, tooLong, tooLong, Reply.Json(Page("traces", [Trace("t1", "s1", Span("s1"))])));
        using var client = arize.Client();
        Assert.That(await client.Traces.ListAsync(new() { Project = ProjectId }).ToListAsync(), Has.Count.EqualTo(1));
        Assert.That(arize.Server.Requests.Select(r => r.Query), Is.EqualTo(new[] { "limit=50", "limit=25", "limit=12" }));
    }

    [Test]
    public async Task A_project_is_read_by_name_or_id()
    {
        await using var arize = new ScriptedArize();
        var project = $$"""{"id":"{{ProjectId}}","name":"support-live","space_id":"{{SpaceId}}","created_at":"2026-11-02T09:00:00Z"}""";
        arize.Server.On("GET /v2/projects", Reply.Json(Page("projects", [project]))).On($"GET /v2/projects/{Uri.EscapeDataString(ProjectId)}", Reply.Json(project));
        using var client = arize.Client();
        foreach (var reference in new ResourceReference[] { ProjectId!, "support-live"! })
            Assert.That(await client.Projects.GetAsync(reference, SpaceId), Is.EqualTo(new Project { Id = ProjectId, Name = "support-live", SpaceId = SpaceId, CreatedAt = Start }));
        Assert.That((await Thrown.ByAsync(() => client.Projects.GetAsync("support-live"))).Codes(), Is.EqualTo(new[] { "ARIZE1001" }));
    }
}

using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Rows of an experiment, in every shape in which evaluations are known to stand.</summary>
public sealed class RowTests
{
    static readonly string ExperimentId = Id("Experiment:7:x");

    static string Rows => $"GET /v2/experiments/{Uri.EscapeDataString(ExperimentId)}/runs";

    static async Task<List<ExperimentRow>> ReadAsync(params string[] rows)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Rows, Reply.Json(Page("experiment_runs", rows)));
        using var client = arize.Client();
        return await client.Experiments.ListRowsAsync(ExperimentId).ToListAsync();
    }

    static async Task<ExperimentRow> OneAsync(string row) => (await ReadAsync(row)).Single();

    [TestCase("""{"id":"1","eval.correctness.score":0.5,"eval.correctness.label":"yes","eval.correctness.explanation":"so"}""")]
    [TestCase("""{"id":"1","evaluations":{"correctness":{"score":0.5,"label":"yes","explanation":"so"}}}""")]
    [TestCase("""{"id":"1","evaluations":[{"name":"correctness","score":0.5,"label":"yes","explanation":"so"}]}""")]
    public async Task Evaluations_are_read_flat_as_an_object_or_as_a_list(string row) =>
        Assert.That((await OneAsync(row)).Evaluations["correctness"], Is.EqualTo(new Evaluation { Score = 0.5, Label = "yes", Explanation = "so" }));

    [Test]
    public async Task Human_annotations_are_kept_apart()
    {
        var row = await OneAsync("""{"id":"1","annotations":[{"name":"tone","score":1,"label":"good","text":"nice","annotator":{"id":"u"}}]}""");
        Assert.That((row.Annotations["tone"], row.Evaluations.Count), Is.EqualTo((new Evaluation { Score = 1, Label = "good", Explanation = "nice" }, 0)));
    }

    [Test]
    public async Task The_name_of_an_evaluator_may_hold_dots()
    {
        var row = await OneAsync("""{"id":"1","eval.v1.2 beta.score":1,"eval.v1.2 beta.label":"x","eval.score":5,"eval.x.unknown":3,"eval.a.score.score":0}""");
        Assert.That(row.Evaluations.Keys, Is.EquivalentTo(new[] { "v1.2 beta", "a.score" }));
    }

    [TestCase("0.25", 0.25), TestCase("1", 1.0), TestCase("-3e2", -300.0), TestCase("true", double.NaN), TestCase("false", double.NaN)]
    [TestCase("1e999", double.PositiveInfinity), TestCase("-1e999", double.NegativeInfinity)]
    [TestCase("\"NaN\"", double.NaN), TestCase("\"Infinity\"", double.NaN), TestCase("\"0.9\"", double.NaN), TestCase("[1]", double.NaN), TestCase("{}", double.NaN)]
    public async Task A_score_that_is_there_and_is_no_finite_number_does_not_look_absent(string json, double expected)
    {
        foreach (var row in new[] { "{'id':'1','eval.e.score':V}", "{'id':'1','evaluations':{'e':{'score':V}}}", "{'id':'1','evaluations':[{'name':'e','score':V}]}" }.Select(r => r.Replace('\'', '"').Replace("V", json, StringComparison.Ordinal)))
            Assert.That((await OneAsync(row)).Evaluations["e"].Score, Is.EqualTo(expected), row);
    }

    [TestCase("""{"id":"1","eval.e.score":null}"""), TestCase("""{"id":"1","eval.e.label":"x"}"""), TestCase("""{"id":"1","evaluations":{"e":{}}}""")]
    public async Task A_score_that_is_null_or_missing_is_none(string row) => Assert.That((await OneAsync(row)).Evaluations["e"].Score, Is.Null);

    [TestCase("""{"id":"1","evaluations":null}"""), TestCase("""{"id":"1","evaluations":"x"}"""), TestCase("""{"id":"1","evaluations":[1,null,{"score":1}]}"""), TestCase("""{"id":"1","evaluations":{"e":1}}""")]
    public async Task Evaluations_of_no_known_shape_are_none(string row) => Assert.That((await OneAsync(row)).Evaluations, Is.Empty);

    [TestCase(1), TestCase(12), TestCase(13), TestCase(300)]
    public async Task A_row_has_as_many_numbers_and_scores_as_it_has(int count)
    {
        var row = await OneAsync($$"""{"id":"1",{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"n{i}\":{i}.5,\"eval.e{i}.score\":{i}"))}}}""");
        for (var i = 0; i < count; i++)
            Assert.That((row.Numbers[$"n{i}"], row.Evaluations[$"e{i}"].Score, row.Numbers.ContainsKey($"N{i}")), Is.EqualTo((i + 0.5, (double?)i, false)));
        Assert.That((row.Numbers.Count, row.Evaluations.Count, row.Annotations.Count), Is.EqualTo((count, count, 0)));
        Assert.That(row.Numbers.Values.Sum(), Is.EqualTo(row.Numbers.Sum(n => n.Value)).And.EqualTo(count * count / 2.0));
        Assert.That(() => row.Numbers["other"], Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public async Task Every_other_number_is_kept()
    {
        var row = await OneAsync("""{"id":"1","example_id":"e1","output":"hello","latency_ms":812.5,"tokens":12,"note":"x","cost_usd":1e-4,"created_at":"2026-01-01T00:00:00Z"}""");
        Assert.That(row.Numbers, Is.EquivalentTo(new Dictionary<string, double> { ["latency_ms"] = 812.5, ["tokens"] = 12, ["cost_usd"] = 1e-4 }));
        Assert.That((row.Id, row.ExampleId, row.Output, row.Error), Is.EqualTo(("1", "e1", "hello", (string?)null)));
    }

    [Test]
    public async Task Rows_may_differ_in_their_fields_and_in_the_order_of_them()
    {
        var rows = await ReadAsync("""{"id":"1","latency_ms":1,"eval.e.score":0.1,"eval.e.label":"good"}""", """{"eval.e.label":"bad","eval.f.score":0.2,"id":"2","eval.e.score":0.3}""",
            """{"tokens":4,"latency_ms":5,"id":"3","evaluations":{"e":{"score":0.4}}}""", """{"id":"4","eval.e.label":"bad"}""");
        Assert.That(rows.Select(r => (r.Id, r.Evaluations["e"].Score, r.Evaluations["e"].Label, r.Numbers.Count, r.Evaluations.Count)),
            Is.EqualTo(new (string, double?, string?, int, int)[] { ("1", 0.1, "good", 1, 1), ("2", 0.3, "bad", 0, 2), ("3", 0.4, null, 2, 1), ("4", null, "bad", 0, 1) }));
    }

    [Test]
    public async Task More_names_than_are_kept_are_read_all_the_same()
    {
        var names = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"n{i}\":{i}"));
        var rows = await ReadAsync($$"""{"id":"1",{{names}}}""", $$"""{{{names}},"id":"2"}""");
        Assert.That(rows.Select(r => (r.Id, r.Numbers.Count, r.Numbers["n7"], r.Numbers["n499"])), Is.EqualTo(new[] { ("1", 500, 7.0, 499.0), ("2", 500, 7.0, 499.0) }));
    }

    static IEnumerable<string> Ambiguous()
    {
        yield return """{"id":"1","eval.c.score":0,"eval.c.score":1}""";
        yield return """{"id":"1","eval.c.score":0,"eval.\u0063.score":1}""";
        yield return """{"id":"1","example_id":"a","example_id":"b"}""";
        yield return """{"id":"0","id":"1"}""";
        yield return """{"id":"1","evaluations":{"c":{"score":0},"c":{"score":1}}}""";
        yield return """{"id":"1","evaluations":{"c":{"score":0,"score":1}}}""";
        yield return """{"id":"1","evaluations":[{"name":"c","score":0},{"name":"c","score":1}]}""";
        yield return $$"""{"id":"1",{{string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"n{i}\":{i}"))}},"n299":1}""";
    }

    [TestCaseSource(nameof(Ambiguous))]
    [FaultRow("45", "a row that gives a member twice", "never read: ARIZE2007")]
    public async Task A_row_that_gives_a_member_twice_is_never_read(string row)
    {
        var e = await Thrown.ByAsync(() => ReadAsync(row));
        Assert.That((e.Code, e.Message.Contains("is given twice", StringComparison.Ordinal)), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, true)), e.Message);
    }

    [Test]
    public async Task What_several_rows_have_alike_is_not_given_twice() =>
        Assert.That(await ReadAsync("""{"id":"1","eval.c.score":0}""", """{"id":"2","eval.c.score":0}"""), Has.Count.EqualTo(2));

    [Test]
    [FaultRow("27", "a column nested 200,000 deep that nobody judges", "skipped")]
    public async Task A_column_that_nobody_judges_may_be_nested_as_deep_as_it_likes()
    {
        var deep = new string('[', 200_000) + new string(']', 200_000);
        var row = (await ReadAsync($$"""{"id":"1","trace":{{deep}},"eval.c.score":0.5}""")).Single();
        Assert.That(row.Evaluations["c"].Score, Is.EqualTo(0.5));
    }

    [Test]
    public async Task Metadata_of_an_evaluation_is_not_an_evaluator_and_a_persons_score_is_an_annotation()
    {
        var row = (await ReadAsync("""{"id":"1","eval.c.score":0.5,"eval.c.metadata.score":0.1,"annotation.human.score":1,"annotation.human.label":"good","annotation.human.text":"yes"}""")).Single();
        Assert.That((row.Evaluations.Keys.Single(), row.Evaluations["c"].Score, row.Numbers.Count), Is.EqualTo(("c", (double?)0.5, 0)));
        Assert.That(row.Annotations.Single().Value, Is.EqualTo(new Evaluation { Score = 1, Label = "good", Explanation = "yes" }));
    }

    [TestCase("""{"pagination":{"has_more":false}}"""), TestCase("""{"experiment_runs":{},"pagination":{"has_more":false}}"""), TestCase("""{"experiment_runs":[]}"""), TestCase("[]")]
    public async Task A_page_that_is_no_page_is_an_error(string page)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Rows, Reply.Json(page));
        using var client = arize.Client();
        Assert.That((await Thrown.ByAsync(async () => await client.Experiments.ListRowsAsync(ExperimentId).ToListAsync())).Code, Is.EqualTo(ArizeErrorCode.UnexpectedAnswer));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(50, 65), "it is read again for a minute");
    }

    [TestCase("""{"experiment_runs":[{}],"pagination":{"has_more":false}"""), TestCase("""[{"experiment_runs":["""), TestCase("""{"experiment_runs":[],"pagination":{"has_more":false}}x""")]
    public async Task A_page_that_is_no_JSON_is_read_again(string page)
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Rows, Reply.Json(page), Reply.Json(Page("experiment_runs", ["""{"id":"1"}"""])));
        using var client = arize.Client();
        Assert.That((await client.Experiments.ListRowsAsync(ExperimentId).ToListAsync()).Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_row_that_failed_has_its_error()
    {
        var row = await OneAsync("""{"id":"1","output":null,"error":"503"}""");
        Assert.That((row.Output, row.Error), Is.EqualTo(((string?)null, "503")));
    }

    [Test]
    public async Task A_row_without_an_id_or_that_is_no_object_is_an_error([Values("{}", "7", "null", "[]")] string row) =>
        Assert.That((await Thrown.ByAsync(() => ReadAsync(row))).Code, Is.EqualTo(ArizeErrorCode.UnexpectedAnswer));

    [Test]
    public async Task Rows_are_streamed_in_their_order_one_page_ahead()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Rows, Reply.Json(Page("experiment_runs", ["""{"id":"1"}""", """{"id":"2"}"""], "c1")), Reply.Json(Page("experiment_runs", [], "c2")),
            Reply.Json(Page("experiment_runs", ["""{"id":"3"}"""])));
        using var client = arize.Client();
        var seen = new List<(string, int)>();
        await foreach (var row in client.Experiments.ListRowsAsync(ExperimentId))
            seen.Add((row.Id, arize.Server.Requests.Count));
        Assert.That(seen.Select(s => s.Item1), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(seen.Select(s => s.Item2).Take(2), Is.All.LessThanOrEqualTo(2), "the next page is on its way, and no further one");
        Assert.That(arize.Server.Requests[0].Query, Is.EqualTo("limit=100"));
    }

    [TestCase(""), TestCase("../x y")]
    public async Task An_experiment_is_read_by_its_id(string id)
    {
        await using var arize = new ScriptedArize();
        using var client = arize.Client();
        var e = await Thrown.ByAsync(async () => await client.Experiments.ListRowsAsync(id).ToListAsync());
        Assert.That((e.Diagnostics[0].Message.Contains("ExperimentId", StringComparison.Ordinal), arize.Server.Connections), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_page_that_grew_too_long_is_asked_again_in_its_first_size()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On(Rows, Reply.Json(Page("experiment_runs", ["""{"id":"1"}"""], "c1")), Reply.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{\"a\":\""),
            Reply.Json(Page("experiment_runs", ["""{"id":"2"}"""], "c2")), Reply.Json(Page("experiment_runs", ["""{"id":"3"}"""])));
        using var client = arize.Client();
        Assert.That((await client.Experiments.ListRowsAsync(ExperimentId).ToListAsync()).Select(r => r.Id), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(arize.Server.Requests.Select(r => r.Query), Is.EqualTo(new[] { "limit=100", "limit=500&cursor=c1", "limit=100&cursor=c1", "limit=100&cursor=c2" }));
    }
}

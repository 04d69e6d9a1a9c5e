using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Client;

/// <summary>Rows are appended by one request that is never repeated: its answer may be lost, and only the caller can read the rows back.</summary>
public sealed class AppendRowsTests
{
    static readonly string Experiment = ScriptedArize.Id("Experiment:80:e");

    static AppendRowsRequest Request(int count = 2) => new()
    {
        ExperimentId = Experiment,
        Rows = [.. Enumerable.Range(0, count).Select(i => new JsonObject { ["example_id"] = $"e-{i}", ["output"] = "4", ["latency_ms"] = 12.5 })],
    };

    static string Answer(int ids, string? id = null) =>
        new JsonObject { ["id"] = id ?? Experiment, ["name"] = "n", ["run_ids"] = new JsonArray([.. Enumerable.Range(0, ids).Select(i => JsonValue.Create($"row-{i}"))]) }.ToJsonString();

    static async Task<(ArizeException? Failure, AppendedRows? Rows, int Requests)> Append(AppendRowsRequest request, Func<Reply> reply)
    {
        await using var arize = new ScriptedArize();
        arize.Server.Otherwise = _ => reply();
        using var client = arize.Client();
        try
        {
            return (null, await client.Experiments.AppendRowsAsync(request), arize.Server.Requests.Count);
        }
        catch (ArizeException e)
        {
            return (e, null, arize.Server.Requests.Count);
        }
    }

    [Test]
    public async Task The_answer_names_the_new_rows_in_the_order_of_the_request()
    {
        var (_, rows, _) = await Append(Request(), () => Reply.Json(Answer(2), 201));
        Assert.That((rows!.Experiment.Id, rows.RowIds), Is.EqualTo((Experiment, new[] { "row-0", "row-1" })));
    }

    static IEnumerable<TestCaseData> Lost()
    {
        yield return new TestCaseData((Func<Reply>)(() => Reply.Reset())).SetArgDisplayNames("reset");
        yield return new TestCaseData((Func<Reply>)(() => Reply.Problem(503, "x"))).SetArgDisplayNames("503");
        yield return new TestCaseData((Func<Reply>)(() => Reply.Html())).SetArgDisplayNames("HTML");
        yield return new TestCaseData((Func<Reply>)(() => Reply.With(204, [], []))).SetArgDisplayNames("204");
        yield return new TestCaseData((Func<Reply>)(() => Reply.Json(Answer(1), 201))).SetArgDisplayNames("too few ids");
        yield return new TestCaseData((Func<Reply>)(() => Reply.Json(Answer(2, ScriptedArize.Id("Experiment:81:e")), 201))).SetArgDisplayNames("another experiment");
    }

    [TestCaseSource(nameof(Lost))]
    public async Task A_lost_answer_is_thrown_and_never_repeated(Func<Reply> reply)
    {
        var (failure, _, requests) = await Append(Request(), reply);
        Assert.That((failure!.NeverSent, requests), Is.EqualTo((false, 1)));
    }

    [Test]
    public async Task All_that_cannot_be_is_refused_before_the_request()
    {
        foreach (var (request, code) in new[]
        {
            (Request(0), ArizeErrorCode.Missing), (Request(1001), ArizeErrorCode.Number), (Request() with { MaxBodyBytes = 0 }, ArizeErrorCode.Number),
            (Request() with { MaxBodyBytes = 100 }, ArizeErrorCode.TooLarge), (Request() with { ExperimentId = " " }, ArizeErrorCode.Missing),
            (Request() with { Rows = [new JsonObject { ["example_id"] = "a" }] }, ArizeErrorCode.Missing),
            (Request() with { Rows = [new JsonObject { ["example_id"] = 7, ["output"] = "a" }] }, ArizeErrorCode.Missing),
        })
        {
            var (failure, _, requests) = await Append(request, () => Reply.Json(Answer(2), 201));
            Assert.That((failure?.Code, requests), Is.EqualTo((code, 0)));
        }
        Assert.That((await Append(Request(1000), () => Reply.Json(Answer(1000), 201))).Rows!.RowIds, Has.Count.EqualTo(1000));
    }
}

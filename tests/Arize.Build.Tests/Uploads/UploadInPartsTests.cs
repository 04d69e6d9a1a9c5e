using System.Globalization;
using System.Text.Json.Nodes;
using Arize.Build.Gates;
using Arize.Build.Tests.Contract;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Uploads;

/// <summary>A large results file goes in many requests, and each row is stored once only: the service counts what it stores.</summary>
public sealed class UploadInPartsTests
{
    const int Rows = 20;

    /// <summary>Three rows fit, and two beside a name.</summary>
    const int MaxBodyBytes = 300;

    static LogService Service()
    {
        var service = new LogService { Examples = [.. Enumerable.Range(0, Rows).Select(i => $"example-{i:00}")] };
        service.Results([.. service.Examples.Select(e => $$"""{"example_id":"{{e}}","output":"{{new string('x', 40)}}"}""")]);
        service.Answers.Add(() => service.Stores());
        return service;
    }

    static Task<LogExperimentResult> Upload(LogService service) => service.RunAsync(maxBodyBytes: MaxBodyBytes);

    static void AssertStoredOnce(LogService service, LogExperimentResult result)
    {
        Assert.That(service.Stored, Is.EquivalentTo(service.Examples));
        Assert.That((result.Count, service.Sent.Count), Is.EqualTo((Rows, 1)), "one create");
    }

    /// <summary>Every way to lose an answer.</summary>
    static IEnumerable<TestCaseData> Lost()
    {
        foreach (var (stored, name) in new[] { (0, "none"), (1, "one"), (int.MaxValue, "all") })
        {
            yield return Case("reset", stored, name, _ => Reply.Reset());
            yield return Case("timeout", stored, name, s => s.Arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
            yield return Case("503", stored, name, _ => Reply.Problem(503, "x"));
            yield return Case("HTML", stored, name, _ => Reply.Html());
            yield return Case("too few ids", stored, name, s => Reply.Json($$"""{"id":"{{ScriptedArize.Id("Experiment:80:e")}}","name":"golden-log-ci-1","run_ids":[]}""", 201));
        }

        static TestCaseData Case(string how, int stored, string name, Func<LogService, Reply> reply) => new TestCaseData(stored, reply).SetArgDisplayNames(how, name + " stored");
    }

    [Test]
    public async Task The_experiment_is_created_with_the_first_rows_and_each_request_fits()
    {
        await using var service = Service();
        var result = await Upload(service);
        AssertStoredOnce(service, result);
        Assert.That(service.Stored, Is.EqualTo(service.Examples), "in the order of the file");
        Assert.That(service.Appended, Has.Count.GreaterThan(5));
        foreach (var request in service.Arize.Server.Requests.Where(r => r.Route.StartsWith("POST", StringComparison.Ordinal)))
        {
            Assert.That(request.Body.Length, Is.LessThanOrEqualTo(MaxBodyBytes));
            Assert.That(ApiContract.Instance.JudgeRequest("POST", request.Route["POST ".Length..], request.Body), Is.Empty);
        }
        Assert.That(service.Log.Milestones, Has.Some.Contains("the first 2 of 20 rows").And.Some.Contains("has all 20 rows, each of them once (7 requests)"));
    }

    /// <summary>The answer to the create has our name and the id of another experiment, which may be the baseline of a release.</summary>
    [Test]
    public async Task Parts_never_reach_another_experiment()
    {
        await using var service = Service();
        var other = service.Add("main-1")["id"]!.GetValue<string>();
        service.Answers.Clear();
        service.Answers.Add(() => service.Stores(instead: Reply.Json($$"""{"id":"{{other}}","name":"{{service.Sent[^1]["name"]}}","dataset_id":"{{ScriptedArize.DatasetId}}"}""", 201)));
        AssertStoredOnce(service, await Upload(service));
        Assert.That(service.Arize.Server.Requests.Select(r => r.Route), Has.None.Contains(Uri.EscapeDataString(other)));
    }

    [Test]
    public async Task A_request_has_at_most_a_thousand_rows()
    {
        await using var service = Service();
        service.Examples = [.. Enumerable.Range(0, 2500).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        service.Results([.. service.Examples.Select(e => $$"""{"example_id":"{{e}}","output":"x"}""")]);
        await service.RunAsync();
        Assert.That((service.Sent[0]["experiment_runs"]!.AsArray().Count, service.Appended[0].Count, service.Appended[1].Count), Is.EqualTo((1000, 1000, 500)));
    }

    [TestCaseSource(nameof(Lost))]
    public async Task After_a_lost_answer_the_rows_are_read_back_and_only_those_that_are_missing_are_sent(int stored, Func<LogService, Reply> lost)
    {
        await using var service = Service();
        service.Append = (n, sent) => n is 2 or 4 ? service.Loses([.. sent.Take(stored)], lost(service)) : null;
        AssertStoredOnce(service, await Upload(service));
    }

    [Test]
    public async Task Rows_that_take_longer_to_read_than_the_search_lasts_are_not_sent_twice()
    {
        await using var service = Service();
        service.ReadTakes = TimeSpan.FromSeconds(14);
        service.Append = (n, sent) => n == 2 ? service.Loses(sent, Reply.Reset()) : null;
        AssertStoredOnce(service, await Upload(service));
    }

    [Test]
    public async Task Every_answer_may_be_lost_once()
    {
        await using var service = Service();
        service.Append = (n, sent) => n % 2 == 0 ? service.Loses([.. sent.Take(n % 3)], Reply.Reset()) : null;
        AssertStoredOnce(service, await Upload(service));
    }

    [Test]
    public async Task A_429_is_sent_again_after_the_time_that_the_service_asks_for()
    {
        await using var service = Service();
        service.Append = (n, _) => n == 1 ? Reply.Problem(429, "slow", "Retry-After: 7") : null;
        AssertStoredOnce(service, await Upload(service));
        Assert.That(service.Arize.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task A_refused_part_ends_the_upload_and_the_step_started_again_sends_the_others_only()
    {
        await using var service = Service();
        service.Append = (n, _) => n == 3 ? Reply.Problem(403, "no") : null;
        Assert.That((await Thrown.ByAsync(() => Upload(service))).Status, Is.EqualTo(403));
        var before = service.Rows.Count;
        var result = await Upload(service);
        AssertStoredOnce(service, result);
        Assert.That((result.Outcome, service.Appended.Skip(4).Sum(a => a.Count)), Is.EqualTo((LogOutcome.Continued, Rows - before)));
    }

    /// <summary>As if the process had been killed while the n-th request was on its way: the record is that of this moment.</summary>
    [Test]
    public async Task A_step_that_is_killed_at_any_request_and_started_again_stores_each_row_once([Range(0, 5)] int killedAt, [Values] bool hasArrived)
    {
        await using var service = Service();
        var record = "";
        service.Append = (n, sent) =>
        {
            if (n != killedAt || record.Length > 0)
                return null;
            record = File.ReadAllText(service.RecordFile);
            return service.Loses(hasArrived ? sent : [], Reply.Problem(403, "the process is gone"));
        };
        await Thrown.ByAsync(() => Upload(service));
        Assert.That(record, Does.Contain("\"SENT\""));
        await File.WriteAllTextAsync(service.RecordFile, record);
        var result = await Upload(service);
        AssertStoredOnce(service, result);
        Assert.That(result.Outcome, Is.EqualTo(LogOutcome.Continued));
    }

    [Test]
    public async Task A_step_that_is_started_again_after_the_upload_reads_no_rows()
    {
        await using var service = Service();
        await Upload(service);
        var reads = Reads();
        AssertStoredOnce(service, await Upload(service));
        Assert.That(Reads(), Is.EqualTo(reads));

        int Reads() => service.Arize.Server.Requests.Count(r => r.Route.StartsWith("GET", StringComparison.Ordinal) && r.Route.EndsWith("/runs", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_row_that_is_there_twice_stops_everything_because_each_answer_counts_once()
    {
        await using var service = Service();
        service.Append = (n, sent) => n == 2 ? service.Loses([sent[0], .. sent.Skip(1), sent[0]], Reply.Reset()) : null;
        var e = await Thrown.ByAsync(() => Upload(service));
        Assert.That((e.Code, e.Message.Contains("has example 'example-08' twice. Nothing was evaluated", StringComparison.Ordinal)), Is.EqualTo((GateErrorCode.NotJudged, true)), e.Message);
    }

    [Test]
    public async Task Rows_that_never_can_be_read_are_not_judged()
    {
        await using var service = Service();
        service.Append = (n, sent) => n == 2
            ? Reply.Json(new JsonObject { ["id"] = ScriptedArize.Id("Experiment:80:e"), ["name"] = "golden-log-ci-1", ["run_ids"] = new JsonArray([.. sent.Select((_, i) => JsonValue.Create($"gone-{i}"))]) }.ToJsonString(), 201)
            : null;
        var e = await Thrown.ByAsync(() => Upload(service));
        Assert.That(e.Message, Does.Contain("20 rows of experiment 'golden-log-ci-1'").And.Contains("were sent, and 17 can be read. Nothing was evaluated."));
        AssertStoredOnce(service, await Upload(service));
    }

    [Test]
    public async Task A_file_that_changes_during_the_upload_is_refused()
    {
        await using var service = Service();
        service.Append = (n, _) =>
        {
            if (n == 0)
                service.Results([.. service.Examples.Select(e => $$"""{"example_id":"{{e}}","output":"another"}""")]);
            return null;
        };
        // The reader holds the old file; only a second look sees the new one.
        var first = await Upload(service);
        AssertStoredOnce(service, first);
        Assert.That((await Thrown.ByAsync(() => Upload(service))).Code, Is.EqualTo(GateErrorCode.NameTaken), "other results are never taken for those that were uploaded");
    }

    [Test]
    public async Task Several_answers_to_an_example_are_told_apart_by_their_number()
    {
        await using var service = Service();
        service.Results([.. service.Examples.SelectMany(e => new[] { 1, 2, 3 }.Select(r => $$"""{"example_id":"{{e}}","output":"{{r}}","repeat":{{r}}}"""))]);
        service.Append = (n, sent) => n % 3 == 0 ? service.Loses([.. sent.Take(1)], Reply.Reset()) : null;
        var result = await Upload(service);
        Assert.That(result.Count, Is.EqualTo(3 * Rows));
        Assert.That(service.Rows.Select(r => (r["example_id"]!.GetValue<string>(), r["repeat"]!.GetValue<int>())), Is.Unique.And.Exactly(3 * Rows).Items);
    }
}

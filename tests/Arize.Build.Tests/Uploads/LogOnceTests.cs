using Arize.Build.Gates;
using Arize.Build.Client;
using Arize.Build.Tests.Contract;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.Uploads;

/// <summary>An experiment is logged once only: the service counts what it was sent.</summary>
public sealed class LogOnceTests
{
    const string Name = "golden-log-ci-1";

    /// <summary>Every way to lose an answer.</summary>
    static IEnumerable<TestCaseData> Lost()
    {
        yield return Case("timeout", s => s.Arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        yield return Case("reset after send", _ => Reply.Reset());
        yield return Case("closed after send", _ => Reply.Close());
        foreach (var status in new[] { 408, 500, 502, 503, 504, 418 })
            yield return Case(status.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => Reply.Problem(status, "x", "Retry-After: 1"));
        yield return Case("2xx without an id", _ => Reply.Json($$"""{"name":"{{Name}}"}""", 201));
        yield return Case("2xx that is no JSON", _ => Reply.Json("created", 201));
        yield return Case("2xx with HTML", _ => Reply.Html());
        yield return Case("204", _ => Reply.With(204, [], []));
        yield return Case("cut", _ => Reply.Truncated("""{"id":"x","name":"y"}""", saysLength: true));

        static TestCaseData Case(string name, Func<LogService, Reply> reply) => new TestCaseData(reply).SetArgDisplayNames(name);
    }

    [Test]
    public async Task What_is_sent_is_one_request_that_fits_the_contract()
    {
        await using var service = new LogService();
        service.Results("""{"example_id":"a","output":"1","latency_ms":12.5}""", """{"example_id":"b","error":"no page"}""", """{"example_id":"c","output":"3","tags":["x"]}""");
        service.Answers.Add(() => service.Stores());
        var result = await service.RunAsync();
        Assert.That((result.Outcome, result.Count, result.Experiment!.Name, service.Sent.Count), Is.EqualTo((LogOutcome.Logged, 3, Name, 1)));
        Assert.That(ApiContract.Instance.JudgeRequest("POST", "/v2/experiments", service.Sent[0].ToJsonString()), Is.Empty);
        Assert.That(service.Sent[0]["experiment_runs"]!.ToJsonString(), Is.EqualTo(
            """[{"example_id":"a","output":"1","latency_ms":12.5},{"example_id":"b","error":"no page","output":""},{"example_id":"c","output":"3","tags":["x"]}]"""));
        Assert.That(service.Log.Milestones[^1], Does.Contain($"Logged experiment '{Name}' ({result.Experiment.Id}): 3 rows"));
    }

    [TestCaseSource(nameof(Lost))]
    public async Task After_a_lost_answer_the_experiment_is_found_by_its_exact_name_and_one_was_sent(Func<LogService, Reply> lost)
    {
        await using var service = new LogService();
        service.Add(Name + "1");
        service.Add(Name.ToUpperInvariant());
        service.Answers.Add(() => service.Stores(lost(service), () => service.Arize.Clock.Elapsed > TimeSpan.FromSeconds(3)));
        var result = await service.RunAsync();
        Assert.That((result.Outcome, result.Experiment!.Name, service.Sent.Count), Is.EqualTo((LogOutcome.Adopted, Name, 1)));
        Assert.That(((string?)service.Record["state"], (string?)service.Record["experimentId"]), Is.EqualTo(("STARTED", result.Experiment.Id)));
    }

    [TestCaseSource(nameof(Lost))]
    public async Task An_experiment_that_cannot_be_found_is_named_as_unknown_and_nothing_is_sent_again(Func<LogService, Reply> lost)
    {
        await using var service = new LogService();
        service.Answers.Add(() => lost(service));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Diagnostics[0].Code, service.Sent.Count), Is.EqualTo(("ARIZE3005", 1)));
        Assert.That(e.Message, Does.Contain(Name).And.Contains("nothing was sent again").And.Contains("run.json"));
        Assert.That((string?)service.Record["state"], Is.EqualTo("SENT"), "the record is kept");
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.InRange(119, 160));
    }

    [TestCase(400), TestCase(401), TestCase(403), TestCase(404), TestCase(413), TestCase(422)]
    public async Task What_is_refused_is_final(int status)
    {
        await using var service = new LogService();
        service.Answers.Add(() => Reply.Problem(status, "no"));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Status, service.Sent.Count, (string?)service.Record["state"]), Is.EqualTo(((int?)status, 1, "INTENT")));
    }

    [Test]
    public async Task A_429_proves_that_nothing_was_stored_and_is_sent_again()
    {
        await using var service = new LogService();
        service.Answers.AddRange([() => Reply.Problem(429, "slow", "Retry-After: 2"), () => service.Stores()]);
        Assert.That((await service.RunAsync()).Outcome, Is.EqualTo(LogOutcome.Logged));
        Assert.That(service.Sent, Has.Count.EqualTo(2));
        Assert.That(service.Arize.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task What_was_provably_never_sent_is_sent_again()
    {
        await using var service = new LogService();
        var real = service.Arize.Server.Otherwise!;
        service.Arize.Server.Otherwise = request =>
        {
            if (request.Route == "GET /v2/experiments" && service.Arize.Clock.Pauses.Count == 0)
                service.Arize.Server.StopListening(); // the next connection, which the experiment opens, is refused
            return real(request);
        };
        service.Arize.Clock.InPause = () =>
        {
            service.Arize.Clock.InPause = null;
            service.Arize.Server.ListenAgain();
        };
        service.Answers.Add(() => service.Stores());
        Assert.That((await service.RunAsync()).Outcome, Is.EqualTo(LogOutcome.Logged));
        Assert.That((service.Sent.Count, service.Arize.Clock.Pauses.Count), Is.EqualTo((1, 1)));
    }

    [TestCase(true), TestCase(false)]
    public async Task A_name_that_is_taken_is_said_before_or_by_the_service(bool before)
    {
        await using var service = new LogService();
        if (before)
            service.Add("pr-7");
        service.Answers.Add(() => Reply.Problem(409, "taken"));
        var e = await Thrown.ByAsync(() => service.RunAsync(name: "pr-7"));
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.NameTaken, before ? 0 : 1)));
    }

    [Test]
    public async Task A_step_that_is_started_again_goes_on_with_what_it_has_logged()
    {
        await using var service = new LogService();
        service.Answers.Add(() => service.Stores());
        var first = await service.RunAsync();
        var second = await service.RunAsync();
        Assert.That((second.Outcome, second.Experiment!.Id, service.Sent.Count), Is.EqualTo((LogOutcome.Continued, first.Experiment!.Id, 1)));
    }

    [Test]
    public async Task Other_results_are_never_taken_for_those_that_were_logged()
    {
        await using var service = new LogService();
        service.Answers.Add(() => service.Stores());
        await service.RunAsync();
        service.Results("""{"example_id":"a","output":"1"}""", """{"example_id":"b","output":"2"}""", """{"example_id":"c","output":"worse"}""");
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.NameTaken, 1)));
    }

    [Test]
    public async Task A_step_that_was_stopped_after_sending_looks_and_sends_nothing()
    {
        await using var service = new LogService();
        service.Answers.Add(() => Reply.Reset());
        await Thrown.ByAsync(() => service.RunAsync());
        service.Stores();
        var result = await service.RunAsync();
        Assert.That((result.Outcome, service.Sent.Count, service.Appended.Count), Is.EqualTo((LogOutcome.Adopted, 1, 0)));
    }

    [Test]
    public async Task Another_build_logs_its_own_experiment()
    {
        await using var service = new LogService();
        service.Answers.Add(() => service.Stores());
        await service.RunAsync();
        var other = await service.RunAsync(build: "ci-2");
        Assert.That((other.Outcome, other.Experiment!.Name, service.Sent.Count), Is.EqualTo((LogOutcome.Logged, "golden-log-ci-2", 2)));
    }

    [TestCase(true), TestCase(false)]
    public async Task An_interrupted_step_looks_for_two_seconds_and_says_what_it_found(bool isThere)
    {
        await using var service = new LogService();
        using var stop = new CancellationTokenSource();
        service.Answers.Add(() => service.Stores(Reply.Hang().After(stop.Cancel), () => isThere));
        if (isThere)
            await Assert.ThatAsync(() => service.RunAsync(cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        else
            Assert.That((await Thrown.ByAsync(() => service.RunAsync(cancellationToken: stop.Token))).Code, Is.EqualTo(GateErrorCode.UnknownOutcome));
        Assert.That(((string?)service.Record["state"], service.Sent.Count), Is.EqualTo((isThere ? "STARTED" : "SENT", 1)));
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.LessThan(12));
    }

    [Test]
    public async Task A_row_that_is_too_large_alone_is_an_error_at_its_line_and_nothing_is_sent()
    {
        await using var service = new LogService();
        service.Results("""{"example_id":"a","output":"1"}""", $$"""{"example_id":"b","output":"{{new string('x', 500)}}"}""", """{"example_id":"c","output":"3"}""");
        var result = await service.RunAsync(maxBodyBytes: 400);
        Assert.That((result.Diagnostics.Single().Code, result.Diagnostics[0].At!.Line, service.Sent.Count), Is.EqualTo(("ARIZE1011", 2, 0)));
        Assert.That(result.Diagnostics[0].Message, Does.StartWith("This row alone is 530 bytes, and a request may have 400 (maxBodyBytes in a gate file, else MaxBodyBytes)."));
    }

    [Test]
    public async Task Faults_of_the_file_are_a_result_and_nothing_is_sent_nor_recorded()
    {
        await using var service = new LogService();
        service.Results("""{"example_id":"a","output":"1"}""");
        var result = await service.RunAsync();
        Assert.That((result.Experiment, result.Diagnostics.Single().Code, service.Sent.Count, File.Exists(service.RecordFile)), Is.EqualTo(((Experiment?)null, "ARIZE1010", 0, false)));
    }

    [Test]
    public async Task A_file_that_cannot_be_read_is_said_before_any_request()
    {
        await using var service = new LogService();
        File.Delete(service.ResultsFile);
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Diagnostics[0].Code, service.Arize.Server.Requests.Count), Is.EqualTo(("ARIZE1010", 0)));
    }

    [Test]
    public async Task A_step_that_is_started_again_goes_on_whatever_the_name_that_it_would_make_now()
    {
        await using var service = new LogService();
        service.Answers.Add(() => service.Stores());
        await service.RunAsync();
        var record = service.Record;
        service.Add("golden-log-ci-1-0123456789ab");
        record["experimentName"] = "golden-log-ci-1-0123456789ab";
        File.WriteAllText(service.RecordFile, record.Root.ToJsonString());
        var second = await service.RunAsync();
        Assert.That((second.Outcome, service.Sent.Count), Is.EqualTo((LogOutcome.Continued, 1)));
    }
}

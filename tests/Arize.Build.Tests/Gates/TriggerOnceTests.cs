using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Gates;

/// <summary>The trigger that is answered, refused, or never sent.</summary>
public sealed class TriggerOnceTests
{
    [Test]
    public async Task The_run_is_started_with_a_name_made_of_task_gate_project_and_build()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(service.Starts);
        var run = await service.RunAsync();
        Assert.That((run.How, run.ExperimentName, service.Sent.Count), Is.EqualTo((TriggerOutcome.Started, "support-golden-quality-App-ci-1", 1)));
        Assert.That((string?)service.Sent[0]["experiment_name"], Is.EqualTo("support-golden-quality-App-ci-1"));
        Assert.That(service.Log.Milestones.Single(), Does.Contain(run.RunId!).And.Contains("Started"));
    }

    [Test]
    public async Task Without_a_build_identity_the_name_is_new_each_time()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(service.Starts);
        var names = new[] { (await service.RunAsync(OnceService.Request(build: null))).ExperimentName, (await service.RunAsync(OnceService.Request(build: null))).ExperimentName };
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Match("^support-golden-quality-App-20261123T0900..Z-[0-9a-f]{4}$"));
    }

    [Test]
    public async Task The_record_says_SENT_while_the_trigger_is_under_way_and_STARTED_with_the_run_afterwards()
    {
        await using var service = OnceService.WithExperimentTask();
        string? under = null;
        service.Triggers.Add(() =>
        {
            under = (string?)service.Record["state"];
            return service.Starts();
        });
        var run = await service.RunAsync();
        Assert.That((under, (string?)service.Record["state"], (string?)service.Record["runId"]), Is.EqualTo(("SENT", "STARTED", run.RunId)));
    }

    [Test]
    public async Task A_name_that_is_taken_sends_nothing()
    {
        await using var service = OnceService.WithExperimentTask();
        service.AddExperiment("pr-42", OnceService.ExperimentId);
        var e = await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(experiment: "pr-42")));
        Assert.That((e.Diagnostics[0].Code, service.Sent.Count), Is.EqualTo(("ARIZE3006", 0)));
        Assert.That(e.Message, Does.Contain("pr-42").And.Contains("ArizeRunKey"));
    }

    [TestCase("pr-4"), TestCase("PR-42"), TestCase("pr-421")]
    public async Task A_name_that_is_only_alike_is_not_taken(string other)
    {
        await using var service = OnceService.WithExperimentTask();
        service.AddExperiment(other, OnceService.ExperimentId);
        service.Triggers.Add(service.Starts);
        Assert.That((await service.RunAsync(OnceService.Request(experiment: "pr-42"))).How, Is.EqualTo(TriggerOutcome.Started));
    }

    [Test]
    public async Task A_409_without_a_lost_answer_before_it_means_that_the_name_is_taken()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => Reply.Problem(409, "exists"));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Diagnostics[0].Code, service.Sent.Count, (string?)service.Record["state"]), Is.EqualTo(("ARIZE3006", 1, "INTENT")));
    }

    [TestCase(400), TestCase(401), TestCase(403), TestCase(404), TestCase(405), TestCase(413), TestCase(415), TestCase(422), TestCase(302)]
    public async Task A_refusal_is_final_and_starts_nothing(int status)
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => Reply.Problem(status, "no such version"));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Status, service.Sent.Count, (string?)service.Record["state"]), Is.EqualTo(((int?)status, 1, "INTENT")));
    }

    [Test]
    public async Task Too_many_requests_waits_as_asked_and_sends_again()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.AddRange([() => Reply.Problem(429, "busy", "Retry-After: 40"), service.Starts]);
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Started));
        Assert.That((service.Sent.Count, service.Arize.Clock.Pauses.Single().TotalSeconds), Is.EqualTo((2, 40.0)));
    }

    [TestCase("600"), TestCase("99999999999999999999"), TestCase("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_that_is_asked_for_and_is_too_long_fails_at_once(string asked)
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => Reply.Problem(429, "busy", $"Retry-After: {asked}"));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count, service.Arize.Clock.Pauses.Count, (string?)service.Record["state"]), Is.EqualTo((ArizeErrorCode.RateLimited, 1, 0, "INTENT")));
    }

    [Test]
    public async Task Too_many_requests_with_no_wait_asked_for_is_no_licence_to_hammer()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => Reply.Problem(429, "busy", "Retry-After: 0"));
        await Thrown.ByAsync(() => service.RunAsync());
        Assert.That(service.Sent.Count, Is.InRange(3, 100));
    }

    [Test]
    public async Task A_trigger_that_was_provably_never_sent_is_sent_again()
    {
        await using var service = OnceService.WithExperimentTask();
        var real = service.Arize.Server.Otherwise!;
        service.Arize.Server.Otherwise = request =>
        {
            if (request.Route == $"{GetTask}/runs" && service.Arize.Clock.Pauses.Count == 0)
                service.Arize.Server.StopListening(); // the next connection, which the trigger opens, is refused
            return real(request);
        };
        service.Arize.Clock.InPause = () =>
        {
            service.Arize.Clock.InPause = null;
            service.Arize.Server.ListenAgain();
        };
        service.Triggers.Add(service.Starts);
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Started));
        Assert.That((service.Sent.Count, service.Arize.Clock.Pauses.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Cancelling_between_two_attempts_leaves_a_record_that_says_that_nothing_was_started()
    {
        await using var service = OnceService.WithExperimentTask();
        using var stop = new CancellationTokenSource();
        service.Arize.Clock.InPause = stop.Cancel;
        service.Triggers.Add(() => Reply.Problem(429));
        await Assert.ThatAsync(() => service.RunAsync(cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(((string?)service.Record["state"], service.Sent.Count), Is.EqualTo(("INTENT", 1)));
    }

    static IEnumerable<TestCaseData> Classes()
    {
        yield return Case("nothing was written", new ArizeException(Any) { NeverSent = true, IsTransient = true }, false, SendFailure.Kind.SendAgain);
        yield return Case("TLS refuses", new ArizeException(Any) { NeverSent = true }, false, SendFailure.Kind.Final);
        yield return Case("nothing was written, after a lost answer", new ArizeException(Any) { NeverSent = true, IsTransient = true }, true, SendFailure.Kind.SendAgain);
        yield return Case("no status", new ArizeException(Any) { IsTransient = true }, false, SendFailure.Kind.Lost);
        foreach (var final in new[] { 300, 302, 307, 400, 401, 403, 404, 405, 413, 415, 422 })
            yield return Case($"{final}", new ArizeException(Any) { Status = final }, false, SendFailure.Kind.Final);
        foreach (var lost in new[] { 200, 201, 204, 406, 408, 410, 418, 423, 425, 451, 500, 501, 502, 503, 504, 599 })
            yield return Case($"{lost}", new ArizeException(Any) { Status = lost, IsTransient = lost >= 500 }, false, SendFailure.Kind.Lost);
        yield return Case("409", new ArizeException(Any) { Status = 409 }, false, SendFailure.Kind.NameTaken);
        yield return Case("429", new ArizeException(Any) { Status = 429, IsTransient = true }, false, SendFailure.Kind.SendAgain);
        foreach (var status in new[] { 200, 302, 400, 401, 409, 422, 429, 500 })
            yield return Case($"{status}, after a lost answer", new ArizeException(Any) { Status = status }, true, SendFailure.Kind.Lost);

        static TestCaseData Case(string name, ArizeException fault, bool after, object expected) => new TestCaseData(fault, after, expected).SetArgDisplayNames(name);
    }

    static ArizeDiagnostic Any => new(ArizeErrorCode.Service, "x");

    [TestCaseSource(nameof(Classes))]
    public void Only_what_proves_that_nothing_was_started_is_called_so(ArizeException fault, bool afterLostAnswer, object expected) =>
        Assert.That(SendFailure.Classify(fault, afterLostAnswer), Is.EqualTo(expected));
}

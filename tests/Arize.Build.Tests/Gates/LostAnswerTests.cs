using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Gates;

/// <summary>The trigger whose answer is lost: the service counts what it was sent.</summary>
public sealed class LostAnswerTests
{
    static readonly Func<bool> Never = () => false;

    /// <summary>Every way to lose an answer (E of the algorithm).</summary>
    static IEnumerable<TestCaseData> Lost()
    {
        yield return Case("timeout", s => s.Arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        yield return Case("reset after send", _ => Reply.Reset());
        yield return Case("closed after send", _ => Reply.Close());
        foreach (var status in new[] { 408, 500, 502, 503, 504 })
            yield return Case(status.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => Reply.Problem(status, "x", "Retry-After: 1"));
        yield return Case("502 with HTML", _ => Reply.Html(status: 502));
        yield return Case("2xx without an id", _ => Reply.Json("""{"status":"PENDING"}""", 201));
        yield return Case("2xx whose id is no id", _ => Reply.Json("""{"id":"VGFz#1J1bjo5MDA6YUJjRA==","status":"PENDING"}""", 201));
        yield return Case("2xx whose id is empty", _ => Reply.Json("""{"id":"","status":"PENDING"}""", 201));
        yield return Case("2xx without a status", _ => Reply.Json($$"""{"id":"{{RunId}}"}""", 201));
        yield return Case("2xx that is no JSON", _ => Reply.Json("created", 201));
        yield return Case("2xx with HTML", _ => Reply.Html());
        yield return Case("2xx without a body", _ => Reply.With(201, [], []));
        yield return Case("204", _ => Reply.With(204, [], []));
        yield return Case("cut, with a length", _ => Reply.Truncated(Run("PENDING"), saysLength: true));
        yield return Case("cut, without a length", _ => Reply.Truncated(Run("PENDING"), saysLength: false));
        yield return Case("garbage", _ => Reply.Raw("garbage\r\n\r\n"));
        yield return Case("2xx with a run of another task", _ => Reply.Json(Run("PENDING", id: Id("TaskRun:777:x"), more: $$"""{"task_id":"{{Id("OnlineTask:46:other")}}"}"""), 201));
        yield return Case("a status that nobody knows", _ => Reply.Problem(418));

        static TestCaseData Case(string name, Func<OnceService, Reply> reply) => new TestCaseData(reply).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Lost))]
    public async Task An_experiments_run_is_adopted_by_its_exact_name_and_one_trigger_was_sent(Func<OnceService, Reply> lost)
    {
        await using var service = OnceService.WithExperimentTask();
        service.AddExperiment("support-golden-quality-App-ci-11", Id("Experiment:1:other"));
        service.AddExperiment("SUPPORT-GOLDEN-quality-App-ci-1", Id("Experiment:2:other"));
        service.Triggers.Add(() => service.Applied(lost(service)));
        var run = await service.RunAsync();
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Adopted, Id("TaskRun:910:r"), 1)));
        Assert.That(((string?)service.Record["state"], (string?)service.Record["runId"]), Is.EqualTo(("STARTED", run.RunId)));
    }

    [TestCase(0), TestCase(1)]
    public async Task A_trigger_that_is_answered_with_a_run_that_existed_before_is_a_lost_answer(int days)
    {
        await using var service = OnceService.WithExperimentTask();
        service.AddRun(RunId, status: "COMPLETED", age: TimeSpan.FromDays(days));
        service.Triggers.Add(() => service.Applied(Reply.Json(Run("COMPLETED", id: RunId), 201)));
        var run = await service.RunAsync();
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Adopted, Id("TaskRun:911:r"), 1)));
    }

    [TestCaseSource(nameof(Lost))]
    public async Task A_run_that_cannot_be_found_is_named_as_unknown_and_nothing_is_sent_again(Func<OnceService, Reply> lost)
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => lost(service));
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Diagnostics[0].Code, service.Sent.Count), Is.EqualTo(("ARIZE3005", 1)));
        Assert.That(e.Message, Does.Contain("A paid run may be active; nothing was sent again").And.Contains("support-golden-quality-App-ci-1").And.Contains(service.Folder));
        Assert.That((string?)service.Record["state"], Is.EqualTo("SENT"), "the record is kept");
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.InRange(119, 160));
    }

    [Test]
    public async Task A_run_that_appears_late_is_still_adopted()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => service.Applied(Reply.Reset(), () => service.Arize.Clock.Elapsed > TimeSpan.FromSeconds(70)));
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Adopted));
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Looking_for_the_run_survives_a_service_that_is_down_for_a_while()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => service.Applied(Reply.Reset()));
        var real = service.Arize.Server.Otherwise!;
        service.Arize.Server.Otherwise = r =>
            service.Sent.Count > 0 && service.Arize.Clock.Elapsed < TimeSpan.FromSeconds(80) && r.Route != Trigger ? service.Arize.Taking(TimeSpan.FromSeconds(1), Reply.Problem(503)) : real(r);
        Assert.That((await service.RunAsync()).How, Is.EqualTo(TriggerOutcome.Adopted));
    }

    [Test]
    public async Task A_projects_evaluation_is_adopted_by_the_end_of_its_data_window()
    {
        await using var service = OnceService.WithProjectEvaluation();
        service.AddRun(Id("TaskRun:1:before"), age: TimeSpan.FromMinutes(2));
        service.Triggers.Add(() =>
        {
            service.AddRun(Id("TaskRun:2:somebody"), dataEnd: "2026-11-23T09:00:00Z");
            return service.Applied(Reply.Reset());
        });
        var run = await service.RunAsync();
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Adopted, Id("TaskRun:912:r"), 1)));
    }

    [Test]
    public async Task A_projects_evaluation_without_our_mark_is_not_adopted_even_where_it_is_the_only_one()
    {
        await using var service = OnceService.WithProjectEvaluation();
        service.Triggers.Add(() =>
        {
            service.AddRun(Id("TaskRun:2:somebody"), dataEnd: "2026-11-23T09:00:00Z");
            return Reply.Reset();
        });
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.UnknownOutcome, 1)));
        Assert.That(e.Message, Does.Contain($"Candidates: {Id("TaskRun:2:somebody")} (PENDING)"));
    }

    [Test]
    public async Task A_run_that_was_there_before_is_no_candidate()
    {
        await using var service = OnceService.WithProjectEvaluation();
        service.AddRun(Id("TaskRun:1:before"), age: TimeSpan.FromMinutes(1));
        service.Triggers.Add(() => Reply.Reset());
        var e = await Thrown.ByAsync(() => service.RunAsync());
        Assert.That(e.Message, Does.Contain("No run that could be it was found").And.Not.Contain(Id("TaskRun:1:before")));
    }

    [TestCase("""{"id":"1","output":"a","eval.correctness.score":0.5}""", true), TestCase("""{"id":"1","output":"a","eval.correctness.label":"yes"}""", true)]
    [TestCase("""{"id":"1","error":"no answer"}""", true), TestCase("""{"id":"1","output":"a","eval.correctness.score":null}""", false)]
    [TestCase("""{"id":"1","output":"a","eval.correctness.score":"NaN"}""", false), TestCase("""{"id":"1","output":"a","eval.other.score":1}""", false)]
    public async Task An_evaluation_of_experiments_is_found_by_the_scores_it_was_to_make(string row, bool found)
    {
        await using var service = OnceService.WithDatasetEvaluation();
        service.Rows.AddRange(["""{"id":"0","output":"a","eval.correctness.score":1}""", row]);
        service.Triggers.Add(() => Reply.Reset());
        var request = OnceService.Request(experimentIds: [OnceService.ExperimentId]);
        if (found)
        {
            var run = await service.RunAsync(request);
            Assert.That((run.How, run.RunId, (string?)service.Record["state"]), Is.EqualTo((TriggerOutcome.ScoresFound, (string?)null, "DONE")));
        }
        else
            Assert.That((await Thrown.ByAsync(() => service.RunAsync(request))).Code, Is.EqualTo(GateErrorCode.UnknownOutcome));
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Scores_are_no_proof_while_a_newer_run_is_at_work()
    {
        await using var service = OnceService.WithDatasetEvaluation();
        service.Rows.Add("""{"id":"0","output":"a","eval.correctness.score":1}""");
        service.Triggers.Add(() => service.Applied(Reply.Reset()));
        var e = await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(experimentIds: [OnceService.ExperimentId])));
        Assert.That(e.Message, Does.Contain($"Candidates: {Id("TaskRun:910:r")}"));
    }

    [Test]
    public async Task Scores_are_no_proof_where_they_were_to_be_made_again_or_where_there_is_no_row()
    {
        await using var service = OnceService.WithDatasetEvaluation();
        service.Triggers.Add(() => Reply.Reset());
        var request = OnceService.Request(experimentIds: [OnceService.ExperimentId]);
        Assert.That((await Thrown.ByAsync(() => service.RunAsync(request))).Code, Is.EqualTo(GateErrorCode.UnknownOutcome), "no row");
        service.Rows.Add("""{"id":"0","output":"a","eval.correctness.score":1}""");
        var again = request with { Build = "ci-2", Trigger = request.Trigger with { OverrideEvaluations = true } };
        Assert.That((await Thrown.ByAsync(() => service.RunAsync(again))).Code, Is.EqualTo(GateErrorCode.UnknownOutcome), "override");
    }

    [Test]
    public async Task ResendOnce_sends_a_second_time_under_the_same_name_and_says_so()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.AddRange([() => Reply.Reset(), service.Starts]);
        var run = await service.RunAsync(OnceService.Request(resend: true));
        Assert.That((run.How, service.Sent.Count), Is.EqualTo((TriggerOutcome.Started, 2)));
        Assert.That(service.Sent[0].ToJsonString(), Is.EqualTo(service.Sent[1].ToJsonString()));
        Assert.That(service.Log.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE3011" }));
    }

    [Test]
    public async Task ResendOnce_sends_no_third_time()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() => Reply.Reset());
        Assert.That((await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(resend: true)))).Code, Is.EqualTo(GateErrorCode.UnknownOutcome));
        Assert.That(service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ResendOnce_never_sends_an_evaluation_again_because_nothing_guards_it()
    {
        await using var service = OnceService.WithProjectEvaluation();
        service.Triggers.Add(() => Reply.Reset());
        await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(resend: true)));
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    [FaultRow("22", "409 after an answer that was lost", "the first trigger had arrived: its run is adopted")]
    public async Task A_409_after_a_lost_answer_means_that_the_first_trigger_had_arrived()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.AddRange([() => service.Applied(Reply.Reset(), () => service.Sent.Count == 2), () => Reply.Problem(409, "experiment name is taken")]);
        var run = await service.RunAsync(OnceService.Request(resend: true));
        Assert.That((run.How, run.RunId, service.Sent.Count), Is.EqualTo((TriggerOutcome.Adopted, Id("TaskRun:910:r"), 2)));
    }

    [TestCase(400), TestCase(401), TestCase(409), TestCase(422), TestCase(429)]
    public async Task Whatever_refuses_the_second_trigger_the_first_is_still_unknown(int status)
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.AddRange([() => Reply.Reset(), () => Reply.Problem(status)]);
        var e = await Thrown.ByAsync(() => service.RunAsync(OnceService.Request(resend: true)));
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.UnknownOutcome, 2)));
        Assert.That((string?)service.Record["state"], Is.EqualTo("SENT"));
    }

    [Test]
    public async Task Cancelling_while_the_trigger_is_under_way_finds_its_run_and_cancels_it()
    {
        await using var service = OnceService.WithExperimentTask();
        using var stop = new CancellationTokenSource();
        service.Triggers.Add(() => service.Applied(Reply.Hang().After(stop.Cancel)));
        await Assert.ThatAsync(() => service.RunAsync(cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((service.Sent.Count, service.Cancels), Is.EqualTo((1, 1)));
        Assert.That(service.Log.Milestones[^1], Does.Contain($"Run {Id("TaskRun:910:r")} was cancelled"));
    }

    [Test]
    public async Task Cancelling_while_the_trigger_is_under_way_and_nothing_is_found_says_that_a_run_may_be_active()
    {
        await using var service = OnceService.WithExperimentTask();
        using var stop = new CancellationTokenSource();
        service.Triggers.Add(() => service.Applied(Reply.Hang().After(stop.Cancel), Never));
        var e = await Thrown.ByAsync(() => service.RunAsync(cancellationToken: stop.Token));
        Assert.That((e.Code, service.Sent.Count), Is.EqualTo((GateErrorCode.UnknownOutcome, 1)));
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.LessThan(12));
    }

    [Test]
    public async Task Cancelling_while_the_run_is_looked_for_looks_5_seconds_longer_and_cancels_what_it_finds()
    {
        await using var service = OnceService.WithExperimentTask();
        using var stop = new CancellationTokenSource();
        service.Arize.Clock.InPause = stop.Cancel;
        service.Triggers.Add(() => service.Applied(Reply.Reset(), () => stop.IsCancellationRequested));
        await Assert.ThatAsync(() => service.RunAsync(cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((service.Sent.Count, service.Cancels), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Cancelling_while_the_run_is_looked_for_is_not_silent_where_nothing_is_found()
    {
        await using var service = OnceService.WithExperimentTask();
        using var stop = new CancellationTokenSource();
        service.Arize.Clock.InPause = stop.Cancel;
        service.Triggers.Add(() => service.Applied(Reply.Reset(), Never));
        var e = await Thrown.ByAsync(() => service.RunAsync(cancellationToken: stop.Token));
        Assert.That(e.Code, Is.EqualTo(GateErrorCode.UnknownOutcome));
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.LessThan(12));
    }
}

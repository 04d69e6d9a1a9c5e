using Arize.Build.Client;
using Arize.Build.Gates.Running;
using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Gates;

/// <summary>A gate over one run, and the watch that leaves no run behind.</summary>
public sealed class RunGateTests
{
    ScriptedArize arize = null!;
    ArizeClient client = null!;
    RecordingLog log = null!;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client();
        log = new RecordingLog();
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    Task<TaskRun> Watch(double timeout, OnTimeout onTimeout = OnTimeout.Cancel, CancellationToken cancellationToken = default) =>
        new RunSupervisor(client, log).WaitAsync(RunId, TimeSpan.FromSeconds(timeout), null, onTimeout, cancellationToken);

    int Cancels => arize.Server.Count(CancelRun);

    [Test]
    public async Task A_record_that_cannot_be_written_does_not_hide_that_the_run_was_cancelled()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING")).On(CancelRun, arize.Is("CANCELLED"));
        var watch = new RunSupervisor(client, log) { OnCancelled = _ => throw new ArizeException([new ArizeDiagnostic(GateErrorCode.Record, "full")]) };
        Assert.That(await watch.CancelAsync(RunId, RunSupervisor.CancelBudget), Is.EqualTo($"Run {RunId} was cancelled."));
        Assert.That(log.Warnings.Single().Message, Is.EqualTo("full"));
    }

    [Test]
    public async Task A_run_that_does_not_end_in_time_is_cancelled_and_the_error_says_so()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING")).On(CancelRun, arize.Is("CANCELLED"));
        var e = await Thrown.ByAsync(() => Watch(30));
        Assert.That((e.Code, Cancels), Is.EqualTo((ArizeErrorCode.Timeout, 1)));
        Assert.That(e.Message, Does.EndWith($"Run {RunId} was cancelled."));
    }

    [Test]
    public async Task A_run_that_may_stay_is_left_and_the_error_says_what_it_may_cost()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"));
        var e = await Thrown.ByAsync(() => Watch(30, OnTimeout.Leave));
        Assert.That((e.Message.Contains("was left as it is", StringComparison.Ordinal), Cancels), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_key_that_is_refused_during_the_wait_cancels_the_run_as_well_as_it_can()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), Reply.Problem(401)).On(CancelRun, Reply.Problem(401));
        var e = await Thrown.ByAsync(() => Watch(30));
        Assert.That((e.Code, Cancels), Is.EqualTo((ArizeErrorCode.Authentication, 1)));
        Assert.That(e.Message, Does.Contain("could not be cancelled").And.Contains("It may be active still, and cost money"));
    }

    [Test]
    public async Task A_wait_that_is_interrupted_cancels_the_run_once_whatever_was_asked_for_timeouts([Values] OnTimeout onTimeout)
    {
        using var stop = new CancellationTokenSource();
        arize.Server.On(GetRun, arize.Is("RUNNING").After(stop.Cancel)).On(CancelRun, arize.Is("CANCELLED"));
        await Assert.ThatAsync(() => Watch(600, onTimeout, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((Cancels, log.Milestones[^1]), Is.EqualTo((1, $"Interrupted. Run {RunId} was cancelled.")));
    }

    [Test]
    public async Task A_cancel_that_hangs_is_given_up_after_5_seconds_and_the_run_is_said_to_be_active()
    {
        using var stop = new CancellationTokenSource();
        arize.Server.On(GetRun, arize.Is("RUNNING").After(stop.Cancel)).On(CancelRun, arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        await Assert.ThatAsync(() => Watch(600, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(5, 5.2));
        Assert.That(log.Milestones[^1], Does.Contain("could not be cancelled").And.Contains("ArizeCancelRun"));
    }

    [Test]
    public async Task A_timeout_with_a_socket_that_hangs_and_a_cancel_that_hangs_is_over_5_seconds_after_it()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), arize.Taking(TimeSpan.FromHours(1), Reply.Hang())).On(CancelRun, arize.Taking(TimeSpan.FromHours(1), Reply.Hang()));
        await Thrown.ByAsync(() => Watch(20));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.LessThanOrEqualTo(25));
    }

    [TestCase(400, "COMPLETED", "had ended meanwhile: COMPLETED"), TestCase(409, "FAILED", "had ended meanwhile: FAILED"), TestCase(422, "CANCELLED", "was cancelled")]
    [TestCase(400, "RUNNING", "could not be cancelled"), TestCase(503, "RUNNING", "could not be cancelled"), TestCase(404, "RUNNING", "could not be cancelled")]
    public async Task A_cancel_that_is_refused_is_confirmed_by_a_look_at_the_run(int status, string then, string said)
    {
        arize.Server.On(GetRun, arize.Is(then)).On(CancelRun, Reply.Problem(status, "already terminal"));
        Assert.That(await new RunSupervisor(client, log).CancelAsync(RunId, RunSupervisor.CancelBudget), Does.Contain(said));
        Assert.That(Cancels, Is.InRange(1, status == 503 ? 5 : 1));
    }

    [Test]
    public async Task Changes_of_the_state_and_progress_are_reported_and_each_other_poll_is_a_detail()
    {
        arize.Server.On(GetRun, [arize.Is("PENDING"), arize.Is("PENDING"), .. Enumerable.Repeat(arize.Is("RUNNING", successes: 3), 40), arize.Is("COMPLETED")]);
        await new RunSupervisor(client, log).WaitAsync(RunId, TimeSpan.FromHours(1), TimeSpan.FromSeconds(5), OnTimeout.Cancel, default);
        Assert.That(log.Milestones, Has.Count.InRange(6, 7));
        Assert.That(log.Milestones[0], Is.EqualTo($"Run {RunId}: PENDING after 0 s"));
        Assert.That(log.Milestones[1], Does.StartWith($"Run {RunId}: RUNNING after 10 s (3 succeeded, 0 errors, 0 skipped)"));
        Assert.That(log.Milestones.Count + log.Details.Count, Is.EqualTo(43));
    }

    [Test]
    public async Task An_unknown_status_is_a_warning_and_is_said_once()
    {
        arize.Server.On(GetRun, arize.Is("ARCHIVED\n##vso[x]"), arize.Is("ARCHIVED\n##vso[x]"), arize.Is("COMPLETED"));
        await Watch(600);
        Assert.That(log.Warnings.Single().Code, Is.EqualTo("ARIZE3009"));
        Assert.That(log.Milestones.Concat(log.Warnings.Select(w => w.Message)).Any(l => l.Contains("##", StringComparison.Ordinal) || l.Contains('\n', StringComparison.Ordinal)), Is.False);
    }

    [TestCase("COMPLETED", null), TestCase("FAILED", "ARIZE3002")]
    public async Task A_gate_triggers_waits_judges_and_closes_its_record(string status, string? code)
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(() =>
        {
            var reply = service.Starts();
            service.End(status, successes: 9);
            return reply;
        });
        var result = await RunAsync(service);
        Assert.That((result.Diagnostics.SingleOrDefault()?.Code, result.Passed, (string?)service.Record["state"], (string?)service.Record["status"]), Is.EqualTo((code, code is null, "DONE", status)));
        Assert.That(code is null ? result.Table[0] : result.Diagnostics[0].Message, Does.StartWith(code is null ? "Gate 'quality': passed (run " : "Gate 'quality': Run "));
    }

    [Test]
    public async Task A_gate_that_times_out_cancels_its_run()
    {
        await using var service = OnceService.WithExperimentTask();
        service.Triggers.Add(service.Starts);
        var e = await Thrown.ByAsync(() => RunAsync(service, new GateSettings { Task = TaskId, Timeout = TimeSpan.FromSeconds(20) }));
        Assert.That((e.Code, service.Cancels), Is.EqualTo((ArizeErrorCode.Timeout, 1)));
        Assert.That(service.Arize.Clock.Elapsed.TotalSeconds, Is.LessThanOrEqualTo(25));
    }

    [Test]
    public async Task Scores_without_a_run_do_not_pass_a_gate_over_a_run()
    {
        await using var service = OnceService.WithDatasetEvaluation();
        service.Rows.Add("""{"id":"0","output":"a","eval.correctness.score":1}""");
        service.Triggers.Add(() => Reply.Reset());
        var request = Request(service, new GateSettings { Task = TaskId });
        // No setting of a gate item names experiments, so the lost answer of an evaluation of some is played to the phases themselves.
        using var record = RunRecord.Open(service.Folder);
        var once = new OnceOnly(service.Client, service.Log, record);
        once.Begin(RecordOwner.Of("quality", request.Context, service.Client));
        var trigger = await RunTrigger.PlanAsync(service.Client, service.Log, record,
            new TriggerOrder { Kind = SendKind.Run, Request = OnceService.Request(experimentIds: [OnceService.ExperimentId]).Trigger }, default);
        var state = new GateState { Triggered = await once.RunAsync(trigger, default) };
        var phases = new GatePhases(service.Client, service.Log, request, record, once, default);
        Assert.That((await Thrown.ByAsync(() => phases.WaitAsync(state, default))).Code, Is.EqualTo(GateErrorCode.NoEvidence));
    }

    static Task<GateResult> RunAsync(OnceService service, GateSettings? settings = null) =>
        new GateRunner(service.Client, service.Log, Request(service, settings ?? new GateSettings { Task = TaskId })).RunAsync(default);

    static GateRequest Request(OnceService service, GateSettings settings) =>
        GateRequest.Read("quality", settings, service.Folder, new GateContext { Folder = "/", Records = "/records", Build = "ci-1", Project = "App" });
}

using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>The wait for a run, on a clock that only pauses and scripted replies move.</summary>
public sealed class WaitTests
{
    ScriptedArize arize = null!;
    ArizeClient client = null!;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client();
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    Task<TaskRun> Wait(double? timeout = null, double? interval = null, Action<RunProgress>? progress = null) => client.Tasks.WaitForRunAsync(RunId, new WaitOptions
    {
        Timeout = timeout is { } t ? TimeSpan.FromSeconds(t) : new WaitOptions().Timeout,
        PollInterval = interval is { } i ? TimeSpan.FromSeconds(i) : null,
        OnProgress = progress,
    });

    int Polls => arize.Server.Count(GetRun);

    [Test]
    public async Task A_run_is_waited_for_until_it_has_completed()
    {
        arize.Server.On(GetRun, arize.Is("PENDING"), arize.Is("RUNNING"), arize.Is("COMPLETED", successes: 7));
        var run = await Wait();
        Assert.That((run.Status, run.NumSuccesses, Polls), Is.EqualTo((RunStatus.Completed, 7L, 3)));
    }

    [TestCase("COMPLETED"), TestCase("FAILED"), TestCase("CANCELLED"), TestCase("completed"), TestCase("Failed"), TestCase("cancelled")]
    public async Task Each_final_status_ends_the_wait_in_any_casing(string status)
    {
        arize.Server.On(GetRun, arize.Is(status));
        var run = await Wait();
        Assert.That((run.Status.ToString(), run.StatusText), Is.EqualTo((status[..1].ToUpperInvariant() + status[1..].ToLowerInvariant(), status)));
    }

    [Test]
    public async Task A_run_that_has_ended_is_returned_without_a_pause_even_with_a_tiny_timeout()
    {
        arize.Server.On(GetRun, arize.Taking(TimeSpan.FromSeconds(1), Reply.Json(Run("COMPLETED"))));
        Assert.That((await Wait(timeout: 0.001)).IsFinal, Is.True);
        Assert.That(arize.Clock.Pauses, Is.Empty);
    }

    [Test]
    public async Task The_wait_times_out_after_600_seconds_where_nothing_is_set()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That(e.Code, Is.EqualTo(ArizeErrorCode.Timeout));
        Assert.That(arize.Clock.Elapsed.TotalSeconds, Is.InRange(600, 600.1));
    }

    [Test]
    public async Task The_timeout_error_holds_the_run_the_seconds_and_the_last_status()
    {
        arize.Server.On(GetRun, arize.Is("PENDING"), arize.Is("RUNNING"));
        var e = await Thrown.ByAsync(() => Wait(timeout: 42.5));
        Assert.That(e.Message, Is.EqualTo($"ARIZE3001: Run {RunId} did not end within 42.5 s (last status: RUNNING)."));
        Assert.That((e.RunId, e.LastStatus), Is.EqualTo((RunId, "RUNNING")));
    }

    [Test]
    public async Task The_last_pause_is_clipped_so_that_a_look_lands_on_the_deadline()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"), arize.Is("RUNNING"), arize.Is("RUNNING"), arize.Is("COMPLETED"));
        var run = await Wait(timeout: 10, interval: 4);
        Assert.That(run.IsFinal, Is.True, "the look at the deadline saw the end");
        Assert.That(arize.Clock.Pauses.Select(p => Math.Round(p.TotalSeconds, 1)), Is.EqualTo(new[] { 4, 4, 2.0 }));
    }

    [Test]
    public async Task A_timeout_shorter_than_the_interval_still_looks_twice()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"));
        await Thrown.ByAsync(() => Wait(timeout: 2, interval: 60));
        Assert.That((Polls, arize.Clock.Elapsed.TotalSeconds), Is.EqualTo((2, 2.0)).Within(0.03));
    }

    [Test]
    public async Task A_users_interval_replaces_the_schedule_and_has_no_jitter()
    {
        arize.Server.On(GetRun, [.. Enumerable.Repeat(arize.Is("RUNNING"), 9), arize.Is("COMPLETED")]);
        await Wait(interval: 3);
        Assert.That(arize.Clock.Pauses, Is.EqualTo(Enumerable.Repeat(TimeSpan.FromSeconds(3), 9)));
    }

    [Test]
    public async Task Pauses_begin_at_0_8_seconds_grow_with_the_time_waited_and_end_at_15_seconds_each_within_a_fifth()
    {
        arize.Server.On(GetRun, arize.Is("RUNNING"));
        await Thrown.ByAsync(() => Wait(timeout: 900));
        var elapsed = 0.0;
        foreach (var pause in arize.Clock.Pauses.SkipLast(2).Select(p => p.TotalSeconds))
        {
            var middle = Math.Clamp((elapsed + 0.01) * 0.06, 0.8, 15);
            Assert.That(pause, Is.InRange((middle * 0.8) - 0.1, (middle * 1.2) + 0.1), $"after {elapsed:0.0} s");
            elapsed += pause + 0.01;
        }
        Assert.That(arize.Clock.Pauses.Max().TotalSeconds, Is.InRange(12, 18));
        Assert.That(arize.Clock.Pauses[0].TotalSeconds, Is.InRange(0.63, 0.97));
    }

    [Test]
    public async Task An_unknown_status_is_told_once_and_is_never_an_end()
    {
        var told = new List<string?>();
        arize.Server.On(GetRun, arize.Is("ARCHIVED"), arize.Is("ARCHIVED"), arize.Is("DONE"), arize.Is("COMPLETED"));
        var run = await Wait(progress: p => told.Add(p.Trouble));
        Assert.That(run.Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(told.Count(t => t?.Contains("not known to this version", StringComparison.Ordinal) == true), Is.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_status_that_stays_ends_with_the_deadline_and_names_the_status()
    {
        arize.Server.On(GetRun, arize.Is("SUCCEEDED"));
        var e = await Thrown.ByAsync(() => Wait(timeout: 30));
        Assert.That((e.Code, e.LastStatus), Is.EqualTo((ArizeErrorCode.Timeout, "SUCCEEDED")));
    }

    [Test]
    public async Task A_run_that_goes_back_to_pending_is_tolerated_and_told()
    {
        var told = new List<string?>();
        arize.Server.On(GetRun, arize.Is("RUNNING"), arize.Is("PENDING"), arize.Is("COMPLETED"));
        await Wait(progress: p => told.Add(p.Trouble));
        Assert.That(told, Is.EqualTo(new[] { null, "The run went back from RUNNING to PENDING.", null }));
    }

    [Test]
    public async Task Progress_tells_the_run_the_time_and_whether_the_status_changed()
    {
        var told = new List<RunProgress>();
        arize.Server.On(GetRun, arize.Is("PENDING"), arize.Is("PENDING"), arize.Is("COMPLETED"));
        await Wait(interval: 5, progress: told.Add);
        Assert.That(told.Select(p => (p.Run!.StatusText, p.StatusChanged, Math.Round(p.Elapsed.TotalSeconds))),
            Is.EqualTo(new[] { ("PENDING", true, 0.0), ("PENDING", false, 5.0), ("COMPLETED", true, 10.0) }));
    }

    [Test]
    public async Task Fields_that_are_new_break_nothing_and_can_be_seen()
    {
        arize.Server.On(GetRun, arize.Is("COMPLETED", more: """{"region":"eu","costs":{"usd":3}}"""));
        Assert.That((await Wait()).OtherFields.Keys, Is.EquivalentTo(new[] { "region", "costs" }));
    }

    [Test]
    public async Task A_status_that_is_missing_is_an_error_that_names_the_field()
    {
        arize.Server.On(GetRun, Reply.Json($$"""{"id":"{{RunId}}"}"""));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That((e.Code, e.RunId), Is.EqualTo((ArizeErrorCode.UnexpectedAnswer, RunId)));
        Assert.That(e.Message, Does.Contain("'status' is missing"));
    }

    [Test]
    public async Task An_answer_about_another_run_is_never_taken_for_ours()
    {
        arize.Server.On(GetRun, Reply.Json(Run("COMPLETED", id: Id("TaskRun:901:zzzz"))));
        var e = await Thrown.ByAsync(() => Wait());
        Assert.That(e.Message, Does.Contain("it is about another run"));
    }

    [Test]
    public async Task A_wall_clock_that_jumps_a_day_has_no_effect()
    {
        using var jumping = arize.Client(time: new JumpingWallClock(arize.Clock));
        arize.Server.On(GetRun, arize.Is("RUNNING"), arize.Is("RUNNING"), arize.Is("COMPLETED"));
        Assert.That((await jumping.Tasks.WaitForRunAsync(RunId, new WaitOptions { Timeout = TimeSpan.FromSeconds(10) })).IsFinal, Is.True);
    }

    [TestCase(0), TestCase(-1), TestCase(60 * 24 * 3600)]
    public async Task A_timeout_that_is_not_positive_or_over_30_days_is_refused_before_any_request(double seconds)
    {
        var e = await Thrown.ByAsync(() => Wait(timeout: seconds));
        Assert.That((e.Code, arize.Server.Connections), Is.EqualTo((ArizeErrorCode.Duration, 0)));
        Assert.That(e.Message, Does.Contain("Timeout").And.Contains("above 0"));
    }

    [TestCase(0), TestCase(-5)]
    public async Task An_interval_that_is_not_positive_is_refused_before_any_request(double seconds)
    {
        var e = await Thrown.ByAsync(() => Wait(interval: seconds));
        Assert.That((e.Code, arize.Server.Connections), Is.EqualTo((ArizeErrorCode.Duration, 0)));
        Assert.That(e.Message, Does.Contain("PollInterval"));
    }

    [Test]
    public async Task Cancelling_the_token_ends_the_wait_and_leaves_the_run_alone()
    {
        using var stop = new CancellationTokenSource();
        arize.Server.On(GetRun, arize.Is("RUNNING"), Reply.Json(Run("RUNNING")).After(stop.Cancel));
        await Assert.ThatAsync(() => client.Tasks.WaitForRunAsync(RunId, null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(arize.Server.Requests.All(r => r.Method == "GET"), Is.True);
    }
}

using System.Globalization;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class RunTests
{
    [Test]
    public async Task A_run_waits_works_and_completes_by_the_clock()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"pr-1"}""");

        var pending = await emulator.Run(run);
        Assert.That(pending["status"]!.GetValue<string>(), Is.EqualTo("PENDING"));
        Assert.That(pending["experiment_id"], Is.Null);
        Assert.That(pending["run_started_at"], Is.Null);

        emulator.Wait(0.3 + 1.1);
        var running = await emulator.Run(run);
        Assert.That(running["status"]!.GetValue<string>(), Is.EqualTo("RUNNING"));
        Assert.That(running["num_successes"]!.GetValue<int>(), Is.EqualTo(100));
        Assert.That(running["experiment_id"], Is.Not.Null);
        Assert.That(await emulator.RowsOf(run), Has.Count.EqualTo(100));

        emulator.Wait(1.1);
        var completed = await emulator.Run(run);
        Assert.That(completed["status"]!.GetValue<string>(), Is.EqualTo("COMPLETED"));
        Assert.That(completed["num_successes"]!.GetValue<int>(), Is.EqualTo(200));
        Assert.That(completed["run_finished_at"]!.GetValue<string>(), Is.EqualTo("2026-11-23T12:00:02.500Z"));
        Assert.That(completed["failure_reason"], Is.Null);
    }

    [TestCase("atlas-1-broken", "FAILED", 0, 0)]
    [TestCase("atlas-1-void", "CANCELLED", 0, 0)]
    [TestCase("atlas-1-endless", "RUNNING", 37, 0)]
    [TestCase("atlas-1-flaky", "COMPLETED", 188, 12)]
    [TestCase("atlas-1-mini", "COMPLETED", 200, 0)]
    public async Task A_model_ends_its_runs_in_its_own_way(string model, string status, int successes, int errors)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var id = await emulator.Trigger(await emulator.TaskOf(model), """{"experiment_name":"x"}""");
        emulator.Wait(3600);
        var run = await emulator.Run(id);
        Assert.That(run["status"]!.GetValue<string>(), Is.EqualTo(status));
        Assert.That(run["num_successes"]!.GetValue<int>(), Is.EqualTo(successes));
        Assert.That(run["num_errors"]!.GetValue<int>(), Is.EqualTo(errors));
    }

    [Test]
    public async Task A_failed_run_says_why_and_a_void_one_does_not()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var broken = await emulator.Trigger(await emulator.TaskOf("atlas-1-broken"), """{"experiment_name":"x"}""");
        var empty = await emulator.Trigger(await emulator.TaskOf("atlas-1-void"), """{"experiment_name":"y"}""");
        Assert.That((await emulator.Run(broken))["failure_reason"], Is.Null, "not before it has failed");
        emulator.Wait(1);
        Assert.That(
            (await emulator.Run(broken))["failure_reason"]!.GetValue<string>(),
            Is.EqualTo("The model endpoint answered 404: model 'atlas-1-broken' is not deployed."));
        Assert.That((await emulator.Run(empty))["failure_reason"], Is.Null);
    }

    [TestCase(0.1, "PENDING", 0)]
    [TestCase(1.4, "RUNNING", 100)]
    public async Task A_live_run_can_be_cancelled_and_stays_so(double after, string before, int successes)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"x"}""");
        emulator.Wait(after);
        Assert.That(await emulator.Status(run), Is.EqualTo(before));

        var cancelled = await emulator.Post($"/v2/task-runs/{run}/cancel");
        Assert.That(cancelled.Status, Is.EqualTo(200));
        Assert.That(cancelled.Text("status"), Is.EqualTo("CANCELLED"));

        emulator.Wait(100);
        var later = await emulator.Run(run);
        Assert.That(later["status"]!.GetValue<string>(), Is.EqualTo("CANCELLED"));
        Assert.That(later["num_successes"]!.GetValue<int>(), Is.EqualTo(successes));
        Assert.That(later["experiment_id"] is null, Is.EqualTo(before == "PENDING"));
    }

    [Test]
    public async Task A_run_that_is_over_cannot_be_cancelled()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"x"}""");
        emulator.Wait(5);
        var reply = await emulator.Post($"/v2/task-runs/{run}/cancel");
        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Detail, Does.Contain("COMPLETED"));
        Assert.That(await emulator.Status(run), Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task A_cancelled_run_starts_no_evaluations()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var judge = await emulator.Task("support-judge");
        var before = (await emulator.Get($"/v2/tasks/{judge}/runs")).Json["task_runs"]!.AsArray().Count;
        var run = await emulator.Trigger(
            await emulator.Task("support-golden"), $$"""{"experiment_name":"x","evaluation_task_ids":["{{judge}}"]}""");
        emulator.Wait(1);
        await emulator.Post($"/v2/task-runs/{run}/cancel");
        emulator.Wait(60);
        Assert.That((await emulator.Get($"/v2/tasks/{judge}/runs")).Json["task_runs"]!.AsArray(), Has.Count.EqualTo(before));
    }

    [Test]
    public async Task Runs_can_be_listed_by_status()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        var run = await emulator.Trigger(task, """{"experiment_name":"x"}""");
        var pending = (await emulator.Get($"/v2/tasks/{task}/runs?status=PENDING")).Json["task_runs"]!.AsArray();
        var completed = (await emulator.Get($"/v2/tasks/{task}/runs?status=COMPLETED")).Json["task_runs"]!.AsArray();
        Assert.That(pending.Select(it => it!["id"]!.GetValue<string>()), Is.EqualTo(new[] { run }));
        Assert.That(completed, Has.Count.EqualTo(3), "the three experiments of the scenario");
    }

    [Test]
    public async Task A_scenario_changes_how_long_a_model_takes()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario =>
        {
            scenario.Models["atlas-1"].Pending = TimeSpan.Zero;
            scenario.Models["atlas-1"].Running = TimeSpan.FromMilliseconds(50);
        });
        var run = await emulator.Trigger(await emulator.Task("support-golden"), """{"experiment_name":"x"}""");
        emulator.Wait(0.05);
        Assert.That(await emulator.Status(run), Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task A_model_without_an_entry_behaves_like_the_default_model()
    {
        await using var emulator = await EmulatorUnderTest.With(scenario =>
            scenario.DefaultModel = new ScenarioModel { Ends = RunEnd.Failed, FailureReason = "unknown model", StopsAt = 3 });
        var run = await emulator.Trigger(await emulator.TaskOf("something-else"), """{"experiment_name":"x"}""");
        emulator.Wait(10);
        Assert.That((await emulator.Run(run))["failure_reason"]!.GetValue<string>(), Is.EqualTo("unknown model"));
        Assert.That((await emulator.Run(run))["num_successes"]!.GetValue<int>(), Is.EqualTo(3));
    }

    [Test]
    public async Task Answers_are_dated_by_the_clock_that_dates_the_records()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        emulator.Wait(3600);
        var reply = await emulator.Get("/v2/spaces");
        Assert.That(reply.Headers.Date, Is.EqualTo(DateTimeOffset.Parse("2026-11-23T13:00:00Z", CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task The_task_remembers_its_last_run()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var task = await emulator.Task("support-golden");
        await emulator.Trigger(task, """{"experiment_name":"x"}""");
        emulator.Wait(5);
        Assert.That((await emulator.Get($"/v2/tasks/{task}")).Text("last_run_at"), Is.EqualTo("2026-11-23T12:00:00.300Z"));
    }
}

using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>get_run, cancel_run and what wait_for_run checks; the wait itself is in Client/WaitTests.</summary>
public sealed class RunTests : SeedFixture
{
    [Test]
    public async Task A_run_is_read_with_its_counters()
    {
        var run = await Tasks.WaitForRunAsync((await Start("counters", "atlas-1")).Id);
        var read = await Tasks.GetRunAsync(run.Id);
        Assert.That((read.Status, read.NumSuccesses, read.NumErrors, read.NumSkipped, read.ExperimentId is not null), Is.EqualTo((RunStatus.Completed, 5L, 0L, 0L, true)));
    }

    [Test]
    public async Task A_live_run_is_cancelled()
    {
        var run = await Start("cancel", "atlas-1-endless");
        Assert.That((await Tasks.CancelRunAsync(run.Id)).Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That((await Tasks.WaitForRunAsync(run.Id)).Status, Is.EqualTo(RunStatus.Cancelled), "cancelled is an end, and is returned");
    }

    [Test]
    public async Task Cancelling_a_run_that_has_ended_is_no_error_and_shows_how_it_ended()
    {
        var run = await Tasks.WaitForRunAsync((await Start("cancel-late", "atlas-1")).Id);
        Assert.That((await Tasks.CancelRunAsync(run.Id)).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That((await Tasks.CancelRunAsync(run.Id)).Status, Is.EqualTo(RunStatus.Completed), "safe to repeat");
    }

    [Test]
    public async Task A_run_that_does_not_exist_is_not_found()
    {
        Assert.That((await FaultsOf(() => Tasks.GetRunAsync("VGFza1J1bjo5OTk5OnFSd1g="))).Single(), Does.StartWith("ARIZE2002"));
        Assert.That((await FaultsOf(() => Tasks.CancelRunAsync("VGFza1J1bjo5OTk5OnFSd1g="))).Single(), Does.StartWith("ARIZE2002"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public async Task A_timeout_and_an_interval_must_be_positive(int seconds)
    {
        var wait = new WaitOptions { Timeout = TimeSpan.FromSeconds(seconds), PollInterval = TimeSpan.FromSeconds(seconds) };
        var faults = await FaultsOf(() => Tasks.WaitForRunAsync("VGFza1J1bjoxOnFSd1g=", wait));
        Assert.That((faults.Length, Sent.Count), Is.EqualTo((2, 0)));
        Assert.That(faults[0], Does.StartWith("ARIZE1005: Timeout"));
        Assert.That(faults[1], Does.StartWith("ARIZE1005: PollInterval"));
    }

    [Test]
    public void A_wait_lasts_600_seconds_unless_said() => Assert.That(new WaitOptions().Timeout, Is.EqualTo(TimeSpan.FromSeconds(600)));

    async Task<TaskRun> Start(string name, string model)
    {
        var task = await Tasks.CreateRunExperimentTaskAsync(new() { Name = "run " + name, Dataset = "support-golden-set", Space = "support", RunConfiguration = Prompt(model) });
        var run = await Tasks.TriggerRunAsync(new() { Task = task.Id, ExperimentName = "run-" + name, MaxExamples = 5 });
        Remember();
        return run;
    }
}

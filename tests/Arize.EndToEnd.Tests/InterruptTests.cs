using System.Diagnostics;
using Arize.FaultTable;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Builds that are stopped while they wait.</summary>
public sealed class InterruptTests : EmulatedTests
{
    [SetUp]
    public void Signals() => Child.RequireSignals();

    /// <summary>The process that was started, threads of it, or one that it has started for the work.</summary>
    [TestCase("-m:1")]
    [TestCase("-mt")]
    [TestCase("-m:1", "in a worker process")]
    [FaultRow("37", "Ctrl+C during the wait", "one trigger, one cancel, no verdict, no build output")]
    public async Task Ctrl_C_during_a_wait_cancels_the_run_once(string nodes, string worker = "")
    {
        var (consumer, build) = await Waiting(nodes, worker);
        await using var disposed = build;

        build.Interrupt();

        var ended = await build.Ends();
        Assert.That(ended.ExitCode, Is.Not.Zero, ended.Output);
        Assert.That(ended.Output, Does.Contain("was cancelled."));
        await IsCancelledOnce(consumer);
    }

    [TestCase("-m:1")]
    [TestCase("-mt")]
    [FaultRow("37", "SIGTERM in the entry process", "exit code 143, one trigger, one cancel, no verdict")]
    public async Task SIGTERM_during_a_wait_cancels_the_run_once_and_is_the_exit_code(string nodes)
    {
        var (consumer, build) = await Waiting(nodes);
        await using var disposed = build;

        build.Terminate();

        var ended = await build.Ends();
        Assert.That(ended.ExitCode, Is.EqualTo(143), ended.Output);
        await IsCancelledOnce(consumer);
    }

    /// <summary>MSBuild exits with 0 there, so a step that deploys asks for the verdict.</summary>
    [Test]
    [FaultRow("37", "SIGTERM, the gate in a worker process", "one trigger, one cancel, no verdict")]
    public async Task SIGTERM_during_a_wait_in_a_worker_process_cancels_the_run_once_and_leaves_no_verdict()
    {
        var (consumer, build) = await Waiting("-m:1", "in a worker process");
        await using var disposed = build;

        build.Terminate();

        await build.Ends();
        await IsCancelledOnce(consumer);
    }

    [Test]
    [FaultRow("37", "SIGKILL, then ArizeGateCancel", "no verdict; the record names the run, which is cancelled")]
    public async Task The_run_of_a_step_that_was_killed_is_cancelled_by_a_step_that_runs_always()
    {
        var consumer = Gated("endless", before: "Publish");
        await using (var first = consumer.Start("publish", "App"))
        {
            await first.Until(() => Emulator.Requests.Polls().Count > 0);
            first.Kill();
            await first.Ends();
        }
        Assert.That(Emulator.Requests.Cancels(), Is.Empty);

        (await consumer.Dotnet("build", "App", "-t:ArizeGateCancel")).Passes();

        Assert.That(Emulator.Requests.Cancels().Select(c => c.Path), Is.EqualTo(new[] { Emulator.Requests.Polls()[0].Path + "/cancel" }));
    }

    [Test]
    [FaultRow("37", "SIGKILL, then the same step again", "one trigger in all: the run is continued")]
    public async Task A_step_that_was_killed_and_is_started_again_continues_its_run()
    {
        var consumer = Gated("slow", before: "Publish").With("GITHUB_RUN_ID", "17").With("GITHUB_RUN_ATTEMPT", "1").With("GITHUB_JOB", "release");
        (await consumer.Dotnet("build", "App", "-c", "Release")).Passes();
        await using (var first = consumer.Start("publish", "App", "--no-build"))
        {
            await first.Until(() => Emulator.Requests.Polls().Count > 0);
            first.Kill();
            Assert.That((await first.Ends()).ExitCode, Is.Not.Zero);
        }

        var second = (await consumer.Dotnet("publish", "App", "--no-build")).Passes();

        var run = Emulator.Requests.Polls()[0].Path["/v2/task-runs/".Length..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(Emulator.Requests.Polls().Select(p => p.Path).Distinct().Count(), Is.EqualTo(1));
            Assert.That(second.Output, Does.Contain($"Continuing run {run}").And.Contain($"passed (run {run} COMPLETED"));
        }

        (await consumer.With("GITHUB_RUN_ID", "18").Dotnet("publish", "App", "--no-build")).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "another build asks for itself");
    }

    /// <summary>A build that waits for a run which never ends.</summary>
    async Task<(Consumer Consumer, Child Build)> Waiting(string nodes, string worker = "")
    {
        var consumer = Gated("endless", before: "Build");
        if (worker.Length > 0)
            consumer.With("MSBUILDNOINPROCNODE", "1");
        var build = consumer.Start("build", "App", nodes, "-nodeReuse:false");
        await build.Until(() => Emulator.Requests.Polls().Count > 0);
        return (consumer, build);
    }

    /// <summary>A worker process may outlive the build for the moment that its cancel takes.</summary>
    async Task IsCancelledOnce(Consumer consumer)
    {
        for (var waited = Stopwatch.StartNew(); Emulator.Requests.Cancels().Count == 0 && waited.Elapsed < TimeSpan.FromMinutes(5);)
            await Task.Delay(20);
        var requests = Emulator.Requests;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(requests.Cancels().Select(c => c.Path), Is.EqualTo(new[] { requests.Polls()[0].Path + "/cancel" }));
            Assert.That(consumer.Files("verdict.json"), Is.Empty);
            Assert.That(consumer.Files("App.dll"), Is.Empty);
        }
    }
}

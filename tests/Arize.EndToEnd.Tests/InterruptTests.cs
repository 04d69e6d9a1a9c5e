using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Builds that are stopped while they wait.</summary>
public sealed class InterruptTests : EmulatedTests
{
    [SetUp]
    public void Signals() => Child.RequireSignals();

    [Test]
    public async Task Ctrl_C_during_a_wait_cancels_the_run_once()
    {
        var consumer = Gated("endless", before: "Publish");
        await using var build = consumer.Start("publish", "App");
        await build.Until(() => Emulator.Requests.Polls().Count > 0);

        build.Interrupt();

        var ended = await build.Ends();
        var requests = Emulator.Requests;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.Not.Zero, ended.Output);
            Assert.That(requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(requests.Cancels().Select(c => c.Path), Is.EqualTo(new[] { requests.Polls()[0].Path + "/cancel" }));
            Assert.That(ended.Output, Does.Contain("was cancelled."));
            Assert.That(consumer.Published, Is.Empty);
        }
    }

    [Test]
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
            Assert.That(second.Output, Does.Contain($"Continuing run {run}").And.Contain($"passed: run {run} COMPLETED"));
        }

        (await consumer.With("GITHUB_RUN_ID", "18").Dotnet("publish", "App", "--no-build")).Passes();
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "another build asks for itself");
    }
}

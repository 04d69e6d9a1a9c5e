using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What a person sees who runs a gate in a terminal, where dotnet's terminal logger prints almost nothing that a task logs.</summary>
public sealed class TerminalTests : EmulatedTests
{
    [Test]
    public async Task A_gate_that_passes_prints_its_run_its_verdict_and_its_report()
    {
        var consumer = Gated("good", before: "Publish");

        var build = (await Terminal.Run(consumer, "publish", "App")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Output, Does.Match(@"App( net10\.0)? succeeded .*→ Gate 'release': passed \(run \S+ COMPLETED"));
            Assert.That(build.Output, Does.Match(@"Arize succeeded .*→ Started run \S+= of task"));
            Assert.That(build.Output, Does.Contain($"Report: {Path.Combine(consumer.Folder, "App", "artifacts", "arize", "release", "report.html")}"));
        }
    }

    [Test]
    public async Task A_gate_that_blocks_prints_its_run_its_report_and_its_error_once()
    {
        var consumer = Gated("broken", before: "Publish");

        var build = await Terminal.Run(consumer, "publish", "App");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.Not.Zero);
            Assert.That(build.Output, Does.Match(@"App( net10\.0)? failed with 1 error\(s\) .*→ Gate 'release'.*FAILED"));
            Assert.That(build.Output, Does.Match(@"Started run \S+= of task").And.Match(@"Next: Fix the cause that the service gives[^\n]* Report: [^\n]*report\.html"));
            Assert.That(build.Output.Split("error ARIZE3002"), Has.Length.EqualTo(2), build.Output);
        }
    }

    [Test]
    public async Task A_gate_that_times_out_prints_its_run_and_what_became_of_it()
    {
        var build = await Terminal.Run(Gated("endless", before: "Publish", more: "Timeout=\"2s\""), "publish", "App");

        Assert.That(build.ExitCode, Is.Not.Zero);
        Assert.That(build.Output, Does.Match(@"ARIZE3001: .*[Rr]un \S+= did not end within 2 s.*was cancelled\."));
        Assert.That(build.Output, Does.Match(@"Started run \S+= of task").And.Match(@"Next: Give the gate more time[^\n]*There is no verdict"));
    }

    [Test]
    public async Task Ctrl_C_prints_which_run_was_cancelled()
    {
        var consumer = Gated("endless", before: "Publish");
        await using var build = Terminal.Start(consumer, "publish", "App");
        await build.Until(() => Emulator.Requests.Polls().Count > 0);

        build.Type("\u0003");

        var ended = Terminal.Read(await build.Ends());
        Assert.That(ended.Output, Does.Match(@"Interrupted\. Run \S+= was cancelled\.").And.Contain("Next: Run the gate 'release' again"));
        Assert.That(Emulator.Requests.Cancels(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Dry_run_skip_start_cancel_and_replay_print_what_they_found()
    {
        var consumer = Gated("endless", before: "Publish");
        (await consumer.Dotnet("restore", "App")).Passes();

        var dry = (await Terminal.Run(consumer, "build", "App", "--no-restore", "-t:ArizeGate", "-p:ArizeDryRun=true")).Passes();
        var skip = (await Terminal.Run(consumer, "build", "App", "--no-restore", "-t:ArizeGate", "-p:ArizeSkip=true")).Passes();
        var publish = (await Terminal.Run(consumer, "publish", "App", "--no-restore", "-p:ArizeSkip=true")).Passes();
        var start = (await Terminal.Run(consumer, "build", "App", "--no-restore", "-t:ArizeGateStart")).Passes();
        var cancel = (await Terminal.Run(consumer, "build", "App", "--no-restore", "-t:ArizeGateCancel")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dry.Output, Does.Contain("→ Gate 'release', dry run: ").And.Contain("over 200 examples"));
            Assert.That(skip.Output, Does.Contain("→ Gate 'release'").And.Contain("ArizeSkip is true."));
            Assert.That(publish.Output, Does.Match(@"→ Gate 'release' was not run: ArizeSkip is true\.").And.Match("→ .*publish"), "a line of its own, beside that of the project");
            Assert.That(start.Output, Does.Match(@"→ Started run \S+= of task 'endless'"));
            Assert.That(cancel.Output, Does.Match(@"→ .*[Rr]un \S+= was cancelled\."));
        }
    }
}

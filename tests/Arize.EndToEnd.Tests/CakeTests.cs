using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The sample script, run by the real Cake with the packed addin.</summary>
public sealed class CakeTests : EmulatedTests
{
    [Test]
    public async Task A_script_publishes_past_a_gate_that_passes()
    {
        var script = await Sample();

        var build = (await script.Cake()).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Output, Does.Match("Gate 'release': passed \\(200 examples").And.Match("pass +correctness +atLeast 0.88").And.Contain("Published assistant.json."));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "the run and its evaluation");
            Assert.That(script.Files("verdict.json"), Is.EqualTo(new[] { Path.Combine("artifacts", "arize", "release", "verdict.json") }));
        }
    }

    [Test]
    public async Task A_gate_that_blocks_ends_the_script_with_exit_code_1_and_its_reason_on_stderr()
    {
        var script = await Sample();

        var build = await script.Cake("--model=atlas-1-mini");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.ErrorOutput, Does.Match(@"Error: gates/release\.gate\.json\(2,44\): ARIZE4001: Gate 'release': Failed: correctness 0\.\d+ is below 0\.88 on 200 examples"));
            Assert.That(build.Output, Does.Not.Contain("::error").And.Not.Contain("##vso"), "nowhere but in a CI system");
            Assert.That(script.Files("assistant.json"), Is.EqualTo(new[] { "assistant.json" }), "nothing is published");
            Assert.That(script.Files("verdict.json"), Has.Count.EqualTo(1), "a no is written down too");
        }
    }

    [Test]
    public async Task An_asynchronous_task_waits_for_its_gate()
    {
        var build = (await (await Sample()).Cake("--target=Smoke")).Passes();

        Assert.That(build.Output, Does.Match("Gate 'smoke': passed \\(run \\S+ COMPLETED: 20 succeeded").And.Contain("20 of 20 answers came back."));
    }

    [Test]
    public async Task Several_gates_are_asked_at_once_and_each_bad_one_is_told()
    {
        var build = await (await Sample()).Cake("--target=Gates", "--model=atlas-1-broken");

        var requests = Emulator.Requests;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.ErrorOutput, Does.Contain("ARIZE3002: Gate 'release'").And.Contain("ARIZE3002: Gate 'latency'"));
            Assert.That(requests.Triggers(), Has.Count.EqualTo(2));
            Assert.That(requests.Triggers()[1].At, Is.LessThan(requests.Polls().Last(p => p.Path == requests.Polls()[0].Path).At), "the second is triggered before the first has ended");
        }
    }

    [TestCase("GITHUB_ACTIONS", @"^::error file=gates/release\.gate\.json,line=2,col=44,title=ARIZE4001::Gate 'release': Failed: [^\n]+$")]
    [TestCase("TF_BUILD", @"^##vso\[task\.logissue type=error;sourcepath=[^;]+release\.gate\.json;linenumber=2;columnnumber=44;code=ARIZE4001\]Gate 'release': Failed: [^\n]+$")]
    public async Task In_a_CI_system_a_blocked_gate_is_marked_once_at_its_criterion(string variable, string mark)
    {
        // With colours, a mark that came through Cake's log would not stand at the start of its line.
        var script = (await Sample()).With(variable, "true").With("TERM", "xterm");

        var build = await script.With("GITHUB_WORKSPACE", script.Folder).Cake("--model=atlas-1-mini");

        Assert.That(System.Text.RegularExpressions.Regex.Count(build.Output, mark, System.Text.RegularExpressions.RegexOptions.Multiline), Is.EqualTo(1), build.Output);
    }

    [Test]
    public async Task The_key_is_in_no_output_even_at_the_highest_verbosity()
    {
        var script = await Sample();

        var passed = await script.Cake("--target=Smoke", "--verbosity=diagnostic");
        var failed = await script.Cake("--target=Smoke", "--verbosity=diagnostic", "--model=atlas-1-broken");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passed.Output, Does.Contain("POST").Or.Contain("GET"), "the requests are told");
            Assert.That(failed.ExitCode, Is.EqualTo(1));
            Assert.That(passed.Output + failed.Output, Does.Not.Contain(Emulator.Key));
            Assert.That(Directory.EnumerateFiles(script.Folder, "*", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).Contains(Emulator.Key, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task Ctrl_C_during_a_wait_cancels_the_run_once()
    {
        Child.RequireSignals();
        var script = await Sample();
        await using var build = script.StartCake("--model=atlas-1-endless");
        await build.Until(() => Emulator.Requests.Polls().Count > 0);

        build.Interrupt();

        await Stopped(build, "Ctrl+C", script);
    }

    [Test]
    public async Task SIGTERM_during_a_wait_cancels_the_run_once_and_fails_the_script()
    {
        Child.RequireSignals();
        var script = await Sample();
        // As a CI agent does it: to 'dotnet', which hands it on to Cake.
        await using var build = script.Start("cake", "--model=atlas-1-endless");
        await build.Until(() => Emulator.Requests.Polls().Count > 0);

        build.Terminate();

        await Stopped(build, "SIGTERM", script);
    }

    async Task Stopped(Child build, string by, Consumer script)
    {
        var ended = await build.Ends();
        var requests = Emulator.Requests;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Output);
            Assert.That(requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(requests.Cancels().Select(c => c.Path), Is.EqualTo(new[] { requests.Polls()[0].Path + "/cancel" }));
            Assert.That(ended.Output, Does.Contain("was cancelled.").And.Contain($"Error: {by} interrupted the build."));
            Assert.That(script.Files("assistant.json"), Is.EqualTo(new[] { "assistant.json" }), "nothing is published");
        }
    }

    async Task<Consumer> Sample() => (await Folder().WithCake()).WithSample("cake-script");
}

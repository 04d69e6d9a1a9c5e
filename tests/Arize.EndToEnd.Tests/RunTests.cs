using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Runs waited for by hand, and what happens while a build waits.</summary>
public sealed class RunTests : EmulatedTests
{
    [Test]
    public async Task Of_several_runs_all_are_waited_for_and_each_bad_one_is_an_error()
    {
        var consumer = Project("""
              <Target Name="Evaluate">
                <ArizeTriggerRun Task="good" Space="support">
                  <Output TaskParameter="RunId" ItemName="Run" />
                </ArizeTriggerRun>
                <ArizeTriggerRun Task="broken" Space="support">
                  <Output TaskParameter="RunId" ItemName="Run" />
                </ArizeTriggerRun>
                <ArizeTriggerRun Task="void" Space="support">
                  <Output TaskParameter="RunId" ItemName="Run" />
                </ArizeTriggerRun>
                <ArizeWaitForRun Runs="@(Run)" ContinueOnError="ErrorAndContinue">
                  <Output TaskParameter="Results" ItemName="Result" />
                </ArizeWaitForRun>
                <Message Importance="high" Text="%(Result.TaskId) %(Result.Status) %(Result.NumSuccesses) passed=%(Result.Passed)" />
              </Target>
            """);

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:Evaluate")).Fails("ARIZE3002", "ARIZE3003");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(3));
            Assert.That(build.Output, Does.Match("COMPLETED 200 passed=true"));
            Assert.That(build.Output, Does.Match("FAILED 0 passed=false"));
            Assert.That(build.Output, Does.Match("CANCELLED 0 passed=false"));
        }
    }

    [Test]
    public async Task While_gates_wait_other_projects_go_on()
    {
        const string gate = """<ItemGroup><ArizeGate Include="{0}" Task="{1}" Space="support" Before="Build" /></ItemGroup>""";
        const string stamp = """<Target Name="Stamp" AfterTargets="CoreCompile"><Touch Files="../compiled" AlwaysCreate="true" /></Target>""";
        // Two slots, two gates that would wait for an hour, and a third project behind them.
        var consumer = Folder()
            .Project(string.Format(null, gate, "one", "endless"), "One")
            .Project(string.Format(null, gate, "two", "endless"), "Two")
            .Project(string.Format(null, gate, "three", "good") + stamp, "Three")
            .Write("All.slnx", """<Solution><Project Path="One/One.csproj" /><Project Path="Two/Two.csproj" /><Project Path="Three/Three.csproj" /></Solution>""");

        await using var build = consumer.Start("build", "All.slnx", "-m:2", "-nodeReuse:false");
        await build.Until(() => File.Exists(Path.Combine(consumer.Folder, "compiled")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(3), "both of the others are waiting");
            Assert.That(Emulator.Requests.Cancels(), Is.Empty);
            Assert.That(build.Output, Does.Contain("Gate 'three' passed:").And.Not.Contain("Gate 'one'").And.Not.Contain("Gate 'two'"));
        }
    }

    [Test]
    public async Task A_service_that_goes_away_fails_the_build_which_says_that_a_run_may_be_active()
    {
        var consumer = Gated("endless", before: "Build");
        await using var build = consumer.Start("build", "App", "-p:ArizeTimeout=4s");
        await build.Says("Started run ");

        Emulator.Kill();

        var ended = await build.Ends();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.Not.Zero);
            Assert.That(ended.Errors.Select(e => e.Code), Has.Exactly(1).Items.And.All.AnyOf("ARIZE2005", "ARIZE3001"), ended.Output);
            Assert.That(ended.Errors[0].Message, Does.Contain("may be active"));
        }
    }
}

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
    public async Task A_service_that_goes_away_fails_the_build_which_says_that_a_run_may_be_active()
    {
        var consumer = Gated("endless", before: "Build");
        await using var build = consumer.Start("build", "App", "-p:ArizeTimeout=4s");
        await build.Says("Started run ");

        await Emulator.StopAsync();

        var ended = await build.Ends();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.ExitCode, Is.Not.Zero);
            Assert.That(ended.Errors.Select(e => e.Code), Has.Exactly(1).Items.And.All.AnyOf("ARIZE2005", "ARIZE3001"), ended.Output);
            Assert.That(ended.Errors[0].Message, Does.Contain("may be active"));
        }
    }
}

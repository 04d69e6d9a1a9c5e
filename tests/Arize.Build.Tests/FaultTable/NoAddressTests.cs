using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates;
using Arize.Build.Tests.Faults;
using Arize.Build.Tests.Gates;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The service's name has no address. A name that has one for one request and none for the next is more than a test can arrange, so the two requests are tried by themselves.</summary>
public sealed class NoAddressTests
{
    readonly SimulatedClock clock = new();
    ArizeClient nowhere = null!;

    [SetUp]
    public void SetUp() => nowhere = new(new ArizeClientOptions { Environment = Variables(new Uri("https://no-such-host.invalid")), TimeProvider = clock });

    [TearDown]
    public void TearDown() => nowhere.Dispose();

    [Test]
    [FaultRow("1", "the name has no address at the trigger", "provably never sent: it is sent again")]
    public async Task A_trigger_was_never_sent_and_is_sent_again()
    {
        await using var well = new ScriptedArize();
        well.Server.On(GetTask, Reply.Json($$"""{"id":"{{TaskId}}","name":"golden","type":"RUN_EXPERIMENT","dataset_id":"{{DatasetId}}"}"""));
        using var client = well.Client();
        var plan = await client.Tasks.PlanTriggerAsync(new TriggerRunRequest { Task = TaskId, ExperimentName = "pr-7" }, default);
        var fault = await Thrown.ByAsync(() => nowhere.Tasks.SendTriggerAsync(plan, default));
        Assert.That(SendFailure.Classify(fault, afterLostAnswer: false), Is.EqualTo(SendFailure.Kind.SendAgain), fault.Message);
    }

    [Test]
    [FaultRow("1", "the name has no address any more in the middle of the wait", "ARIZE2005 after 5 min, and the run may be active")]
    public async Task A_wait_goes_on_for_the_fault_limit_and_then_says_that_the_run_may_be_active()
    {
        var fault = await Thrown.ByAsync(() => new RunSupervisor(nowhere, new RecordingLog()).WaitAsync(RunId, TimeSpan.FromHours(1), null, OnTimeout.Cancel, default));
        Assert.That((fault.Code, fault.Diagnostics[0].Code), Is.EqualTo((ArizeErrorCode.Service, "ARIZE2005")));
        Assert.That(fault.Message, Does.Contain("no-such-host.invalid").And.Contains(RunId).And.Contains("may be active still"));
        Assert.That(clock.Elapsed.TotalSeconds, Is.InRange(280, 320));
    }
}

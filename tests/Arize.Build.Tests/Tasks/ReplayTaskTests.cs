using Arize.Build.Tasks;
using Arize.Build.Tests.GateFiles;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeGates with the operation Replay, over a record that Run left.</summary>
public sealed class ReplayTaskTests : TaskFixture
{
    /// <summary>The golden set is small here, and the model's luck differs.</summary>
    static readonly string Lenient = GateFileTests.Promised.Replace("0.90", "0.1", StringComparison.Ordinal).Replace("0.02", "0.7", StringComparison.Ordinal);

    [Test]
    public void A_record_is_judged_again_without_a_key_and_without_a_request()
    {
        var gates = Asked(Lenient);
        Set("ARIZE_API_KEY", null);
        var requests = Emulator.Requests.Count;

        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), GateFileTests.Promised.Replace("0.90", "1.01", StringComparison.Ordinal));
        var result = Done(new ArizeGates { Operation = "Replay", Gates = gates }).Results.Single();

        Assert.That((result.ItemSpec, result.GetMetadata("Records"), result.GetMetadata("Blocked"), result.GetMetadata("Turned")), Is.EqualTo(("release", "1", "1", "1")));
        Assert.That(Engine.Milestones, Has.Some.Contains("it would block 1, and blocked 0 then; 1 turned."));
        Assert.That(Emulator.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public void A_record_elsewhere_can_be_named_and_one_that_is_not_there_is_an_error()
    {
        var gates = Asked(Lenient);
        Directory.Move(Path.Combine(Folder, "artifacts"), Path.Combine(Folder, "downloaded"));
        Assert.That(Done(new ArizeGates { Operation = "Replay", Gates = gates, ReplayFrom = "downloaded" }).Results.Single().GetMetadata("Records"), Is.EqualTo("1"));
        Assert.That(Failed(new ArizeGates { Operation = "Replay", Gates = gates }), Is.EqualTo(["ARIZE4003"]));
    }

    [Test]
    public void What_is_wrong_with_a_gate_file_that_a_property_names_is_said_in_the_file_and_not_in_the_package()
    {
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), Lenient);
        var named = new DefinedItem("release.gate.json", Path.Combine(Folder, "App.csproj")); // that of the task: the targets, in a build

        Assert.That(Failed(new ArizeGates { Operation = "Replay", Gates = [named] }), Is.EqualTo(["ARIZE4003"]));

        var error = Engine.Errors.Single();
        Assert.That((error.File, error.LineNumber > 0, (error.LineNumber, error.ColumnNumber) == (1, 1)), Is.EqualTo((Path.Combine(Folder, "release.gate.json"), true, false)));
        Assert.That(Lenient.Split('\n')[error.LineNumber - 1][(error.ColumnNumber - 1)..], Does.StartWith("\"atLeast\""));
    }

    [Test]
    public void A_gate_over_one_run_has_nothing_to_judge_again() =>
        Assert.That(Failed(new ArizeGates { Operation = "Replay", Gates = [Item("nightly", ("Task", "support-golden"))] }), Is.EqualTo(["ARIZE4003"]));

    Microsoft.Build.Framework.ITaskItem[] Asked(string gate)
    {
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), gate);
        var gates = Items("release.gate.json");
        Done(new ArizeGates { Operation = "Run", Gates = gates, PollInterval = "0.05s" });
        return gates;
    }

    [Test]
    public void The_summary_of_a_step_of_GitHub_Actions_gets_the_verdict()
    {
        var step = Path.Combine(Folder, "step-summary");
        Set("GITHUB_STEP_SUMMARY", step);
        Asked(Lenient);
        Done(new ArizeGates { Operation = "Run", Gates = [Item("nightly", ("Task", "support-golden"), ("MaxExamples", "4"), ("PollInterval", "0.05s"))] });
        Assert.That(File.ReadAllText(step), Does.Contain("## ✅ Gate `release`: Passed").And.Contain("## ✅ Gate `nightly`: Passed"));
    }
}

using Arize.Build.Tasks;
using Arize.Emulator;
using Microsoft.Build.Framework;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeGates and ArizePlanGates against the emulator.</summary>
public sealed class GateTaskTests : TaskFixture
{
    static ITaskItem Gate(string name, params (string Name, string Value)[] metadata) =>
        Item(name, [("Task", "support-golden"), ("MaxExamples", "4"), ("PollInterval", "0.05s"), .. metadata]);

    [Test]
    public void A_gate_over_a_good_run_passes_and_puts_its_results_out()
    {
        var gates = Done(new ArizeGates { Operation = "Run", Gates = [Gate("quality")], Project = "App" });
        var result = gates.Results.Single();
        Assert.That((result.ItemSpec, result.GetMetadata("Status"), result.GetMetadata("NumSuccesses"), result.GetMetadata("Passed")), Is.EqualTo(("quality", "COMPLETED", "4", "true")));
        Assert.That(Engine.Milestones.Last(), Does.StartWith($"App -> Gate 'quality': passed (run {result.GetMetadata("RunId")} COMPLETED: 4 succeeded, 0 errors, 0 skipped, in ").And.EndsWith($"\n      Report: {Path.Combine(Folder, "artifacts", "arize", "quality", "report.html")}"));
        Assert.That(Count("POST", "/trigger"), Is.EqualTo(1));
    }

    [Test]
    public void Many_gates_are_asked_each_once_and_each_is_reported()
    {
        var gates = Enumerable.Range(1, 12).Select(i => Gate($"gate-{i}")).ToArray();
        var task = Done(new ArizeGates { Operation = "Run", Gates = gates });
        Assert.That(task.Results.Select(r => r.ItemSpec), Is.EqualTo(gates.Select(g => g.ItemSpec)));
        Assert.That(Count("POST", "/trigger"), Is.EqualTo(12));
    }

    [TestCase("atlas-1-broken", "ARIZE3002"), TestCase("atlas-1-void", "ARIZE3003")]
    public void A_gate_over_a_bad_run_blocks_with_one_error(string model, string code)
    {
        var task = MakeTask(model);
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("Task", task))] }), Is.EqualTo(new[] { code }));
        Assert.That(Engine.Errors.Single().Message, Does.StartWith("Gate 'quality': Run "));
    }

    [Test]
    public void OnFail_Warn_lets_the_build_go_on_with_a_warning()
    {
        var gates = Done(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("Task", MakeTask("atlas-1-broken")), ("OnFail", "Warn"))] });
        Assert.That((Engine.Warnings.Single().Code, gates.Results.Single().GetMetadata("Passed")), Is.EqualTo(("ARIZE3002", "false")));
    }

    [Test]
    public async Task OnFail_Warn_does_not_excuse_a_service_that_cannot_be_asked()
    {
        await Serve(s => s.Faults.Add(new ScenarioFault { Method = "POST", Path = "/v2/tasks/{task_id}/trigger", Status = 403 }));
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("OnFail", "Warn"))] }), Is.EqualTo(new[] { "ARIZE2001" }));
    }

    [Test]
    public void A_gate_item_with_a_slip_of_the_pen_does_not_pass_without_its_limit()
    {
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("MaxErorRate", "0.1"), ("Timeout", "soon"))] }), Is.EquivalentTo(new[] { "ARIZE1009", "ARIZE1005" }));
        Assert.That(Engine.Everything, Does.Contain("MaxErorRate").And.Contains("MaxErrorRate").And.Contains("Gate 'quality':"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void Settings_are_named_as_the_user_wrote_them()
    {
        Failed(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("MaxErors", "1"))], Region = "Mars", BaseUrl = "https://api.arize.com", ApiKeyVariable = "MY-KEY", EnumCasing = "Loud" });
        Assert.That(Engine.Everything, Does.Contain("ArizeRegion").And.Contains("ArizeBaseUrl").And.Contains("ArizeApiKeyVariable").And.Contains("ArizeEnumCasing")
            .And.Contains("Gate 'quality': An ArizeGate item has no metadata 'MaxErors'. Did you mean 'MaxErrors'?"));
    }

    [TestCase("."), TestCase("..")]
    public void A_record_that_is_the_folder_of_the_project_is_refused(string record)
    {
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [Gate("quality", ("Record", record))] }), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("the project's folder"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void Two_gates_with_one_record_are_refused()
    {
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [Gate("a", ("Record", "same")), Gate("b", ("Record", "same"))] }), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void No_gate_at_all_is_an_error() =>
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = [] }), Is.EqualTo(new[] { "ARIZE1001" }));

    [Test]
    public void A_dry_run_reads_everything_and_triggers_nothing()
    {
        Done(new ArizeGates { Operation = "Run", Gates = [Gate("quality")], DryRun = "true" });
        Assert.That(string.Join('\n', Engine.Milestones), Does.Contain("dry run").And.Contains("over 4 examples").And.Contains("Nothing was triggered"));
        Assert.That(Emulator.Requests.All(r => r.Method == "GET"), Is.True);
    }

    [Test]
    public async Task Cancelling_a_gate_cancels_its_run_and_logs_no_error()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var gates = new ArizeGates { Operation = "Run", Gates = [Gate("quality")] };
        var ended = Execute(gates, () => Task.Run(async () =>
        {
            while (!Emulator.Requests.Any(r => r.Operation == "get_task_run"))
                await Task.Delay(10);
            gates.Cancel();
        }));
        Assert.That((ended, Engine.Errors.Count, Count("POST", "/cancel"), Count("POST", "/trigger")), Is.EqualTo((false, 0, 1, 1)));
    }

    [Test]
    public async Task A_gate_that_was_started_is_continued_by_a_later_build_of_the_same_commit()
    {
        Set("GITHUB_SHA", new string('a', 40));
        Set("GITHUB_RUN_ID", "1");
        var started = Done(new ArizeGates { Operation = "Start", Gates = [Gate("quality")] }).Results.Single().GetMetadata("RunId");
        Set("GITHUB_RUN_ID", "2");
        await Task.Delay(100);
        var judged = Done(new ArizeGates { Operation = "Run", Gates = [Gate("quality")] }).Results.Single();
        Assert.That((judged.GetMetadata("RunId"), Count("POST", "/trigger")), Is.EqualTo((started, 1)));
    }

    [Test]
    public void A_gate_that_was_started_is_not_continued_by_a_build_of_another_commit()
    {
        Set("GITHUB_SHA", new string('a', 40));
        var started = Done(new ArizeGates { Operation = "Start", Gates = [Gate("quality")] }).Results.Single().GetMetadata("RunId");
        Set("GITHUB_SHA", new string('b', 40));
        var judged = Done(new ArizeGates { Operation = "Run", Gates = [Gate("quality")] }).Results.Single();
        Assert.That(judged.GetMetadata("RunId"), Is.Not.EqualTo(started));
        Assert.That(Engine.Warnings.Single().Code, Is.EqualTo("ARIZE3010"));
    }

    [Test]
    public async Task The_run_of_a_record_is_cancelled_once_and_then_there_is_nothing_to_cancel()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var run = Done(new ArizeGates { Operation = "Start", Gates = [Gate("quality")] }).Results.Single().GetMetadata("RunId");
        Assert.That(Done(new ArizeGates { Operation = "Cancel", Gates = [Gate("quality")] }).Results.Single().GetMetadata("RunIds"), Is.EqualTo(run));
        Assert.That(Done(new ArizeGates { Operation = "Cancel", Gates = [Gate("quality")] }).Results.Single().GetMetadata("RunIds"), Is.Empty);
        Assert.That(Count("POST", "/cancel"), Is.EqualTo(1));
    }

    [TestCase(null, null, true, "Run"), TestCase("true", null, true, "DryRun"), TestCase(null, "Skip", true, "Run")]
    [TestCase(null, "Skip", false, "Skip"), TestCase(null, "Fail", false, "Run"), TestCase("true", null, false, "DryRun"), TestCase("true", "Skip", false, "Skip")]
    public void Whether_a_gate_is_asked_follows_from_ArizeDryRun_and_ArizeWhenNoKey(string? dryRun, string? whenNoKey, bool hasKey, string mode)
    {
        if (!hasKey)
            Set("ARIZE_API_KEY", "  ");
        Assert.That(Done(new ArizePlanGates { Gates = Items("quality"), ProjectDirectory = Folder, DryRun = dryRun, WhenNoKey = whenNoKey }).Mode, Is.EqualTo(mode));
        Assert.That(!Engine.Warnings.IsEmpty, Is.EqualTo(mode == "Skip"), "a gate that is left out for want of a key is warned of");
    }

    [Test]
    public void A_choice_that_is_none_is_refused_and_not_read_as_skip() =>
        Assert.That(Failed(new ArizePlanGates { Gates = Items("q"), ProjectDirectory = Folder, DryRun = "yes please", WhenNoKey = "ignore" }), Is.EqualTo(new[] { "ARIZE1009", "ARIZE1009" }));

    [Test]
    public async Task A_run_is_cancelled_also_where_its_gate_file_is_not_right_any_more()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var file = Path.Combine(Folder, "release.gate.json");
        File.WriteAllText(file, """{ "space": "support", "run": { "task": "support-golden" }, "criteria": [ { "metric": "correctness", "atLeast": 0.5 } ] }""");
        var run = Done(new ArizeGates { Operation = "Start", Gates = Items("release.gate.json") }).Results.Single().GetMetadata("RunId");
        File.WriteAllText(file, "{ \"environment\": [\"NOT_SET_HERE\"], \"run\": { \"task\": \"{NOT_SET_HERE}\" } }");
        Assert.That(Done(new ArizeGates { Operation = "Cancel", Gates = Items("release.gate.json") }).Results.Single().GetMetadata("RunIds"), Is.EqualTo(run));
    }
}

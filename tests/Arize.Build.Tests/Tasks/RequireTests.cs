using System.Text.Json.Nodes;
using Arize.Build.Gates.Records;
using Arize.Build.Tasks;
using Arize.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeGates with the operation Require: a deploy step gets past it with a pass for this commit, young enough and unaltered, and with nothing else.</summary>
public sealed class RequireTests : TaskFixture
{
    const string GateFile = """{ "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "wait": { "pollInterval": "0.05s" }, "criteria": [ { "metric": "correctness", "atLeast": LIMIT } ] }""";

    [SetUp]
    public void OnACommit()
    {
        Set("GITHUB_SHA", new string('a', 40));
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), GateFile.Replace("LIMIT", "0.5", StringComparison.Ordinal));
    }

    ArizeGates Asked() => Done(new ArizeGates { Operation = "Run", Gates = Items("release.gate.json") });

    static ArizeGates Require() => new() { Operation = "Require", Gates = Items("release.gate.json") };

    string VerdictFile => Path.Combine(Folder, "artifacts", "arize", "release", "verdict.json");

    void Alter(Action<JsonObject> change)
    {
        var verdict = JsonNode.Parse(File.ReadAllText(VerdictFile))!.AsObject();
        change(verdict);
        File.WriteAllText(VerdictFile, verdict.ToJsonString());
    }

    [Test]
    public void A_pass_of_this_commit_is_enough_without_a_key_and_without_a_request()
    {
        Asked();
        var requests = Emulator.Requests.Count;
        Set("ARIZE_API_KEY", null);
        var gate = Done(Require()).Results.Single();
        Assert.That((gate.GetMetadata("Passed"), Emulator.Requests.Count), Is.EqualTo(("true", requests)));
        Assert.That(Engine.Milestones.Single(), Does.Contain("passed on this commit"));
    }

    [Test]
    public void A_verdict_is_read_whatever_its_indentation_and_line_ends()
    {
        Asked();
        Alter(_ => { });
        File.WriteAllText(VerdictFile, JsonNode.Parse(File.ReadAllText(VerdictFile))!.ToJsonString(new() { WriteIndented = true }).ReplaceLineEndings("\r\n"));
        Done(Require());
    }

    [Test]
    public void Without_a_verdict_nothing_gets_past()
    {
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4005" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("there is no verdict in").And.Contains("Run the gate first"));
    }

    [Test]
    public async Task A_gate_that_was_interrupted_leaves_no_verdict_and_takes_an_older_one_away()
    {
        Asked();
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var gates = new ArizeGates { Operation = "Run", Gates = Items("release.gate.json") };
        Execute(gates, () => Task.Run(async () =>
        {
            while (!Emulator.Requests.Any(r => r.Operation == "get_task_run"))
                await Task.Delay(10);
            gates.Cancel();
        }));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4005" }));
    }

    [Test]
    public void A_gate_that_was_left_out_for_want_of_a_key_does_not_get_past()
    {
        Set("ARIZE_API_KEY", null);
        Assert.That(Done(new ArizePlanGates { Gates = Items("release"), ProjectDirectory = Folder, WhenNoKey = "Skip" }).Mode, Is.EqualTo("Skip"));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4005" }));
    }

    [Test]
    public void A_no_stays_a_no_with_its_reason()
    {
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), GateFile.Replace("LIMIT", "0.999", StringComparison.Ordinal));
        Assert.That(Failed(new ArizeGates { Operation = "Run", Gates = Items("release.gate.json") }), Is.EqualTo(new[] { "ARIZE4001" }));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4001" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("its verdict is no pass").And.Contains("correctness"));
    }

    [Test]
    public void A_verdict_without_its_scores_does_not_get_past()
    {
        Asked();
        File.Delete(Path.Combine(Path.GetDirectoryName(VerdictFile)!, "scores.jsonl"));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("scores.jsonl beside the verdict is missing"));
    }

    [TestCase("scores.jsonl"), TestCase("verdict.json")]
    public void A_no_that_was_altered_into_a_pass_does_not_get_past(string what)
    {
        Asked();
        if (what == "scores.jsonl")
            File.AppendAllText(Path.Combine(Path.GetDirectoryName(VerdictFile)!, what), " ");
        else
            Alter(v => v["rows"] = 31);
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, what == "verdict.json" ? Does.Contain("was altered since it was written") : Does.Contain("not the one that was judged"));
    }

    [Test]
    [FaultRow("50", "a tracked file that was changed after the gate ran", "no pass for these sources")]
    [FaultRow("50", "a change that was undone after the gate ran", "no pass for these sources")]
    [FaultRow("50", "another change than the one that the gate ran on", "no pass for these sources")]
    public void Sources_that_were_changed_since_do_not_get_past_where_the_same_are_demanded()
    {
        WorkingCopy();
        Asked();
        Done(Same());
        ChangeSource("class Changed;");
        Done(Require());
        Assert.That(Failed(Same()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("tracked files are changed here and were not when the gate ran"));
        Asked();
        Done(Same());
        ChangeSource("class ChangedAgain;");
        Assert.That(Failed(Same()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("otherwise than when the gate ran"));
        ChangeSource("class App;");
        Assert.That(Failed(Same()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("uncommitted changes"));
    }

    [Test]
    [FaultRow("50", "a deploy step without a working copy, which demands the same sources", "an error that says what it needs")]
    public void Without_Git_only_a_step_that_demands_the_same_sources_fails()
    {
        // The folder may lie in a working copy: that of these tests.
        var noWorkingCopy = Path.Combine(Folder, ".git");
        File.WriteAllText(noWorkingCopy, "gitdir: nowhere");
        Asked();
        Done(Require());
        Assert.That(Failed(Same()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("ArizeRequireSameSources").And.Contains("Git does not say"));
        File.Delete(noWorkingCopy);
        WorkingCopy();
        Assert.That(Failed(Same()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("the verdict does not know which tracked files were changed"));
    }

    static ArizeGates Same() => new() { Operation = "Require", Gates = Items("release.gate.json"), SameSources = "true" };

    void ChangeSource(string text) => File.WriteAllText(Path.Combine(Folder, "App.cs"), text);

    void WorkingCopy()
    {
        ChangeSource("class App;");
        foreach (var arguments in new[] { "init -q", "add App.cs release.gate.json", "-c user.name=t -c user.email=t@example.com commit -q -m x" })
            using (var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", arguments) { WorkingDirectory = Folder })!)
            {
                git.WaitForExit();
                Assert.That(git.ExitCode, Is.Zero, arguments);
            }
    }

    [Test]
    public void A_pass_of_another_commit_does_not_get_past()
    {
        Asked();
        Set("GITHUB_SHA", new string('b', 40));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain($"of commit '{new string('a', 40)}', and this is '{new string('b', 40)}'"));
    }

    [Test]
    public void A_pass_of_no_known_commit_does_not_get_past()
    {
        Set("GITHUB_SHA", null);
        Directory.CreateDirectory(Path.Combine(Folder, ".git")); // a working copy without a commit
        Asked();
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("not known which commit"));
    }

    [TestCase(null, 23.9, true), TestCase(null, 24.1, false), TestCase("2h", 1.9, true), TestCase("2h", 2.1, false), TestCase(null, -1, false)]
    public void A_pass_is_good_for_a_day_or_as_long_as_is_said(string? most, double hours, bool good)
    {
        Asked();
        var require = Require();
        (require.MaxAge, require.Time) = (most, new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(hours)));
        Assert.That(Execute(require), Is.EqualTo(good), Engine.Everything);
        Assert.That(Engine.Errors.Select(e => e.Code), good ? Is.Empty : Is.EqualTo(new[] { "ARIZE4006" }));
    }

    [TestCase("2h", 3, true), TestCase("2h", 1, false), TestCase(null, 1, false)]
    public void A_verdict_is_no_younger_than_the_experiment_that_it_reused(string? most, double hoursBefore, bool old)
    {
        Asked();
        var verdict = Build.Gates.Records.VerdictFile.Read(Path.GetDirectoryName(VerdictFile)!)!;
        verdict = verdict with { Meta = verdict.Meta with { Reused = true, ReusedFrom = DateTimeOffset.UtcNow.AddHours(-hoursBefore).ToString("O") } };
        File.WriteAllText(VerdictFile, System.Text.Json.JsonSerializer.Serialize(IntegrityHash.Put(verdict), VerdictJson.Default.VerdictDocument));
        var require = Require();
        require.MaxAge = most;
        Assert.That(Execute(require), Is.EqualTo(!old), Engine.Everything);
        if (old)
            Assert.That(Engine.Errors.Single(), Has.Property("Code").EqualTo("ARIZE4006").And.Property("Message").Contains("the experiment that its verdict reused is 3 h").And.Property("Message").Contains("ArizeReuse=false"));
    }

    [Test]
    public void A_gate_that_asks_for_less_than_the_one_that_passed_does_not_get_past()
    {
        Asked();
        File.WriteAllText(Path.Combine(Folder, "release.gate.json"), GateFile.Replace("LIMIT", "0.4", StringComparison.Ordinal));
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("the gate was changed since the verdict"));
    }

    [Test]
    public void Only_what_decides_the_verdict_counts_as_a_change_of_the_gate()
    {
        Asked();
        var file = Path.Combine(Folder, "release.gate.json");
        File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));
        Done(new ArizeGates { Operation = "Require", Gates = [Item("release.gate.json", ("Timeout", "5m"), ("ExperimentName", "another"))] });
        Assert.That(Failed(new ArizeGates { Operation = "Require", Gates = [Item("release.gate.json", ("MaxErrors", "7"))] }), Is.EqualTo(new[] { "ARIZE4006" }));
    }

    [Test]
    public void What_the_gate_would_need_to_be_asked_is_not_needed_to_require_it()
    {
        var file = Path.Combine(Folder, "release.gate.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"task\": \"support-golden\"", "\"task\": \"support-golden\", \"name\": \"of-{MY_KEY}\"", StringComparison.Ordinal)
            .Replace("{ \"space\"", "{ \"environment\": [\"BUILD_TAG\"], \"space\"", StringComparison.Ordinal).Replace("MY_KEY", "BUILD_TAG", StringComparison.Ordinal));
        Set("BUILD_TAG", "tag-7");
        Asked();
        Set("BUILD_TAG", null);
        Done(Require());
    }

    [Test]
    public void A_gate_over_one_run_can_be_required_too()
    {
        var gate = Item("nightly", ("Task", "support-golden"), ("MaxExamples", "4"), ("PollInterval", "0.05s"));
        Done(new ArizeGates { Operation = "Run", Gates = [gate] });
        Done(new ArizeGates { Operation = "Require", Gates = [gate] });
        var broken = Item("nightly", ("Task", MakeTask("atlas-1-broken")), ("PollInterval", "0.05s"));
        Failed(new ArizeGates { Operation = "Run", Gates = [broken] });
        Assert.That(Failed(new ArizeGates { Operation = "Require", Gates = [broken] }), Is.EqualTo(new[] { "ARIZE4003" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("FAILED"));
    }

    [Test]
    public void A_gate_that_only_warns_is_only_warned_of() =>
        Assert.That((Execute(new ArizeGates { Operation = "Require", Gates = [Item("release.gate.json", ("OnFail", "Warn"))] }), Engine.Warnings.Single().Code), Is.EqualTo((true, "ARIZE4005")));

    [TestCase("[]"), TestCase("null"), TestCase("{"), TestCase("{}"), TestCase("""{"schema":1,"sha256":3}"""), TestCase("""{"schema":2,"meta":[],"scores":[],"a":1,"a":2}"""), TestCase("")]
    public void Whatever_lies_where_the_verdict_should_be_is_an_error_of_ours_and_no_pass(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(VerdictFile)!);
        File.WriteAllText(VerdictFile, text);
        Assert.That(Failed(Require()), Is.EqualTo(new[] { "ARIZE4006" }));
    }

    [Test]
    public void A_verdict_that_was_given_in_another_space_or_with_other_properties_is_of_another_gate()
    {
        var file = Path.Combine(Folder, "release.gate.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"space\": \"support\", ", "", StringComparison.Ordinal)
            .Replace("\"task\": \"support-golden\"", "\"task\": \"support-{Kind}\", \"name\": \"of-{Version}\"", StringComparison.Ordinal));
        Done(new ArizeGates { Operation = "Run", Gates = Items("release.gate.json"), Space = "support", Properties = "Kind=golden;Version=1" });
        ArizeGates Demand(string space, string properties) => new() { Operation = "Require", Gates = Items("release.gate.json"), Space = space, Properties = properties };
        Done(Demand("support", "Kind=golden;Version=2;Other=x"));
        Assert.That(Failed(Demand("staging", "Kind=golden;Version=1")), Is.EqualTo(new[] { "ARIZE4006" }));
        Assert.That(Failed(Demand("support", "Kind=silver;Version=1")), Is.EqualTo(new[] { "ARIZE4006" }));
    }
}

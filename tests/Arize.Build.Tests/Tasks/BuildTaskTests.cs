using Arize.Build.Tasks;
using Arize.Build.Tests.Faults;
using Arize.Emulator;
using Microsoft.Build.Framework;

namespace Arize.Build.Tests.Tasks;

/// <summary>What all tasks share: how they end, what they say, and when they give their slot away.</summary>
public sealed class BuildTaskTests : TaskFixture
{
    [Test]
    public void A_task_gives_its_slot_away_while_it_waits_and_takes_it_back()
    {
        Done(new ArizeGetTask { Task = "support-golden" });
        Assert.That(Engine.Order, Is.EqualTo(new[] { "Yield", "Reacquire" }));
    }

    [Test]
    public void A_task_that_fails_takes_its_slot_back_before_it_ends()
    {
        Failed(new ArizeGetTask { Task = "no-such-task" });
        Assert.That(Engine.Order, Is.EqualTo(new[] { "Yield", "Reacquire", "Error ARIZE2002" }));
    }

    [Test]
    public void A_task_with_a_bad_setting_gives_nothing_away_and_asks_nothing()
    {
        Failed(new ArizeGetRun { RunId = "not an id" });
        Assert.That(Engine.Order, Is.EqualTo(new[] { "Error ARIZE1009" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void An_error_has_a_code_and_the_place_of_the_task_in_the_project()
    {
        Failed(new ArizeGetTask { Task = "no-such-task" });
        var error = Engine.Errors.Single();
        Assert.That((error.Code, error.File, error.LineNumber, error.ColumnNumber), Is.EqualTo(("ARIZE2002", Path.Combine(Folder, "App.csproj"), 12, 5)));
        Assert.That(error.Message, Does.Contain("'no-such-task'").And.Contains("'support-golden'"), "it names what there is");
    }

    [Test]
    public void All_faulty_settings_are_said_in_one_go_before_any_request()
    {
        Set("ARIZE_API_KEY", null);
        Set("ARIZE_REQUEST_VERIFY", "false");
        var codes = Failed(new ArizeTriggerRun
        {
            MaxSpans = "many",
            MaxExamples = "3",
            ExampleIds = Items("a"),
            DataStartTime = "yesterday",
            OverrideEvaluations = "maybe",
            TracingMetadata = Items("novalue"),
            Region = "EU West",
            ResendOnce = "perhaps",
            DatasetVersionId = "a b",
        });
        Assert.That(codes, Is.SupersetOf(new[] { "ARIZE1001", "ARIZE1002", "ARIZE1004", "ARIZE1006", "ARIZE1007", "ARIZE1009" }));
        foreach (var setting in new[] { "MaxSpans", "MaxExamples", "DataStartTime", "OverrideEvaluations", "TracingMetadata", "Region", "ResendOnce", "DatasetVersionId", "Task", "ARIZE_API_KEY", "ARIZE_REQUEST_VERIFY" })
            Assert.That(Engine.Everything, Does.Contain(setting));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void Braces_and_percent_signs_in_texts_are_no_format()
    {
        var codes = Failed(new ArizeGetTask { Task = "{0} {x} 100% {{" });
        Assert.That(codes, Is.EqualTo(new[] { "ARIZE2002" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("'{0} {x} 100% {{'"));
    }

    [TestCase("##vso[task.setvariable variable=x]y"), TestCase("a\u001b[31mred"), TestCase("\u202egnp.exe")]
    public void Names_that_a_CI_agent_or_a_terminal_would_obey_are_made_harmless(string name)
    {
        Failed(new ArizeGetTask { Task = name });
        Assert.That(Engine.Everything.Any(c => c is '\u001b' or '\u202e'), Is.False);
        Assert.That(Engine.Everything, Does.Not.Contain("##vso"));
    }

    [Test]
    public void A_defect_is_an_error_and_never_an_exception()
    {
        var codes = Failed(new ArizeGetTask { Task = "support-golden", Time = new BrokenClock() });
        Assert.That(codes, Is.EqualTo(new[] { "ARIZE0002" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("please report it").And.Contains("the clock fell down"));
        Assert.That(Engine.Messages.Any(m => m.Importance == MessageImportance.Low && m.Message!.Contains(nameof(BrokenClock), StringComparison.Ordinal)), Is.True, "the stack is in the detailed log");
    }

    [Test]
    public void An_engine_without_slots_will_do()
    {
        var task = InBuild(new ArizeGetTask { Task = "support-golden", BuildEngine = new OldEngine() });
        Assert.That(task.Execute(), Is.True);
    }

    [Test]
    public void A_build_that_logs_its_whole_environment_is_warned_once_where_the_key_is_in_it()
    {
        Set("MSBUILDLOGALLENVIRONMENTVARIABLES", "1");
        var engine = new FakeBuildEngine();
        foreach (var _ in Enumerable.Range(0, 2))
            InBuild(new ArizeGetTask { Task = "support-golden", BuildEngine = engine }).Execute();
        Assert.That(engine.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "ARIZE1006" }));
        Assert.That(engine.Warnings.Single().Message, Does.Contain("MSBUILDLOGALLENVIRONMENTVARIABLES is set").And.Contains("replace it"));
        var file = Path.Combine(Folder, "key");
        File.WriteAllText(file, Variables["ARIZE_API_KEY"]);
        Done(new ArizeGetTask { Task = "support-golden", ApiKeyFile = file });
        Assert.That(Engine.Warnings, Is.Empty);
    }

    [Test]
    public void The_beta_notice_is_said_once_in_a_build()
    {
        Done(new ArizeGetTask { Task = "support-golden" });
        var engine = Engine;
        var second = InBuild(new ArizeGetTask { Task = "support-golden", BuildEngine = engine });
        Assert.That(second.Execute(), Is.True);
        Assert.That(engine.Messages.Count(m => m.Message!.Contains("in beta", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void The_key_is_in_no_message_however_detailed()
    {
        Done(new ArizeGetTask { Task = "support-golden" });
        Assert.That(Engine.Everything, Does.Not.Contain(ScriptedArize.Key));
        Failed(new ArizeGetTask { Task = "nothing" });
        Assert.That(Engine.Everything, Does.Not.Contain(ScriptedArize.Key));
        Assert.That(Engine.Everything, Does.Contain($"Arize: {Emulator.BaseUrl.GetLeftPart(UriPartial.Authority)}"), "the host is logged");
    }

    [Test]
    public void The_key_can_be_in_another_variable_or_in_a_file_of_the_project()
    {
        Set("ARIZE_API_KEY", null);
        Set("MY_KEY", Emulator.ApiKey);
        Done(new ArizeGetTask { Task = "support-golden", ApiKeyVariable = "MY_KEY" });
        File.WriteAllText(Path.Combine(Folder, "key.txt"), Emulator.ApiKey + "\n");
        Done(new ArizeGetTask { Task = "support-golden", ApiKeyFile = "key.txt" });
    }

    [Test]
    public void A_host_that_only_the_project_names_gets_no_request()
    {
        Set("ARIZE_BASE_URL", null);
        Assert.That(Failed(new ArizeGetTask { Task = "support-golden", BaseUrl = Emulator.BaseUrl.ToString() }), Is.EqualTo(new[] { "ARIZE1007" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public async Task Cancelling_twice_during_a_wait_ends_it_with_one_cancel_and_no_error()
    {
        await Serve(s => s.Models["atlas-1"].Ends = RunEnd.Never);
        var run = StartRun("cancelled-twice");
        var wait = new ArizeWaitForRun { Runs = Items(run), PollInterval = "0.05s" };
        var ended = Execute(wait, () => Task.Run(async () =>
        {
            while (Count("GET", "/v2/task-runs/" + run) < 2)
                await Task.Delay(10);
            wait.Cancel();
            wait.Cancel();
        }));
        Assert.That(ended, Is.False);
        Assert.That((Engine.Errors.Count, Count("POST", "/cancel")), Is.EqualTo((0, 1)));
        Assert.That(Engine.Milestones.Last(), Does.Contain($"Interrupted. Run {run} was cancelled"));
    }

    [Test]
    public void Cancelling_before_the_start_asks_nothing_and_logs_no_error()
    {
        var task = new ArizeGetTask { Task = "support-golden" };
        task.Cancel();
        Assert.That(Execute(task), Is.False);
        Assert.That((Engine.Errors.Count, Emulator.Requests.Count), Is.EqualTo((0, 0)));
    }

    sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException("the clock fell down {0}");
    }

    sealed class OldEngine : IBuildEngine
    {
        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, System.Collections.IDictionary globalProperties, System.Collections.IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e) { }

        public void LogErrorEvent(BuildErrorEventArgs e) => Assert.Fail(e.Message!);

        public void LogMessageEvent(BuildMessageEventArgs e) { }

        public void LogWarningEvent(BuildWarningEventArgs e) { }
    }
}

using Arize.Build.Tasks;

namespace Arize.Build.Tests.Tasks;

/// <summary>ArizeCreateExperimentTask, ArizeCreateEvaluationTask, ArizeUpdateTask, ArizeGetTask, ArizeListTasks and ArizeDeleteTask against the emulator.</summary>
public sealed class TaskTaskTests : TaskFixture
{
    [Test]
    public void An_experiment_task_is_made_and_the_second_time_brought_up_to_date()
    {
        var first = MakeTask("atlas-1");
        Assert.That(Engine.Milestones.Single(), Does.StartWith("Created task 'golden-atlas-1'"));
        var second = Done(new ArizeCreateExperimentTask { Name = "golden-atlas-1", Dataset = "support-golden-set", RunConfigurationFile = "run.json", ModelName = "atlas-1-mini" });
        Assert.That(second.TaskId, Is.EqualTo(first));
        Assert.That(Engine.Milestones.Single(), Does.StartWith("Updated the run configuration"));
        Assert.That(Done(new ArizeGetTask { Task = first }).RunConfiguration, Does.Contain("\"atlas-1-mini\""));
    }

    [Test]
    public void IfExists_Reuse_leaves_a_task_as_it_is_and_Fail_fails()
    {
        var first = MakeTask("atlas-1");
        var reuse = Done(new ArizeCreateExperimentTask { Name = "golden-atlas-1", Dataset = "support-golden-set", RunConfigurationFile = "run.json", ModelName = "atlas-1-mini", IfExists = "reuse" });
        Assert.That(reuse.TaskId, Is.EqualTo(first));
        Assert.That(Done(new ArizeGetTask { Task = first }).RunConfiguration, Does.Not.Contain("atlas-1-mini"));
        Assert.That(Failed(new ArizeCreateExperimentTask { Name = "golden-atlas-1", Dataset = "support-golden-set", RunConfigurationFile = "run.json", IfExists = "Fail" }),
            Is.EqualTo(new[] { "ARIZE2008" }));
    }

    [Test]
    public void A_task_of_that_name_with_another_type_is_not_touched()
    {
        MakeTask("atlas-1");
        Assert.That(Failed(new ArizeCreateExperimentTask { Name = "support-judge", Dataset = "support-golden-set", RunConfigurationFile = "run.json" }), Is.EqualTo(new[] { "ARIZE2008" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("a type cannot change"));
    }

    [Test]
    public void A_run_configuration_that_is_missing_broken_or_incomplete_names_its_file_and_each_fault()
    {
        var task = () => new ArizeCreateExperimentTask { Name = "t", Dataset = "support-golden-set", RunConfigurationFile = "bad.json" };
        Assert.That(Failed(task()), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Everything, Does.Contain("bad.json"));
        File.WriteAllText(Path.Combine(Folder, "bad.json"), "{ oops");
        Assert.That(Failed(task()), Is.EqualTo(new[] { "ARIZE1009" }));
        File.WriteAllText(Path.Combine(Folder, "bad.json"), """{"experiment_type":"llm_generation","messages":[],"colour":1, /* a comment */ "model_name":7,}""");
        Assert.That(Failed(task()), Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1001", "ARIZE1001", "ARIZE1009", "ARIZE1009" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void An_evaluation_task_is_made_over_a_project()
    {
        var made = Done(new ArizeCreateEvaluationTask
        {
            Name = "live", Type = "template_evaluation", Project = "support-bot", SamplingRate = "0.1", IsContinuous = "true", QueryFilter = "a = 'b;c%d'",
            Evaluators = [Item("correctness", ("QueryFilter", "x > 1"), ("ColumnMappings", "output=answer; input = question"))],
        });
        var task = Done(new ArizeGetTask { Task = made.TaskId }).Result!;
        Assert.That(new[] { "Name", "Type", "SamplingRate", "IsContinuous", "QueryFilter", "DatasetId" }.Select(task.GetMetadata),
            Is.EqualTo(new[] { "live", "TEMPLATE_EVALUATION", "0.1", "true", "a = 'b;c%d'", "" }));
    }

    [Test]
    public void An_evaluation_task_is_made_over_experiments_given_by_name()
    {
        var made = Done(new ArizeCreateEvaluationTask
        {
            Name = "offline", Type = "CodeEvaluation", Dataset = "support-golden-set", ExperimentIds = Items("main-2026-11-19", "main-2026-11-20"), Evaluators = Items("exact"),
        });
        Assert.That(Done(new ArizeGetTask { Task = made.TaskId }).Result!.GetMetadata("ExperimentIds").Split(';'), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_slip_of_the_pen_in_an_evaluators_metadata_is_said()
    {
        Assert.That(Failed(new ArizeCreateEvaluationTask { Name = "n", Type = "CodeEvaluation", Project = "support-bot", Evaluators = [Item("exact", ("VersionID2", "x"))] }),
            Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Everything, Does.Contain("VersionID2").And.Contains("VersionId, QueryFilter, ColumnMappings"));
    }

    [Test]
    public void An_update_changes_what_is_set_and_nothing_else()
    {
        Done(new ArizeUpdateTask { Task = "support-live-quality", SamplingRate = "0.5", QueryFilter = "a = 1" });
        Assert.That(Emulator.Requests.Single(r => r.Method == "PATCH").Body, Is.EqualTo("""{"sampling_rate":0.5,"query_filter":"a = 1"}"""));
        Done(new ArizeUpdateTask { Task = "support-live-quality", ClearQueryFilter = "true" });
        Assert.That(Emulator.Requests.Last(r => r.Method == "PATCH").Body, Is.EqualTo("""{"query_filter":null}"""));
        Assert.That(Done(new ArizeGetTask { Task = "support-live-quality" }).Result!.GetMetadata("QueryFilter"), Is.Empty);
    }

    [Test]
    public void An_update_without_a_field_or_with_one_of_the_other_type_is_refused()
    {
        Assert.That(Failed(new ArizeUpdateTask { Task = "support-golden" }), Is.EqualTo(new[] { "ARIZE1001" }));
        Assert.That(Failed(new ArizeUpdateTask { Task = "support-golden", SamplingRate = "0.5", IsContinuous = "false" }), Is.EqualTo(new[] { "ARIZE1003" }));
        Assert.That(Engine.Errors.Single().Message, Does.Contain("SamplingRate, IsContinuous").And.Contains("Name or RunConfiguration"));
        Assert.That(Emulator.Requests.Any(r => r.Method == "PATCH"), Is.False);
    }

    [Test]
    public void Tasks_are_listed_with_filters_page_by_page_or_all()
    {
        Assert.That(Done(new ArizeListTasks { Type = "RunExperiment" }).Results.Select(t => t.GetMetadata("Name")), Is.EqualTo(new[] { "support-golden" }));
        var first = Done(new ArizeListTasks { Limit = "3" });
        Assert.That((first.Results.Length, first.NextCursor), Is.EqualTo((3, first.NextCursor)).And.Matches<(int, string?)>(p => p.Item2 is { Length: > 0 }));
        var second = Done(new ArizeListTasks { Limit = "3", Cursor = first.NextCursor });
        Assert.That((second.Results.Length, second.NextCursor), Is.EqualTo((1, "")));
        Assert.That(Done(new ArizeListTasks { All = "true" }).Results, Has.Length.EqualTo(4));
        Assert.That(Failed(new ArizeListTasks { All = "true", Limit = "5" }), Is.EqualTo(new[] { "ARIZE1002" }));
    }

    [Test]
    public void A_task_is_deleted_by_name_and_is_gone()
    {
        Done(new ArizeDeleteTask { Task = "support-judge" });
        Assert.That(Failed(new ArizeGetTask { Task = "support-judge" }), Is.EqualTo(new[] { "ARIZE2002" }));
    }

    [Test]
    public void A_name_without_a_space_fails_before_any_request([Values("get", "delete", "runs", "trigger")] string what)
    {
        Set("ARIZE_SPACE", null);
        Microsoft.Build.Utilities.Task task = what switch
        {
            "get" => new ArizeGetTask { Task = "support-golden" },
            "delete" => new ArizeDeleteTask { Task = "support-golden" },
            "runs" => new ArizeListRuns { Task = "support-golden" },
            _ => new ArizeTriggerRun { Task = "support-golden" },
        };
        Assert.That(Failed(task), Is.EqualTo(new[] { "ARIZE1001" }));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    [Test]
    public void What_GetTask_puts_out_of_evaluators_UpdateTask_takes_semicolons_and_percent_signs_included()
    {
        var evaluators = new[] { Item("correctness", ("VersionId", ""), ("QueryFilter", "x > 1"), ("ColumnMappings", "output=a%3Bb;input=50%25")) };
        var made = Done(new ArizeCreateEvaluationTask { Name = "live", Type = "template_evaluation", Project = "support-bot", Evaluators = evaluators }).TaskId;

        var read = Done(new ArizeGetTask { Task = made }).Evaluators;
        Done(new ArizeUpdateTask { Task = made, Evaluators = read });

        var bodies = Emulator.Requests.Where(r => r.Method is "POST" or "PATCH" && r.Body is not null).Select(r => System.Text.Json.Nodes.JsonNode.Parse(r.Body!)!["evaluators"]!.ToJsonString()).ToList();
        Assert.That(bodies, Has.Count.EqualTo(2));
        Assert.That(bodies[0], Does.Contain("a;b").And.Contain("50%"));
        Assert.That(System.Text.Json.Nodes.JsonNode.Parse(bodies[1])![0]!["column_mappings"]!.ToJsonString(), Is.EqualTo(System.Text.Json.Nodes.JsonNode.Parse(bodies[0])![0]!["column_mappings"]!.ToJsonString()));
    }

    [Test]
    public void A_typo_in_metadata_is_named_with_the_word_that_was_meant()
    {
        Assert.That(Failed(new ArizeCreateEvaluationTask { Name = "live", Type = "template_evaluation", Project = "support-bot", Evaluators = [Item("correctness", ("VersonId", "v"))] }), Is.EqualTo(new[] { "ARIZE1009" }));
        Assert.That(Engine.Errors.Single().Message, Does.StartWith("Evaluator 'correctness' has no metadata 'VersonId'. Did you mean 'VersionId'? Valid: "));
    }

    [Test]
    public void A_dataset_by_its_id_needs_no_space()
    {
        MakeTask("atlas-1");
        var read = Done(new ArizeGetTask { Task = "golden-atlas-1" });
        var task = read.Result!;
        File.WriteAllText(Path.Combine(Folder, "run.json"), read.RunConfiguration); // it names the integration by its id
        Set("ARIZE_SPACE", null);

        var again = Done(new ArizeCreateExperimentTask { Name = "golden-atlas-1", Dataset = task.GetMetadata("DatasetId"), RunConfigurationFile = "run.json" });
        var other = Done(new ArizeCreateExperimentTask { Name = "another", Dataset = task.GetMetadata("DatasetId"), RunConfigurationFile = "run.json" });

        Assert.That((again.TaskId, other.TaskId == task.ItemSpec), Is.EqualTo((task.ItemSpec, false)));
        Assert.That(Failed(new ArizeCreateExperimentTask { Name = "another", Dataset = "support-golden-set", RunConfigurationFile = "run.json" }), Is.EqualTo(new[] { "ARIZE1001" }));
    }

    [TestCase("Lower", "run_experiment"), TestCase("upper", "RUN_EXPERIMENT"), TestCase(null, "RUN_EXPERIMENT")]
    public void EnumCasing_is_how_enum_values_are_written(string? casing, string written)
    {
        Execute(new ArizeListTasks { Type = "RunExperiment", EnumCasing = casing });
        Assert.That(Emulator.Requests[^1].Query, Does.Contain($"={written}"));
    }
}

using System.Text.Json.Nodes;
using Arize.Build.Tasks;

namespace Arize.Build.Tests.Tasks;

/// <summary>The seed's methods for tasks, as MSBuild has them: the rows of docs/parity.md.</summary>
public sealed class TaskParityTests : TaskFixture
{
    static ArizeCreateEvaluationTask OnProject => new() { Name = "t", Type = "TemplateEvaluation", Project = "support-bot", Evaluators = Items("correctness") };

    static ArizeCreateEvaluationTask OnDataset => new() { Name = "t", Type = "TemplateEvaluation", Dataset = "support-golden-set", ExperimentIds = Items("main-2026-11-20"), Evaluators = Items("correctness") };

    /// <summary>What a task that must send nothing says, as "code: message".</summary>
    string[] Refused(Microsoft.Build.Utilities.Task task, bool beforeAnyRequest = true)
    {
        var before = Emulator.Requests.Count;
        Failed(task);
        Assert.That(Emulator.Requests.Skip(before).Count(r => beforeAnyRequest || r.Method != "GET"), Is.Zero, "nothing is sent");
        return [.. Engine.Errors.Select(e => $"{e.Code}: {e.Message}")];
    }

    JsonNode Body(string method) => JsonNode.Parse(Emulator.Requests.Last(r => r.Method == method).Body!)!;

    [Test]
    public void Every_filter_of_a_list_is_sent_and_names_become_ids()
    {
        Done(new ArizeListTasks { Name = "judge", Project = "support-bot", Dataset = "support-golden-set", Type = "template_evaluation", Limit = "7" });
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("name=judge").And.Contains("space_id=").And.Contains("project_id=").And.Contains("dataset_id=")
            .And.Contains("type=TEMPLATE_EVALUATION").And.Contains("limit=7").And.Not.Contains("space_name"));
    }

    [Test]
    public void The_name_of_a_list_is_a_part_in_any_casing() =>
        Assert.That(Done(new ArizeListTasks { Name = "SUPPORT-J" }).Results.Select(t => t.GetMetadata("Name")), Is.EqualTo(new[] { "support-judge" }));

    [Test]
    public void A_list_holds_100_unless_said_and_has_a_known_type([Values("0", "101", "-1")] string limit)
    {
        Done(new ArizeListTasks());
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("limit=100"));
        Assert.That(Refused(new ArizeListTasks { Limit = limit, Type = "Dream" }), Has.One.EqualTo("ARIZE1009: Type is 'Dream'. Valid: TemplateEvaluation, CodeEvaluation, RunExperiment.").And.One.StartsWith($"ARIZE1004: Limit is '{limit}'."));
    }

    [Test]
    public void A_projects_or_a_datasets_name_needs_a_space([Values("Project", "Dataset")] string filter)
    {
        Set("ARIZE_SPACE", null);
        Assert.That(Refused(filter == "Project" ? new ArizeListTasks { Project = "p" } : new ArizeListTasks { Dataset = "d" }).Single(), Does.StartWith("ARIZE1001: Space is missing.").And.Contains(filter));
    }

    [Test]
    public void A_task_is_read_by_name_or_by_id_and_a_missing_one_is_refused_with_the_names_there_are()
    {
        var byName = Done(new ArizeGetTask { Task = "support-golden" });
        Set("ARIZE_SPACE", null);
        Assert.That(Done(new ArizeGetTask { Task = byName.TaskId }).Result!.GetMetadata("Name"), Is.EqualTo("support-golden"));
        Assert.That(Refused(new ArizeGetTask { Task = "suport-golden", Space = "support" }, false).Single(), Does.StartWith("ARIZE2002: No task is named 'suport-golden'").And.Contains("'support-golden'"));
        Assert.That(Refused(new ArizeGetTask { Task = "T25saW5lVGFzazo5OTk5OnFSd1g=" }, false).Single(), Does.StartWith("ARIZE2002"));
    }

    [Test]
    public void A_task_must_be_given([Values("get", "delete", "update", "trigger", "runs")] string what) => Assert.That(Refused(what switch
    {
        "get" => new ArizeGetTask { Task = " " },
        "delete" => new ArizeDeleteTask(),
        "update" => new ArizeUpdateTask { Name = "x" },
        "trigger" => new ArizeTriggerRun { Task = "" },
        _ => new ArizeListRuns(),
    }).Single(), Does.StartWith("ARIZE1001: Task is missing."));

    static IEnumerable<TestCaseData> BadEvaluations()
    {
        yield return Case("no name", OnProject, t => t.Name = " ", "ARIZE1001: Name is missing");
        yield return Case("no type", OnProject, t => t.Type = null, "ARIZE1001: Type is missing");
        yield return Case("a type of the other kind", OnProject, t => t.Type = "RunExperiment", "ARIZE1009: Type is 'RunExperiment'");
        yield return Case("no evaluators", OnProject, t => t.Evaluators = null, "ARIZE1001: Evaluators is missing. Give at least one");
        yield return Case("twice", OnProject, t => t.Evaluators = Items("correctness", "correctness"), "ARIZE1009: Evaluators is");
        yield return Case("neither", OnProject, t => t.Project = null, "ARIZE1001: Project or Dataset is missing");
        yield return Case("both", OnProject, t => t.Dataset = "support-golden-set", "ARIZE1002: Project and Dataset exclude each other");
        yield return Case("experiments of a project", OnProject, t => t.ExperimentIds = Items("e"), "ARIZE1002: ExperimentIds and Project exclude each other");
        yield return Case("no experiments", OnDataset, t => t.ExperimentIds = null, "ARIZE1001: ExperimentIds is missing. With a Dataset");
        yield return Case("a sample of a dataset", OnDataset, t => t.SamplingRate = "0.5", "ARIZE1002: SamplingRate and Dataset exclude each other");
        yield return Case("a continuous dataset", OnDataset, t => t.IsContinuous = "true", "ARIZE1002: IsContinuous and Dataset exclude each other");
        foreach (var rate in new[] { "-0.1", "1.5", "NaN" })
            yield return Case("a rate of " + rate, OnProject, t => t.SamplingRate = rate, "ARIZE1004: SamplingRate is '");

        static TestCaseData Case(string what, ArizeCreateEvaluationTask task, Action<ArizeCreateEvaluationTask> change, string said)
        {
            change(task);
            return new TestCaseData(task, said).SetArgDisplayNames(what);
        }
    }

    [TestCaseSource(nameof(BadEvaluations))]
    public void An_evaluation_task_that_cannot_be_is_refused_before_any_request(ArizeCreateEvaluationTask task, string said) => Assert.That(Refused(task).Single(), Does.StartWith(said));

    [Test]
    public void All_faults_of_an_evaluation_task_are_said_at_once() =>
        Assert.That(Refused(new ArizeCreateEvaluationTask { Type = "Dream", SamplingRate = "2" }).Select(e => e[..9]), Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1009", "ARIZE1001", "ARIZE1001", "ARIZE1004" }));

    [Test]
    public void Every_field_of_an_evaluator_is_sent_its_version_too()
    {
        var task = OnProject;
        task.Evaluators = [Item("exact", ("VersionId", "v1"), ("QueryFilter", "x = 1"), ("ColumnMappings", "output=attributes.output.value"))];
        Execute(task); // the emulator knows no such version; what was sent is what counts
        var sent = Body("POST")["evaluators"]![0]!;
        Assert.That(((string?)sent["evaluator_version_id"], (string?)sent["query_filter"], (string?)sent["column_mappings"]!["output"]), Is.EqualTo(("v1", "x = 1", "attributes.output.value")));
        Assert.That((string?)sent["evaluator_id"], Is.Not.EqualTo("exact"), "a name is looked up");
    }

    [Test]
    public void No_task_takes_what_is_of_the_other_type() => Assert.That(
        (typeof(ArizeCreateEvaluationTask).GetProperty("RunConfigurationFile"), typeof(ArizeCreateExperimentTask).GetProperty("Evaluators"), typeof(ArizeCreateExperimentTask).GetProperty("SamplingRate")),
        Is.EqualTo(((object?)null, (object?)null, (object?)null)), "what the seed checks at run time, MSBuild refuses as an unknown parameter");

    [Test]
    public void An_experiment_task_needs_a_name_a_dataset_and_a_run_configuration() => Assert.That(
        Refused(new ArizeCreateExperimentTask()).Select(e => e.Split('.')[0]), Is.EquivalentTo(new[] { "ARIZE1001: Name is missing", "ARIZE1001: Dataset is missing", "ARIZE1001: RunConfigurationFile is missing" }));

    [TestCase("LLM_GENERATION", """ "ai_integration_id": "llm-gateway", "messages": [ { "role": "user", "content": "{{q}}" } ], "input_variable_format": "mustache" """)]
    [TestCase("TEMPLATE_EVALUATION", """ "ai_integration_id": "llm-gateway", "model_name": "atlas-1", "template": "Is {{output}} right?", "provide_explanation": true """)]
    [TestCase("AGENT_CALL", """ "integration_id": "support-agent", "input_template": { "question": "{{question}}" } """)]
    public void Each_kind_of_run_configuration_makes_a_task_and_names_become_ids(string kind, string fields)
    {
        File.WriteAllText(Path.Combine(Folder, "kind.json"), $$"""{ "experiment_type": "{{kind}}", {{fields}} }""");
        Done(new ArizeCreateExperimentTask { Name = "kind", Dataset = "support-golden-set", RunConfigurationFile = "kind.json" });
        Assert.That((string?)Body("POST")["run_configuration"]!["experiment_type"], Is.EqualTo(kind));
        Assert.That(Body("POST").ToJsonString(), Does.Not.Contain("llm-gateway").And.Not.Contain("\"support-agent\""));
    }

    [Test]
    public void A_task_that_is_made_is_run_by_the_next_step() =>
        Assert.That(Done(new ArizeTriggerRun { Task = MakeTask("atlas-1"), ExperimentName = "first", MaxExamples = "3" }).Outcome, Is.EqualTo("Started"));

    [Test]
    public void Every_field_of_an_evaluation_task_can_change()
    {
        var id = Done(OnProject).TaskId;
        Done(new ArizeUpdateTask { Task = id, Name = "changed", SamplingRate = "0", IsContinuous = "false", QueryFilter = "a = 1", Evaluators = Items("helpfulness") });
        var task = Done(new ArizeGetTask { Task = id });
        Assert.That(new[] { "Name", "SamplingRate", "IsContinuous", "QueryFilter" }.Select(task.Result!.GetMetadata), Is.EqualTo(new[] { "changed", "0", "false", "a = 1" }));
        Assert.That(task.Evaluators.Single().ItemSpec, Is.Not.EqualTo(Done(new ArizeGetTask { Task = "support-judge" }).Evaluators[0].ItemSpec), "the other evaluator");
    }

    [Test]
    public void An_update_that_cannot_be_is_refused_and_an_empty_list_counts_as_not_given()
    {
        Assert.That(Refused(new ArizeUpdateTask { Task = "support-live-quality", QueryFilter = "q", ClearQueryFilter = "true" }).Single(), Does.StartWith("ARIZE1002: QueryFilter and ClearQueryFilter exclude each other"));
        Assert.That(Refused(new ArizeUpdateTask { Task = "support-live-quality", Evaluators = [] }).Single(), Does.StartWith("ARIZE1001: A field to change is missing.").And.Contains("Name, RunConfiguration"));
        MakeTask("atlas-1");
        Assert.That(Refused(new ArizeUpdateTask { Task = "support-live-quality", RunConfigurationFile = "run.json" }, false).Single(), Does.StartWith("ARIZE1003: Not valid for TEMPLATE_EVALUATION tasks: RunConfiguration"));
        Assert.That(Refused(new ArizeUpdateTask { Task = "support-golden", Name = "x", SamplingRate = "0.1", IsContinuous = "false", QueryFilter = "q", Evaluators = Items("exact") }, false).Single(),
            Does.StartWith("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: SamplingRate, IsContinuous, QueryFilter, Evaluators. Use Name or RunConfiguration"));
    }

    [Test]
    public void A_run_configuration_is_replaced_whole()
    {
        var id = MakeTask("atlas-1");
        File.WriteAllText(Path.Combine(Folder, "agent.json"), """{ "experiment_type": "AGENT_CALL", "integration_id": "support-agent", "input_template": {} }""");
        Done(new ArizeUpdateTask { Task = id, RunConfigurationFile = "agent.json" });
        Assert.That(Done(new ArizeGetTask { Task = id }).RunConfiguration, Does.Contain("AGENT_CALL").And.Not.Contain("messages"));
    }

    [Test]
    public void A_task_is_deleted_by_its_id_without_a_space()
    {
        var id = Done(OnProject).TaskId;
        Set("ARIZE_SPACE", null);
        Done(new ArizeDeleteTask { Task = id });
        Assert.That(Failed(new ArizeDeleteTask { Task = id }), Is.EqualTo(new[] { "ARIZE2002" }));
    }
}

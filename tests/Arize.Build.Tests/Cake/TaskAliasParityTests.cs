using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Cake.Arize;
using Cake.Core;

namespace Arize.Build.Tests.Cake;

/// <summary>The seed's methods for tasks, as Cake has them: the rows of docs/parity.md.</summary>
public sealed class TaskAliasParityTests : CakeFixture
{
    static ArizeCreateEvaluationTaskSettings OnProject => new() { Type = TaskType.TemplateEvaluation, Project = "support-bot", Evaluators = { new TaskEvaluator { Evaluator = "correctness" } } };

    static ArizeCreateEvaluationTaskSettings OnDataset =>
        new() { Type = TaskType.TemplateEvaluation, Dataset = "support-golden-set", ExperimentIds = { "main-2026-11-20" }, Evaluators = { new TaskEvaluator { Evaluator = "correctness" } } };

    /// <summary>What an alias that must send nothing throws.</summary>
    string Refused(Action alias, bool beforeAnyRequest = true)
    {
        var before = Emulator.Requests.Count;
        var message = Assert.Catch<CakeException>(alias)!.Message;
        Assert.That(Emulator.Requests.Skip(before).Count(r => beforeAnyRequest || r.Method != "GET"), Is.Zero, "nothing is sent");
        return message;
    }

    JsonNode Body(string method) => JsonNode.Parse(Emulator.Requests.Last(r => r.Method == method).Body!)!;

    ArizeCreateExperimentTaskSettings Golden(string model = "atlas-1") => new()
    {
        Dataset = "support-golden-set", ModelName = model,
        RunConfigurationFile = Write("run.json", """
            { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway", "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" }
            """),
    };

    [Test]
    public void Every_filter_of_a_list_is_sent_and_names_become_ids()
    {
        Context.ArizeListTasks(new ArizeListTasksSettings { Name = "judge", Project = "support-bot", Dataset = "support-golden-set", Type = TaskType.TemplateEvaluation, Limit = 7 });
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("name=judge").And.Contains("space_id=").And.Contains("project_id=").And.Contains("dataset_id=")
            .And.Contains("type=TEMPLATE_EVALUATION").And.Contains("limit=7").And.Not.Contains("space_name"));
    }

    [Test]
    public void The_name_of_a_list_is_a_part_in_any_casing() =>
        Assert.That(Context.ArizeListTasks(new ArizeListTasksSettings { Name = "SUPPORT-J" }).Items.Select(t => t.Name), Is.EqualTo(new[] { "support-judge" }));

    [Test]
    public void A_list_holds_100_unless_said_and_has_a_known_type([Values(0, 101, -1)] int limit)
    {
        Context.ArizeListTasks();
        Assert.That(Emulator.Requests[^1].Query, Does.Contain("limit=100"));
        Assert.That(Refused(() => Context.ArizeListTasks(new ArizeListTasksSettings { Limit = limit, Type = TaskType.Unknown })), Does.Contain($"ARIZE1004: Limit is '{limit}'. Valid: 1 to 100.").And.Contain("ARIZE1009: Type is 'Unknown'"));
    }

    [Test]
    public void A_list_goes_on_at_a_cursor_or_reads_all_pages()
    {
        var first = Context.ArizeListTasks(new ArizeListTasksSettings { Limit = 3 });
        var second = Context.ArizeListTasks(new ArizeListTasksSettings { Limit = 3, Cursor = first.NextCursor });
        Assert.That(first.Items.Concat(second.Items).Select(t => t.Id), Is.EqualTo(Context.ArizeListTasks(new ArizeListTasksSettings { All = true }).Items.Select(t => t.Id)));
        Assert.That((first.Items.Count, second.NextCursor), Is.EqualTo((3, (string?)null)));
        Assert.That(Refused(() => Context.ArizeListTasks(new ArizeListTasksSettings { All = true, Limit = 5 })), Does.StartWith("ARIZE1002: All and Limit exclude each other"));
    }

    [Test]
    public void A_name_needs_a_space([Values("project", "dataset", "get", "delete", "update", "trigger", "runs")] string what)
    {
        Set("ARIZE_SPACE", null);
        Assert.That(Refused(() => Call(what, "support-golden")), Does.StartWith("ARIZE1001: Space is missing."));
    }

    [Test]
    public void A_task_must_be_given([Values("get", "delete", "update", "trigger", "runs")] string what) => Assert.That(Refused(() => Call(what, " ")), Does.StartWith("ARIZE1001: Task is missing."));

    void Call(string what, string name)
    {
        switch (what)
        {
            case "project": Context.ArizeListTasks(new ArizeListTasksSettings { Project = name }); break;
            case "dataset": Context.ArizeListTasks(new ArizeListTasksSettings { Dataset = name }); break;
            case "get": Context.ArizeGetTask(name); break;
            case "delete": Context.ArizeDeleteTask(name); break;
            case "update": Context.ArizeUpdateTask(name, new ArizeUpdateTaskSettings { Name = "x" }); break;
            case "trigger": Context.ArizeTriggerRun(name); break;
            default: Context.ArizeListRuns(name); break;
        }
    }

    [Test]
    public void A_task_is_read_by_name_or_by_id_and_a_missing_one_is_refused_with_the_names_there_are()
    {
        var byName = Context.ArizeGetTask("support-golden");
        Set("ARIZE_SPACE", null);
        Assert.That(Context.ArizeGetTask(byName.Id).Name, Is.EqualTo("support-golden"));
        Assert.That(Refused(() => Context.ArizeGetTask("suport-golden", new ArizeSettings { Space = "support" }), false), Does.StartWith("ARIZE2002: No task is named 'suport-golden'").And.Contains("'support-golden'"));
        Assert.That(Refused(() => Context.ArizeGetTask("T25saW5lVGFzazo5OTk5OnFSd1g="), false), Does.StartWith("ARIZE2002"));
    }

    static IEnumerable<TestCaseData> BadEvaluations()
    {
        yield return Case("no type", OnProject, t => t.Type = null, "ARIZE1001: Type is missing");
        yield return Case("a type of the other kind", OnProject, t => t.Type = TaskType.RunExperiment, "ARIZE1009: Type is 'RunExperiment'");
        yield return Case("no evaluators", OnProject, t => t.Evaluators.Clear(), "ARIZE1001: Evaluators is missing. Give at least one");
        yield return Case("twice", OnProject, t => t.Evaluators.Add(t.Evaluators[0]), "ARIZE1009: Evaluators is");
        yield return Case("neither", OnProject, t => t.Project = null, "ARIZE1001: Project or Dataset is missing");
        yield return Case("both", OnProject, t => t.Dataset = "support-golden-set", "ARIZE1002: Project and Dataset exclude each other");
        yield return Case("experiments of a project", OnProject, t => t.ExperimentIds.Add("e"), "ARIZE1002: ExperimentIds and Project exclude each other");
        yield return Case("no experiments", OnDataset, t => t.ExperimentIds.Clear(), "ARIZE1001: ExperimentIds is missing. With a Dataset");
        yield return Case("a sample of a dataset", OnDataset, t => t.SamplingRate = 0.5, "ARIZE1002: SamplingRate and Dataset exclude each other");
        yield return Case("a continuous dataset", OnDataset, t => t.IsContinuous = true, "ARIZE1002: IsContinuous and Dataset exclude each other");
        foreach (var rate in new[] { -0.1, 1.5, double.NaN })
            yield return Case(FormattableString.Invariant($"a rate of {rate}"), OnProject, t => t.SamplingRate = rate, "ARIZE1004: SamplingRate is '");

        static TestCaseData Case(string what, ArizeCreateEvaluationTaskSettings settings, Action<ArizeCreateEvaluationTaskSettings> change, string said)
        {
            change(settings);
            return new TestCaseData(settings, said).SetArgDisplayNames(what);
        }
    }

    [TestCaseSource(nameof(BadEvaluations))]
    public void An_evaluation_task_that_cannot_be_is_refused_before_any_request(ArizeCreateEvaluationTaskSettings settings, string said) =>
        Assert.That(Refused(() => Context.ArizeCreateEvaluationTask("t", settings)), Does.StartWith(said));

    [Test]
    public void All_faults_of_an_evaluation_task_are_said_at_once() => Assert.That(
        Refused(() => Context.ArizeCreateEvaluationTask("", new ArizeCreateEvaluationTaskSettings { SamplingRate = 2 })).Split(Environment.NewLine).Select(l => l[..9]),
        Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1001", "ARIZE1001", "ARIZE1001", "ARIZE1004" }));

    [Test]
    public void Every_field_of_an_evaluation_task_on_a_project_is_sent()
    {
        var settings = new ArizeCreateEvaluationTaskSettings
        {
            Type = TaskType.CodeEvaluation, Project = "support-bot", SamplingRate = 0, IsContinuous = true, QueryFilter = "a = 1",
            Evaluators = { new TaskEvaluator { Evaluator = "exact", QueryFilter = "x = 1", ColumnMappings = new Dictionary<string, string> { ["output"] = "a;b" } } },
        };
        Context.ArizeCreateEvaluationTask("live", settings);
        Assert.That(Body("POST").ToJsonString(), Does.Contain("\"sampling_rate\":0").And.Contains("\"is_continuous\":true").And.Contains("\"type\":\"CODE_EVALUATION\"").And.Contains("\"output\":\"a;b\"").And.Not.Contains("dataset_id"));
        settings.Evaluators[0] = settings.Evaluators[0] with { VersionId = "v1" };
        Assert.That(() => Context.ArizeCreateEvaluationTask("pinned", settings), Throws.Exception, "the emulator knows no such version; what was sent is what counts");
        Assert.That((string?)Body("POST")["evaluators"]![0]!["evaluator_version_id"], Is.EqualTo("v1"));
    }

    [Test]
    public void An_evaluation_task_over_experiments_takes_them_by_name() => Assert.That(Context.ArizeCreateEvaluationTask("offline", OnDataset).ExperimentIds.Single(), Does.Not.Contain("main"));

    [Test]
    public void No_task_takes_what_is_of_the_other_type() => Assert.That(
        (typeof(ArizeCreateEvaluationTaskSettings).GetProperty("RunConfigurationFile"), typeof(ArizeCreateExperimentTaskSettings).GetProperty("Evaluators"), typeof(ArizeCreateExperimentTaskSettings).GetProperty("SamplingRate")),
        Is.EqualTo(((object?)null, (object?)null, (object?)null)), "what the seed checks at run time does not compile here");

    [Test]
    public void An_experiment_task_needs_a_name_a_dataset_and_a_run_configuration() => Assert.That(
        Refused(() => Context.ArizeCreateExperimentTask(" ", new ArizeCreateExperimentTaskSettings())).Split(Environment.NewLine).Select(e => e.Split('.')[0]),
        Is.EquivalentTo(new[] { "ARIZE1001: name is missing", "ARIZE1001: Dataset is missing", "ARIZE1001: RunConfigurationFile is missing" }));

    [Test]
    public void A_dataset_by_its_id_needs_no_space()
    {
        var settings = Golden();
        var made = Context.ArizeCreateExperimentTask("made", settings);
        settings.Dataset = made.DatasetId;
        settings.RunConfigurationFile = Write("by-id.json", $$"""
            { "experiment_type": "LLM_GENERATION", "ai_integration_id": "{{((LlmGeneration)made.RunConfiguration!).AiIntegration}}", "messages": [ { "role": "USER", "content": "Hi" } ], "input_variable_format": "NONE" }
            """);
        Set("ARIZE_SPACE", null);
        Assert.That((Context.ArizeCreateExperimentTask("made", settings).Id, Context.ArizeCreateExperimentTask("other", settings).Id == made.Id), Is.EqualTo((made.Id, false)));
        settings.Dataset = "support-golden-set";
        Assert.That(Refused(() => Context.ArizeCreateExperimentTask("third", settings)), Does.StartWith("ARIZE1001: Space is missing."));
    }

    [TestCase("LLM_GENERATION", """ "ai_integration_id": "llm-gateway", "messages": [ { "role": "user", "content": "{{q}}" } ], "input_variable_format": "mustache" """)]
    [TestCase("TEMPLATE_EVALUATION", """ "ai_integration_id": "llm-gateway", "model_name": "atlas-1", "template": "Is {{output}} right?", "provide_explanation": true """)]
    [TestCase("AGENT_CALL", """ "integration_id": "support-agent", "input_template": { "question": "{{question}}" } """)]
    public void Each_kind_of_run_configuration_makes_a_task_and_names_become_ids(string kind, string fields)
    {
        var file = Write("kind.json", $$"""{ "experiment_type": "{{kind}}", {{fields}} }""");
        var task = Context.ArizeCreateExperimentTask("kind", new ArizeCreateExperimentTaskSettings { Dataset = "support-golden-set", RunConfigurationFile = file });
        Assert.That((task.RunConfiguration!.ExperimentType, (string?)Body("POST")["run_configuration"]!["experiment_type"]), Is.EqualTo((kind, kind)));
        Assert.That(Body("POST").ToJsonString(), Does.Not.Contain("llm-gateway").And.Not.Contain("\"support-agent\""));
    }

    [Test]
    public void A_run_configuration_that_cannot_be_names_its_file_and_each_fault()
    {
        var file = Write("bad.json", """{"experiment_type":"llm_generation","messages":[],"colour":1, /* a comment */ "model_name":7,}""");
        Assert.That(Refused(() => Context.ArizeCreateExperimentTask("t", new ArizeCreateExperimentTaskSettings { Dataset = "d", RunConfigurationFile = file })).Split(Environment.NewLine),
            Has.Length.EqualTo(5).And.All.Contains("bad.json"));
    }

    [Test]
    public void A_task_that_is_made_is_run_by_the_next_alias_and_the_second_time_it_is_brought_up_to_date()
    {
        var task = Context.ArizeCreateExperimentTask("made", Golden());
        Assert.That(Context.ArizeTriggerRun(task.Id, new ArizeTriggerRunSettings { MaxExamples = 3 }).RunId, Is.Not.Empty);
        Assert.That(Context.ArizeCreateExperimentTask("made", Golden("atlas-1-mini")).Id, Is.EqualTo(task.Id));
        Assert.That(((LlmGeneration)Context.ArizeGetTask(task.Id).RunConfiguration!).ModelName, Is.EqualTo("atlas-1-mini"));
    }

    [Test]
    public void Every_field_of_an_evaluation_task_can_change()
    {
        var id = Context.ArizeCreateEvaluationTask("before", OnProject).Id;
        var task = Context.ArizeUpdateTask(id, new ArizeUpdateTaskSettings { Name = "changed", SamplingRate = 0, IsContinuous = false, QueryFilter = "a = 1", Evaluators = { new TaskEvaluator { Evaluator = "helpfulness" } } });
        Assert.That((task.Name, task.SamplingRate, task.IsContinuous, task.QueryFilter, task.Evaluators.Single().Name), Is.EqualTo(("changed", 0d, false, "a = 1", "helpfulness")));
        Context.ArizeUpdateTask(id, new ArizeUpdateTaskSettings { ClearQueryFilter = true });
        Assert.That(Body("PATCH").ToJsonString(), Is.EqualTo("""{"query_filter":null}"""));
    }

    [Test]
    public void What_an_evaluator_maps_by_queries_is_written_back()
    {
        var mapped = new TaskEvaluator { Evaluator = "correctness", QueryMappings = JsonDocument.Parse("""{"input":"span_kind = 'LLM'"}""").RootElement };
        Assert.That(Update("support-live-quality", new() { Evaluators = { mapped } }, isSent: true), Does.Contain("query_mappings"), "the emulator is older than they are");
        Assert.That((string?)Body("PATCH")["evaluators"]![0]!["query_mappings"]!["input"], Is.EqualTo("span_kind = 'LLM'"));
    }

    [Test]
    public void An_update_that_cannot_be_is_refused_and_an_empty_list_counts_as_not_given()
    {
        Assert.That(Update("support-live-quality", new() { QueryFilter = "q", ClearQueryFilter = true }), Does.StartWith("ARIZE1002: QueryFilter and ClearQueryFilter exclude each other"));
        Assert.That(Update("support-live-quality", new() { Evaluators = [] }), Does.StartWith("ARIZE1001: A field to change is missing.").And.Contains("Name, RunConfiguration"));
        Assert.That(Update("support-live-quality", new() { RunConfigurationFile = Golden().RunConfigurationFile }), Does.StartWith("ARIZE1003: Not valid for TEMPLATE_EVALUATION tasks: RunConfiguration"));
        Assert.That(Update("support-golden", new() { Name = "x", SamplingRate = 0.1, IsContinuous = false, QueryFilter = "q", Evaluators = [new TaskEvaluator { Evaluator = "exact" }] }),
            Does.StartWith("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: SamplingRate, IsContinuous, QueryFilter, Evaluators. Use Name or RunConfiguration"));
    }

    string Update(string task, ArizeUpdateTaskSettings settings, bool isSent = false) =>
        isSent ? Assert.Catch<CakeException>(() => Context.ArizeUpdateTask(task, settings))!.Message : Refused(() => Context.ArizeUpdateTask(task, settings), beforeAnyRequest: false);

    [Test]
    public void A_run_configuration_is_replaced_whole()
    {
        var id = Context.ArizeCreateExperimentTask("whole", Golden()).Id;
        var agent = Write("agent.json", """{ "experiment_type": "AGENT_CALL", "integration_id": "support-agent", "input_template": {} }""");
        Assert.That(Context.ArizeUpdateTask(id, new ArizeUpdateTaskSettings { RunConfigurationFile = agent }).RunConfiguration, Is.TypeOf<AgentCall>());
    }

    [Test]
    public void A_task_is_deleted_by_name_or_id_and_then_gone()
    {
        var id = Context.ArizeCreateEvaluationTask("to-delete", OnProject).Id;
        Context.ArizeDeleteTask("to-delete");
        Assert.That(Assert.Throws<CakeException>(() => Context.ArizeDeleteTask(id))!.Message, Does.StartWith("ARIZE2002"));
    }
}

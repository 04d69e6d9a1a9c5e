using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using static Arize.Build.Tests.Faults.ScriptedArize;

namespace Arize.Build.Tests.Client;

/// <summary>Every rule for the arguments of task calls, one test each: what is refused is refused before the request that would carry it.</summary>
public sealed class TaskRuleTests
{
    static readonly string ProjectId = Id("Model:5:p");
    static readonly string EvaluatorId = Id("Evaluator:8:v");
    static readonly string ExperimentId = Id("Experiment:7:x");

    ScriptedArize arize = null!;
    ArizeClient client = null!;

    TasksClient Tasks => client.Tasks;

    [SetUp]
    public void SetUp()
    {
        arize = new ScriptedArize();
        client = arize.Client();
    }

    [TearDown]
    public async Task TearDown()
    {
        client.Dispose();
        await arize.DisposeAsync();
    }

    static RunConfiguration Prompt => Configurations.Prompt(Id("LlmIntegration:1:i"), "m", "{q}");

    static CreateEvaluationTaskRequest Evaluation => new() { Name = "n", Type = TaskType.TemplateEvaluation, Evaluators = [new() { Evaluator = EvaluatorId }], Project = ProjectId };

    static CreateEvaluationTaskRequest OverExperiments => Evaluation with { Project = null, Dataset = DatasetId, ExperimentIds = [ExperimentId] };

    /// <summary>The service's task, of a type.</summary>
    void TheTaskIs(string type, string scope = "dataset")
    {
        var task = new JsonObject { ["id"] = TaskId, ["name"] = "n", ["type"] = type, [$"{scope}_id"] = scope == "dataset" ? DatasetId : ProjectId };
        arize.Server.On(GetTask, Reply.Json(task.ToJsonString())).On($"PATCH {GetTask[4..]}", Reply.Json(task.ToJsonString())).On("POST /v2/tasks", Reply.Json(task.ToJsonString(), 201))
            .On($"DELETE {GetTask[4..]}", Reply.With(204, [], [])).On(Trigger, Reply.Json(Run("PENDING"), 201));
    }

    async Task<ArizeDiagnostic> RefusedAsync(Func<Task> call, bool beforeAnyRequest = true)
    {
        var e = await Thrown.ByAsync(call);
        Assert.That(arize.Server.Requests.Count(r => beforeAnyRequest || r.Method != "GET"), Is.Zero);
        return e.Diagnostics.Single();
    }

    string Body(string method = "POST") => arize.Server.Requests.Last(r => r.Method == method).Body;

    // Creating an experiment task

    [TestCase(""), TestCase("  ")]
    public async Task An_experiment_task_needs_a_name(string name) =>
        Assert.That((await RefusedAsync(() => Tasks.CreateRunExperimentTaskAsync(new() { Name = name, Dataset = DatasetId, RunConfiguration = Prompt }))).ToString(), Does.StartWith("ARIZE1001: Name is missing"));

    [TestCase(""), TestCase("  ")]
    public async Task An_experiment_task_needs_a_dataset(string dataset) =>
        Assert.That((await RefusedAsync(() => Tasks.CreateRunExperimentTaskAsync(new() { Name = "n", Dataset = dataset, RunConfiguration = Prompt }))).ToString(), Does.StartWith("ARIZE1001: Dataset is missing"));

    [Test]
    public async Task An_experiment_task_is_made_with_its_configuration_and_nothing_else()
    {
        TheTaskIs("RUN_EXPERIMENT");
        await Tasks.CreateRunExperimentTaskAsync(new() { Name = "n", Dataset = DatasetId, RunConfiguration = Prompt });
        var body = JsonNode.Parse(Body())!.AsObject();
        Assert.That(body.Select(p => p.Key), Is.EqualTo(new[] { "name", "type", "dataset_id", "run_configuration" }));
        Assert.That((string?)body["type"], Is.EqualTo("RUN_EXPERIMENT"));
    }

    // Run configurations

    static IEnumerable<TestCaseData> BadConfigurations()
    {
        yield return Case("""{"experiment_type":"LLM_GENERATION","messages":[{"role":"USER","content":"x"}],"input_variable_format":"NONE"}""", "ARIZE1001", "ai_integration_id is missing");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":[],"input_variable_format":"NONE"}""", "ARIZE1001", "messages is missing");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":[{"role":"USER","content":"x"}]}""", "ARIZE1001", "input_variable_format is missing");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":[{"role":"USER","content":"x"}],"input_variable_format":"JINJA"}""", "ARIZE1009", "Valid: F_STRING, MUSTACHE, NONE.");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":[{"role":"BOSS","content":"x"}],"input_variable_format":"NONE"}""", "ARIZE1009", "Valid: SYSTEM, USER, ASSISTANT, TOOL.");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":"x","input_variable_format":"NONE"}""", "ARIZE1009", "messages must be a list");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":["x"],"input_variable_format":"NONE"}""", "ARIZE1009", "each entry of messages must be an object");
        yield return Case("""{"experiment_type":"LLM_GENERATION","ai_integration_id":"i","messages":[{"role":"USER","content":"x"}],"input_variable_format":"NONE","template":"x"}""", "ARIZE1009", "'template'");
        yield return Case("""{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"i","template":" ","provide_explanation":true}""", "ARIZE1001", "template is missing");
        yield return Case("""{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"i","template":"x"}""", "ARIZE1001", "provide_explanation is missing");
        yield return Case("""{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"i","template":"x","provide_explanation":"yes"}""", "ARIZE1009", "provide_explanation must be true or false");
        yield return Case("""{"experiment_type":"AGENT_CALL","integration_id":"i"}""", "ARIZE1001", "input_template is missing");
        yield return Case("""{"experiment_type":"AGENT_CALL","integration_id":"i","input_template":"x"}""", "ARIZE1009", "input_template must be an object");
        yield return Case("""{"experiment_type":"OTHER"}""", "ARIZE1009", "Valid: LLM_GENERATION, TEMPLATE_EVALUATION, AGENT_CALL.");
        yield return Case("""{}""", "ARIZE1009", "Valid: LLM_GENERATION, TEMPLATE_EVALUATION, AGENT_CALL.");
        yield return Case("""[]""", "ARIZE1009", "not a JSON object");
        yield return Case("""null""", "ARIZE1009", "not a JSON object");
        yield return Case("""{"experiment_type":""", "ARIZE1009", "not valid JSON");
        yield return Case("""{"experiment_type":"AGENT_CALL","experiment_type":"AGENT_CALL","integration_id":"i","input_template":{}}""", "ARIZE1009", "not valid JSON");

        static TestCaseData Case(string json, string code, string said) => new TestCaseData(json, code, said).SetArgDisplayNames($"{said}, {json.Length}");
    }

    [TestCaseSource(nameof(BadConfigurations))]
    public void A_run_configuration_that_the_service_would_refuse_is_refused_when_it_is_read(string json, string code, string said)
    {
        var e = Thrown.By(() => RunConfiguration.Parse(json, "run.json"));
        Assert.That(e.Diagnostics.Single().ToString(), Does.StartWith(code).And.Contains(said).And.Contains("run.json"));
    }

    [Test]
    public async Task Parameters_of_a_provider_pass_through_and_enums_are_written_as_the_server_wants_them()
    {
        TheTaskIs("RUN_EXPERIMENT");
        var configuration = RunConfiguration.Parse($$"""
            {"experiment_type":"llm-generation","ai_integration_id":"{{Id("LlmIntegration:1:i")}}","input_variable_format":"mustache","model_name":null, // the default
             "messages":[{"role":"user","content":"Hi {{"{{q}}"}}"}],"invocation_parameters":{"temperature":0.1,"odd":[1]},}
            """);
        await Tasks.CreateRunExperimentTaskAsync(new() { Name = "n", Dataset = DatasetId, RunConfiguration = configuration });
        var sent = JsonNode.Parse(Body())!["run_configuration"]!;
        Assert.That(((string?)sent["experiment_type"], (string?)sent["input_variable_format"], (string?)sent["messages"]![0]!["role"], sent["invocation_parameters"]!.ToJsonString(), sent.AsObject().ContainsKey("model_name")),
            Is.EqualTo(("LLM_GENERATION", "MUSTACHE", "USER", """{"temperature":0.1,"odd":[1]}""", false)));
    }

    // Creating an evaluation task

    static IEnumerable<TestCaseData> BadEvaluations()
    {
        yield return Case(Evaluation with { Name = " " }, "ARIZE1001: Name is missing");
        yield return Case(Evaluation with { Type = TaskType.RunExperiment }, "ARIZE1009: Type is 'RunExperiment'. Valid: TemplateEvaluation or CodeEvaluation");
        yield return Case(Evaluation with { Type = TaskType.Unknown }, "ARIZE1009: Type is 'Unknown'");
        yield return Case(Evaluation with { Evaluators = [] }, "ARIZE1001: Evaluators is missing. Give at least one");
        yield return Case(Evaluation with { Evaluators = [new() { Evaluator = " " }] }, "ARIZE1001: An entry of Evaluators is missing");
        yield return Case(Evaluation with { Evaluators = [new() { Evaluator = EvaluatorId }, new() { Evaluator = EvaluatorId, VersionId = "v" }] }, "ARIZE1009: Evaluators is");
        yield return Case(Evaluation with { Evaluators = [new() { Evaluator = EvaluatorId, VersionId = "a b" }] }, "ARIZE1009: VersionId of an evaluator");
        yield return Case(Evaluation with { Project = null }, "ARIZE1001: Project or Dataset is missing");
        yield return Case(Evaluation with { Dataset = DatasetId }, "ARIZE1002: Project and Dataset exclude each other");
        yield return Case(Evaluation with { ExperimentIds = [ExperimentId] }, "ARIZE1002: ExperimentIds and Project exclude each other");
        yield return Case(OverExperiments with { ExperimentIds = null }, "ARIZE1001: ExperimentIds is missing. With a Dataset");
        yield return Case(OverExperiments with { ExperimentIds = [] }, "ARIZE1001: ExperimentIds is missing. With a Dataset");
        yield return Case(OverExperiments with { ExperimentIds = [" "] }, "ARIZE1001: An entry of ExperimentIds is missing");
        yield return Case(OverExperiments with { SamplingRate = 0.5 }, "ARIZE1002: SamplingRate and Dataset exclude each other");
        yield return Case(OverExperiments with { IsContinuous = true }, "ARIZE1002: IsContinuous and Dataset exclude each other");
        foreach (var rate in new[] { -0.1, 1.5, double.NaN, double.PositiveInfinity })
            yield return Case(Evaluation with { SamplingRate = rate }, "ARIZE1004: SamplingRate is '");

        static TestCaseData Case(CreateEvaluationTaskRequest request, string said) => new TestCaseData(request, said).SetArgDisplayNames(said + request.SamplingRate + request.ExperimentIds?.Count);
    }

    [TestCaseSource(nameof(BadEvaluations))]
    [FaultRow("40", "an evaluation task that cannot be, a sampling rate among them", "refused before any request")]
    public async Task An_evaluation_task_that_cannot_be_is_refused_before_any_request(CreateEvaluationTaskRequest request, string said) =>
        Assert.That((await RefusedAsync(() => Tasks.CreateEvaluationTaskAsync(request))).ToString(), Does.StartWith(said));

    [Test]
    public async Task All_faults_of_an_evaluation_task_are_said_at_once()
    {
        var e = await Thrown.ByAsync(() => Tasks.CreateEvaluationTaskAsync(new() { Name = "", Type = TaskType.Unknown, Evaluators = [], Project = "by-name", SamplingRate = 2 }));
        Assert.That(e.Codes(), Is.EquivalentTo(new[] { "ARIZE1001", "ARIZE1009", "ARIZE1001", "ARIZE1001", "ARIZE1004" }));
    }

    [Test]
    public async Task A_name_and_an_id_of_one_evaluator_are_the_same_evaluator_twice()
    {
        arize.Server.On("GET /v2/evaluators", Reply.Json(Page("evaluators", [$$"""{"id":"{{EvaluatorId}}","name":"correctness"}"""])));
        var fault = await RefusedAsync(() => Tasks.CreateEvaluationTaskAsync(Evaluation with { Space = SpaceId, Evaluators = [new() { Evaluator = EvaluatorId }, new() { Evaluator = "correctness" }] }), false);
        Assert.That(fault.Message, Does.Contain("It is there twice"));
    }

    [Test]
    public async Task An_evaluation_task_is_made_with_every_field_that_is_given_and_zero_and_false_are_given()
    {
        TheTaskIs("CODE_EVALUATION", "project");
        await Tasks.CreateEvaluationTaskAsync(Evaluation with
        {
            Type = TaskType.CodeEvaluation, SamplingRate = 0, IsContinuous = false, QueryFilter = "a > 1",
            Evaluators = [new() { Evaluator = EvaluatorId, VersionId = "v1", QueryFilter = "b", ColumnMappings = new Dictionary<string, string> { ["x"] = "y" } }],
        });
        Assert.That(Body(), Is.EqualTo($$$"""{"name":"n","type":"CODE_EVALUATION","evaluators":[{"evaluator_id":"{{{EvaluatorId}}}","evaluator_version_id":"v1","query_filter":"b","column_mappings":{"x":"y"}}],"project_id":"{{{ProjectId}}}","sampling_rate":0,"is_continuous":false,"query_filter":"a \u003E 1"}"""));
    }

    // Updating a task

    [Test]
    public async Task An_update_needs_a_field_and_names_those_of_each_type()
    {
        var fault = await RefusedAsync(() => Tasks.UpdateAsync(new() { Task = TaskId, Name = " ", QueryFilter = "" }));
        Assert.That(fault.ToString(), Does.StartWith("ARIZE1001: A field to change is missing.").And.Contains("Name, SamplingRate, IsContinuous, QueryFilter, ClearQueryFilter, Evaluators").And.Contains("Name, RunConfiguration"));
    }

    [Test]
    public async Task An_update_of_an_experiment_task_lists_every_field_that_is_not_its_own_and_those_that_are()
    {
        TheTaskIs("RUN_EXPERIMENT");
        var fault = await RefusedAsync(() => Tasks.UpdateAsync(new()
        {
            Task = TaskId, Name = "x", SamplingRate = 0.1, IsContinuous = false, QueryFilter = "q", Evaluators = [new() { Evaluator = EvaluatorId }],
        }), false);
        Assert.That(fault.ToString(), Is.EqualTo("ARIZE1003: Not valid for RUN_EXPERIMENT tasks: SamplingRate, IsContinuous, QueryFilter, Evaluators. Use Name or RunConfiguration instead."));
    }

    [TestCase("TEMPLATE_EVALUATION"), TestCase("CODE_EVALUATION"), TestCase("code_evaluation")]
    public async Task An_update_of_an_evaluation_task_takes_no_run_configuration(string type)
    {
        TheTaskIs(type, "project");
        var fault = await RefusedAsync(() => Tasks.UpdateAsync(new() { Task = TaskId, RunConfiguration = Prompt }), false);
        Assert.That(fault.ToString(), Is.EqualTo($"ARIZE1003: Not valid for {type} tasks: RunConfiguration. Use Name, SamplingRate, IsContinuous, QueryFilter, ClearQueryFilter or Evaluators instead."));
    }

    [Test]
    public async Task An_update_cannot_set_and_remove_a_filter() =>
        Assert.That((await RefusedAsync(() => Tasks.UpdateAsync(new() { Task = TaskId, QueryFilter = "q", ClearQueryFilter = true }))).Code, Is.EqualTo("ARIZE1002"));

    [Test]
    public async Task An_update_cannot_leave_a_task_without_evaluators() =>
        Assert.That((await RefusedAsync(() => Tasks.UpdateAsync(new() { Task = TaskId, Evaluators = [] }))).ToString(), Does.StartWith("ARIZE1001: Evaluators is missing"));

    [TestCase(-1), TestCase(1.0001), TestCase(double.NaN)]
    public async Task An_update_samples_from_0_to_1(double rate) =>
        Assert.That((await RefusedAsync(() => Tasks.UpdateAsync(new() { Task = TaskId, SamplingRate = rate }))).Code, Is.EqualTo("ARIZE1004"));

    static IEnumerable<TestCaseData> Updates()
    {
        yield return new TestCaseData(new UpdateTaskRequest { Task = TaskId, Name = "x" }, """{"name":"x"}""").SetArgDisplayNames("a name");
        yield return new TestCaseData(new UpdateTaskRequest { Task = TaskId, SamplingRate = 0, IsContinuous = false }, """{"sampling_rate":0,"is_continuous":false}""").SetArgDisplayNames("zero and false");
        yield return new TestCaseData(new UpdateTaskRequest { Task = TaskId, QueryFilter = "q" }, """{"query_filter":"q"}""").SetArgDisplayNames("a filter");
        yield return new TestCaseData(new UpdateTaskRequest { Task = TaskId, ClearQueryFilter = true, QueryFilter = "" }, """{"query_filter":null}""").SetArgDisplayNames("no filter any more");
    }

    [TestCaseSource(nameof(Updates))]
    public async Task An_update_sends_what_is_given_omits_what_is_not_and_null_removes(UpdateTaskRequest request, string body)
    {
        TheTaskIs("TEMPLATE_EVALUATION", "project");
        await Tasks.UpdateAsync(request);
        Assert.That(Body("PATCH"), Is.EqualTo(body));
    }

    // Triggering a run

    static IEnumerable<TestCaseData> BadTriggers()
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        yield return Case("", new() { Task = " " }, "ARIZE1001: Task is missing");
        yield return Case("", new() { Task = TaskId, ExampleIds = ["a"], MaxExamples = 3 }, "ARIZE1002: ExampleIds and MaxExamples exclude each other");
        yield return Case("", new() { Task = TaskId, ExperimentName = "x", DataStartTime = start }, "ARIZE1002: DataStartTime and ExperimentName exclude each other");
        yield return Case("", new() { Task = TaskId, ExperimentName = "x", MaxSpans = 1 }, "ARIZE1002: MaxSpans and ExperimentName exclude each other");
        foreach (var none in new[] { 0, -1 })
        {
            yield return Case($"{none}", new() { Task = TaskId, MaxExamples = none }, "ARIZE1004: MaxExamples is '");
            yield return Case($"{none}", new() { Task = TaskId, MaxSpans = none }, "ARIZE1004: MaxSpans is '");
        }
        yield return Case("", new() { Task = TaskId, DatasetVersionId = "a b" }, "ARIZE1009: DatasetVersionId is '");
        yield return Case("", new() { Task = TaskId, ExampleIds = [""] }, "ARIZE1001: An entry of ExampleIds is missing");
        yield return Case("", new() { Task = TaskId, ExperimentIds = [" "] }, "ARIZE1001: An entry of ExperimentIds is missing");
        yield return Case("", new() { Task = TaskId, EvaluationTaskIds = [" "] }, "ARIZE1001: An entry of EvaluationTaskIds is missing");
        yield return Case("equal", new() { Task = TaskId, DataStartTime = start, DataEndTime = start }, "ARIZE1009: DataStartTime is '2026-11-01");
        yield return Case("after", new() { Task = TaskId, DataStartTime = start.AddDays(1), DataEndTime = start }, "ARIZE1009: DataStartTime is '2026-11-02");
        yield return Case("31 days", new() { Task = TaskId, DataStartTime = start, DataEndTime = start.AddDays(30).AddSeconds(1) }, "ARIZE1009: DataEndTime is '2026-12-01");

        static TestCaseData Case(string what, TriggerRunRequest request, string said) => new TestCaseData(request, said).SetArgDisplayNames($"{said} {what}");
    }

    [TestCaseSource(nameof(BadTriggers))]
    public async Task A_trigger_that_cannot_be_is_refused_before_any_request(TriggerRunRequest request, string said) =>
        Assert.That((await RefusedAsync(() => Tasks.TriggerRunAsync(request))).ToString(), Does.StartWith(said));

    [Test]
    public async Task An_experiment_trigger_lists_every_field_that_is_for_evaluations_and_those_to_use()
    {
        TheTaskIs("run_experiment");
        var e = await Thrown.ByAsync(() => Tasks.TriggerRunAsync(new()
        {
            Task = TaskId, DataStartTime = DateTimeOffset.UnixEpoch, DataEndTime = DateTimeOffset.UnixEpoch.AddDays(1), MaxSpans = 1, OverrideEvaluations = false, ExperimentIds = [ExperimentId],
        }));
        Assert.That(e.Diagnostics[0].ToString(), Is.EqualTo("ARIZE1003: Not valid for run_experiment tasks: DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations, ExperimentIds. "
            + "Use ExperimentName, DatasetVersionId, MaxExamples, ExampleIds, QueryFilter, TracingMetadata or EvaluationTaskIds instead."));
        Assert.That(e.Diagnostics[1].ToString(), Does.StartWith("ARIZE1001: ExperimentName is missing"), "what is missing is said in the same breath");
        Assert.That(arize.Server.Count(Trigger), Is.Zero);
    }

    [TestCase("TEMPLATE_EVALUATION"), TestCase("CODE_EVALUATION")]
    public async Task An_evaluation_trigger_lists_every_field_that_is_for_experiments_and_those_to_use(string type)
    {
        TheTaskIs(type, "project");
        var fault = await RefusedAsync(() => Tasks.TriggerRunAsync(new()
        {
            Task = TaskId, ExperimentName = "x", DatasetVersionId = "v", MaxExamples = 1, QueryFilter = "q", TracingMetadata = new Dictionary<string, string> { ["a"] = "b" }, EvaluationTaskIds = [TaskId],
        }), false);
        Assert.That(fault.ToString(), Is.EqualTo($"ARIZE1003: Not valid for {type} tasks: ExperimentName, DatasetVersionId, MaxExamples, QueryFilter, TracingMetadata, EvaluationTaskIds. "
            + "Use DataStartTime, DataEndTime, MaxSpans, OverrideEvaluations or ExperimentIds instead."));
    }

    [TestCase(null), TestCase(""), TestCase("  ")]
    public async Task An_experiment_trigger_needs_a_name_for_the_experiment(string? name)
    {
        TheTaskIs("RUN_EXPERIMENT");
        Assert.That((await RefusedAsync(() => Tasks.TriggerRunAsync(new() { Task = TaskId, ExperimentName = name }), false)).ToString(), Does.StartWith("ARIZE1001: ExperimentName is missing"));
    }

    [Test]
    public async Task A_window_of_time_is_for_a_project_and_experiments_are_for_a_dataset()
    {
        TheTaskIs("CODE_EVALUATION", "dataset");
        Assert.That((await RefusedAsync(() => Tasks.TriggerRunAsync(new() { Task = TaskId, DataEndTime = DateTimeOffset.UnixEpoch }), false)).Message, Does.Contain("dataset-based").And.Contains("DataEndTime"));
        TheTaskIs("CODE_EVALUATION", "project");
        Assert.That((await RefusedAsync(() => Tasks.TriggerRunAsync(new() { Task = TaskId, ExperimentIds = [ExperimentId] }), false)).Message, Does.Contain("project-based").And.Contains("ExperimentIds"));
    }

    [Test]
    public async Task An_empty_evaluation_trigger_takes_the_services_defaults()
    {
        TheTaskIs("TEMPLATE_EVALUATION", "project");
        await Tasks.TriggerRunAsync(new() { Task = TaskId, ExampleIds = [], TracingMetadata = new Dictionary<string, string>(), ExperimentName = " " });
        Assert.That(Body(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_trigger_reads_the_task_first_and_sends_times_in_UTC()
    {
        TheTaskIs("TEMPLATE_EVALUATION", "project");
        await Tasks.TriggerRunAsync(new() { Task = TaskId, DataStartTime = new DateTimeOffset(2026, 11, 1, 2, 0, 0, TimeSpan.FromHours(2)), OverrideEvaluations = false });
        Assert.That(arize.Server.Requests.Select(r => r.Method), Is.EqualTo(new[] { "GET", "POST" }));
        Assert.That(Body(), Is.EqualTo("""{"data_start_time":"2026-11-01T00:00:00Z","override_evaluations":false}"""));
    }

    [Test]
    public async Task Creating_and_running_needs_the_experiments_name_before_the_task_is_made()
    {
        Assert.That((await RefusedAsync(() => Tasks.CreateAndRunExperimentTaskAsync(new() { Name = "n", Dataset = DatasetId, RunConfiguration = Prompt }, " "))).Code, Is.EqualTo("ARIZE1001"));
        TheTaskIs("RUN_EXPERIMENT");
        var made = await Tasks.CreateAndRunExperimentTaskAsync(new() { Name = "n", Dataset = DatasetId, RunConfiguration = Prompt }, "first");
        Assert.That((made.Task.Id, made.Run.Id, Body()), Is.EqualTo((TaskId, RunId, """{"experiment_name":"first"}""")));
    }

    [TestCase("pr \"7\""), TestCase(@"pr\7")]
    public async Task An_experiments_name_has_no_quotation_marks_and_no_backslashes(string name)
    {
        Assert.That((await RefusedAsync(() => Tasks.TriggerRunAsync(new() { Task = TaskId, ExperimentName = name }))).ToString(), Does.StartWith("ARIZE1009: ExperimentName is '"));
        Assert.That((await RefusedAsync(() => client.Experiments.CreateAsync(new() { Name = name, Dataset = DatasetId, Rows = [new() { ["example_id"] = "e", ["output"] = "o" }] }))).Code, Is.EqualTo("ARIZE1009"));
    }

    [Test]
    public async Task What_an_evaluator_maps_by_queries_is_read_and_written_back()
    {
        var task = $$"""{"id":"{{TaskId}}","name":"t","type":"TEMPLATE_EVALUATION","evaluators":[{"evaluator_id":"{{Id("Evaluator:8:v")}}","query_mappings":{"input":"span_kind = 'LLM'"} } ] }""";
        arize.Server.On(GetTask, Reply.Json(task)).On(GetTask.Replace("GET", "PATCH", StringComparison.Ordinal), Reply.Json(task));
        await Tasks.UpdateAsync(new() { Task = TaskId, Evaluators = (await Tasks.GetAsync(TaskId)).Evaluators });
        Assert.That(System.Text.Json.Nodes.JsonNode.Parse(arize.Server.Requests[^1].Body)!["evaluators"]![0]!["query_mappings"]!.ToJsonString(), Is.EqualTo("""{"input":"span_kind = \u0027LLM\u0027"}"""));
    }

    [TestCase(EnumCasing.Upper, "JSON_OBJECT", "FUNCTION"), TestCase(EnumCasing.Lower, "json_object", "function")]
    public void Enums_inside_a_run_configuration_are_written_in_the_servers_casing(EnumCasing casing, string format, string call)
    {
        var parsed = RunConfiguration.Parse("""
            {
              "experiment_type": "LLM_GENERATION", "ai_integration_id": "i", "input_variable_format": "NONE", "invocation_parameters": { "response_format": { "type": "json_object" } },
              "messages": [{ "role": "ASSISTANT", "content": "", "tool_calls": [{ "type": "Function", "id": "c" }] }]
            }
            """);
        var wire = parsed.ToWire("i", s => casing == EnumCasing.Lower ? s.ToLowerInvariant() : s);
        Assert.That(((string?)wire["invocation_parameters"]!["response_format"]!["type"], (string?)wire["messages"]![0]!["tool_calls"]![0]!["type"]), Is.EqualTo((format, call)));
    }

    // Listing

    [TestCase(0), TestCase(-1), TestCase(101)]
    public async Task A_page_holds_1_to_100(int limit)
    {
        Assert.That((await RefusedAsync(() => Tasks.ListAsync(new() { Limit = limit }).ReadPageAsync())).ToString(), Is.EqualTo($"ARIZE1004: Limit is '{limit}'. Valid: 1 to 100."));
        Assert.That((await RefusedAsync(() => Tasks.ListRunsAsync(new() { Task = TaskId, Limit = limit }).ReadPageAsync())).Code, Is.EqualTo("ARIZE1004"));
    }

    [Test]
    public async Task Lists_ask_for_100_where_nothing_is_set_and_send_every_filter()
    {
        arize.Server.On("GET /v2/tasks", Reply.Json(Page("tasks", []))).On($"{GetTask}/runs", Reply.Json(Page("task_runs", [])));
        await Tasks.ListAsync(new()).ReadPageAsync();
        Assert.That(arize.Server.Requests[^1].Query, Is.EqualTo("limit=100"));
        await Tasks.ListAsync(new() { Name = "gold", Space = SpaceId, Project = ProjectId, Dataset = DatasetId, Type = TaskType.CodeEvaluation, Limit = 7 }).ReadPageAsync("c");
        Assert.That(Uri.UnescapeDataString(arize.Server.Requests[^1].Query), Is.EqualTo($"space_id={SpaceId}&name=gold&project_id={ProjectId}&dataset_id={DatasetId}&type=CODE_EVALUATION&limit=7&cursor=c"));
        await Tasks.ListRunsAsync(new() { Task = TaskId, Status = RunStatus.Failed }).ReadPageAsync();
        Assert.That(arize.Server.Requests[^1].Query, Is.EqualTo("status=FAILED&limit=100"));
    }

    [Test]
    public async Task Lists_refuse_a_name_that_is_too_long_and_a_filter_by_what_is_unknown()
    {
        Assert.That((await RefusedAsync(() => Tasks.ListAsync(new() { Name = new string('n', 256) }).ReadPageAsync())).Code, Is.EqualTo("ARIZE1009"));
        Assert.That((await RefusedAsync(() => Tasks.ListAsync(new() { Type = TaskType.Unknown }).ReadPageAsync())).Code, Is.EqualTo("ARIZE1009"));
        Assert.That((await RefusedAsync(() => Tasks.ListRunsAsync(new() { Task = TaskId, Status = RunStatus.Unknown }).ReadPageAsync())).Code, Is.EqualTo("ARIZE1009"));
        Assert.That((await RefusedAsync(() => Tasks.ListRunsAsync(new() { Task = "" }).ReadPageAsync())).Code, Is.EqualTo("ARIZE1001"));
    }

    [Test]
    public async Task A_page_says_where_the_next_one_is_and_the_last_one_that_there_is_none()
    {
        arize.Server.On($"{GetTask}/runs", Reply.Json(Page("task_runs", [Run("FAILED")], "next")), Reply.Json(Page("task_runs", [Run("completed", id: Id("TaskRun:1:b"))])));
        var first = await Tasks.ListRunsAsync(new() { Task = TaskId }).ReadPageAsync();
        var second = await Tasks.ListRunsAsync(new() { Task = TaskId }).ReadPageAsync(first.NextCursor);
        Assert.That((first.Items.Single().Status, first.NextCursor, second.Items.Single().Status, second.NextCursor), Is.EqualTo((RunStatus.Failed, "next", RunStatus.Completed, (string?)null)));
    }

    [Test]
    public async Task A_task_of_a_type_that_is_new_is_read_and_shown_as_it_is()
    {
        arize.Server.On(GetTask, Reply.Json($$"""{"id":"{{TaskId}}","name":"t","type":"DREAM","is_private":true,"evaluators":null}"""));
        var task = await Tasks.GetAsync(TaskId);
        Assert.That((task.Type, task.TypeText, task.OtherFields["is_private"].GetBoolean()), Is.EqualTo((TaskType.Unknown, "DREAM", true)));
    }

    // Runs

    [TestCase(""), TestCase(" "), TestCase("a b"), TestCase("../.."), TestCase("x?y")]
    public async Task A_run_is_named_by_its_id(string id)
    {
        foreach (var call in new Func<Task>[] { () => Tasks.GetRunAsync(id), () => Tasks.CancelRunAsync(id), () => Tasks.WaitForRunAsync(id) })
            Assert.That((await RefusedAsync(call)).ToString(), Does.StartWith("ARIZE100").And.Contains("RunId is"));
    }

    [Test]
    public async Task Cancelling_is_safe_to_repeat()
    {
        arize.Server.On(CancelRun, Reply.Json(Run("CANCELLED")), Reply.Problem(400, "already terminal")).On(GetRun, Reply.Json(Run("CANCELLED")));
        Assert.That((await Tasks.CancelRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That((await Tasks.CancelRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Cancelled));
    }

    [TestCase(400), TestCase(409), TestCase(422)]
    public async Task Cancelling_a_run_that_has_ended_shows_how_it_ended(int status)
    {
        arize.Server.On(CancelRun, Reply.Problem(status)).On(GetRun, Reply.Json(Run("COMPLETED")));
        Assert.That((await Tasks.CancelRunAsync(RunId)).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task A_refusal_to_cancel_a_run_that_is_at_work_is_an_error()
    {
        arize.Server.On(CancelRun, Reply.Problem(400, "not yours")).On(GetRun, Reply.Json(Run("RUNNING")));
        Assert.That((await Thrown.ByAsync(() => Tasks.CancelRunAsync(RunId))).Message, Does.Contain("not yours"));
    }

    [Test]
    public async Task Deleting_sends_one_delete()
    {
        TheTaskIs("RUN_EXPERIMENT");
        await Tasks.DeleteAsync(TaskId);
        Assert.That(arize.Server.Requests.Select(r => r.Method), Is.EqualTo(new[] { "DELETE" }));
    }
}

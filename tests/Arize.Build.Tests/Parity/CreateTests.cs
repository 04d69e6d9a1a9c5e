using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Tests.Parity;

/// <summary>create_evaluation_task, create_run_experiment_task and the create-and-run that the seed only names.</summary>
public sealed class CreateTests : SeedFixture
{
    static readonly TaskEvaluator Correctness = new() { Evaluator = "correctness" };

    static CreateEvaluationTaskRequest OnProject => new() { Name = "t", Type = TaskType.TemplateEvaluation, Evaluators = [Correctness], Space = "support", Project = "support-bot" };

    static CreateEvaluationTaskRequest OnDataset => OnProject with { Project = null, Dataset = "support-golden-set", ExperimentIds = ["main-2026-11-20"] };

    [Test]
    public async Task An_evaluation_task_on_a_project_sends_every_field()
    {
        var version = (await EvaluatorVersion("correctness"))!;
        var task = await Tasks.CreateEvaluationTaskAsync(OnProject with
        {
            Name = "on-project",
            Type = TaskType.CodeEvaluation,
            Evaluators = [new TaskEvaluator { Evaluator = "exact", QueryFilter = "x = 1", ColumnMappings = new Dictionary<string, string> { ["output"] = "attributes.output.value" } }],
            SamplingRate = 0,
            IsContinuous = true,
            QueryFilter = "category = 'returns'",
        });
        Assert.That(Written.ToJsonString(), Does.Contain("\"sampling_rate\":0").And.Contains("\"is_continuous\":true").And.Contains("\"type\":\"CODE_EVALUATION\"")
            .And.Contains("column_mappings").And.Not.Contains("dataset_id").And.Not.Contains("experiment_ids"));
        Assert.That((task.Type, task.SamplingRate, task.IsContinuous, version.Length > 0), Is.EqualTo((TaskType.CodeEvaluation, 0d, true, true)));
    }

    [Test]
    public async Task An_evaluation_task_on_a_dataset_takes_experiments_by_name_and_a_pinned_version()
    {
        var version = await EvaluatorVersion("correctness");
        var task = await Tasks.CreateEvaluationTaskAsync(OnDataset with { Name = "on-dataset", Evaluators = [Correctness with { VersionId = version }] });
        Assert.That((task.Evaluators.Single().VersionId, task.ExperimentIds.Count, Written["project_id"]), Is.EqualTo((version, 1, (JsonNode?)null)));
    }

    [Test]
    public async Task Evaluators_are_required() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Evaluators = [] })), Is.EqualTo("ARIZE1001: Evaluators is missing. Give at least one evaluator."));

    [Test]
    public async Task An_evaluator_may_be_there_once() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Evaluators = [Correctness, Correctness] })), Does.StartWith("ARIZE1009: Evaluators is 'correctness'. It is there twice"));

    [Test]
    public async Task An_evaluator_by_name_and_by_id_is_there_twice_too()
    {
        var id = (await Tasks.GetAsync(await NewEvaluationTask("twice"))).Evaluators.Single().Evaluator;
        Assert.That(await FaultsOf(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Evaluators = [Correctness, Correctness with { Evaluator = id }] })), Has.One.Contains("It is there twice"));
    }

    [Test]
    public async Task A_project_or_a_dataset_is_required() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Project = null })), Does.StartWith("ARIZE1001: Project or Dataset is missing."));

    [Test]
    public async Task A_project_and_a_dataset_exclude_each_other() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Dataset = "d" })), Does.StartWith("ARIZE1002: Project and Dataset exclude each other."));

    [Test]
    public async Task A_dataset_needs_at_least_one_experiment() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnDataset with { ExperimentIds = [] })), Does.StartWith("ARIZE1001: ExperimentIds is missing."));

    [Test]
    public async Task A_project_takes_no_experiments() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { ExperimentIds = ["e"] })), Does.StartWith("ARIZE1002: ExperimentIds and Project"));

    [Test]
    public async Task Sampling_and_continuous_evaluation_need_a_project()
    {
        var faults = await FaultsOf(() => Tasks.CreateEvaluationTaskAsync(OnDataset with { SamplingRate = 0.5, IsContinuous = true }));
        Assert.That((faults.Length, Sent.Count), Is.EqualTo((2, 0)));
        Assert.That(faults, Has.One.Contains("SamplingRate and Dataset").And.One.Contains("IsContinuous and Dataset"));
    }

    [TestCase(-0.1)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    [FaultRow("40", "a sampling rate", "refused before any request")]
    public async Task A_sampling_rate_outside_0_to_1_is_refused(double rate) =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { SamplingRate = rate })), Does.StartWith("ARIZE1004: SamplingRate"));

    [Test]
    public async Task An_experiment_task_is_not_made_as_an_evaluation_task() =>
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Type = TaskType.RunExperiment })), Does.StartWith("ARIZE1009: Type"));

    [Test]
    public async Task A_name_is_required_of_both_kinds()
    {
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateEvaluationTaskAsync(OnProject with { Name = " " })), Does.StartWith("ARIZE1001: Name is missing."));
        Assert.That(await RefusedBeforeAnyRequest(() => Tasks.CreateRunExperimentTaskAsync(new() { Name = "", Dataset = "d", Space = "s", RunConfiguration = Prompt() })), Does.StartWith("ARIZE1001: Name is missing."));
    }

    [Test]
    public async Task All_faults_are_told_at_once() => Assert.That(
        await FaultsOf(() => Tasks.CreateEvaluationTaskAsync(new() { Name = "", Type = TaskType.Unknown, Evaluators = [], SamplingRate = 2 })), Has.Length.EqualTo(5));

    [Test]
    public async Task An_experiment_task_needs_a_dataset() => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.CreateRunExperimentTaskAsync(new() { Name = "t", Dataset = "", Space = "s", RunConfiguration = Prompt() })), Does.StartWith("ARIZE1001: Dataset is missing."));

    [Test]
    public void An_experiment_task_has_no_fields_of_an_evaluation_task() => Assert.That(
        typeof(CreateRunExperimentTaskRequest).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract"),
        Is.EquivalentTo(["Name", "Dataset", "Space", "RunConfiguration"]), "what the seed checks at run time cannot be written here");

    [TestCase("LLM_GENERATION")]
    [TestCase("TEMPLATE_EVALUATION")]
    [TestCase("AGENT_CALL")]
    public async Task Each_kind_of_run_configuration_makes_a_task_and_names_become_ids(string kind)
    {
        var configuration = kind switch
        {
            "LLM_GENERATION" => Prompt(),
            "TEMPLATE_EVALUATION" => RunConfiguration.TemplateEvaluation("llm-gateway", "atlas-1", "Is {{output}} right?", true,
                new Dictionary<string, double> { ["right"] = 1, ["wrong"] = 0 }, new Dictionary<string, string> { ["output"] = "expected_answer" }),
            _ => RunConfiguration.AgentCall("support-agent", new JsonObject { ["question"] = "{{question}}" }),
        };
        var task = await Tasks.CreateRunExperimentTaskAsync(new() { Name = "kind " + kind, Dataset = "support-golden-set", Space = "support", RunConfiguration = configuration });
        Assert.That(task.RunConfiguration!.Value.GetProperty("experiment_type").GetString(), Is.EqualTo(kind));
        Assert.That(Written.ToJsonString(), Does.Not.Contain("llm-gateway").And.Not.Contain("\"support-agent\""));
    }

    [TestCase("""{"experiment_type":"LLM_GENERATION"}""", "ai_integration_id", "messages", "input_variable_format")]
    [TestCase("""{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"x","template":""}""", "template", "provide_explanation")]
    [TestCase("""{"experiment_type":"AGENT_CALL","integration_id":"x","input_template":"text"}""", "input_template must be an object")]
    [TestCase("""{"experiment_type":"AGENT_CALL","integration_id":"x","input_template":{},"model_name":"m"}""", "model_name")]
    [TestCase("""{"experiment_type":"CHAT"}""", "Valid: LLM_GENERATION, TEMPLATE_EVALUATION, AGENT_CALL")]
    [TestCase("[]", "not a JSON object")]
    [TestCase("{", "not valid JSON")]
    public void A_run_configuration_is_checked_before_any_request(string json, params string[] named)
    {
        var faults = Faults.Thrown.By(() => RunConfiguration.Parse(json)).Faults;
        Assert.That(faults, Has.Count.EqualTo(named.Length));
        Assert.That(faults.Zip(named).All(p => p.First.Message.Contains(p.Second, StringComparison.Ordinal)), string.Join('\n', faults));
    }

    [Test]
    public void A_run_configuration_may_be_lower_case_with_comments_and_unset_fields()
    {
        var parsed = RunConfiguration.Parse("""
            { // as an older server writes it
              "experiment_type": "llm_generation", "ai_integration_id": "x", "input_variable_format": "mustache", "prompt_version_id": null,
              "messages": [{ "role": "user", "content": "{{q}}" }], }
            """);
        Assert.That(parsed.ToWire("ID", s => s).ToJsonString(), Is.EqualTo(
            """{"experiment_type":"LLM_GENERATION","ai_integration_id":"ID","input_variable_format":"MUSTACHE","messages":[{"role":"USER","content":"{{q}}"}]}"""));
    }

    [Test]
    public async Task Create_and_run_makes_the_task_and_its_first_run()
    {
        var (task, run) = await Tasks.CreateAndRunExperimentTaskAsync(
            new() { Name = "create-and-run", Dataset = "support-golden-set", Space = "support", RunConfiguration = Prompt() }, "create-and-run-1");
        Assert.That((run.TaskId, run.Status), Is.EqualTo((task.Id, RunStatus.Pending)));
    }

    [Test]
    public async Task Create_and_run_needs_an_experiments_name() => Assert.That(
        await RefusedBeforeAnyRequest(() => Tasks.CreateAndRunExperimentTaskAsync(new() { Name = "t", Dataset = "d", Space = "s", RunConfiguration = Prompt() }, "")), Does.StartWith("ARIZE1001: ExperimentName"));

    /// <summary>The first version of an evaluator, read as a task with a pin shows it.</summary>
    async Task<string?> EvaluatorVersion(string evaluator)
    {
        var id = (await Tasks.GetAsync(await NewEvaluationTask("for its evaluator " + Guid.NewGuid()))).Evaluators.Single(e => e.Name == evaluator).Evaluator;
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Arize.BaseUrl, $"v2/evaluators/{Uri.EscapeDataString(id)}/versions"));
        request.Headers.Add("Authorization", "Bearer " + ApiKey);
        var json = JsonNode.Parse(await (await http.SendAsync(request)).Content.ReadAsStringAsync());
        var version = (string?)json!["evaluator_versions"]![0]!["id"];
        Remember();
        return version;
    }
}

using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Client;

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
        Assert.That((task.Type, task.SamplingRate, task.IsContinuous), Is.EqualTo((TaskType.CodeEvaluation, 0d, true)));
    }

    [Test]
    public async Task An_evaluation_task_on_a_dataset_takes_experiments_by_name_and_a_pinned_version()
    {
        var version = await EvaluatorVersion("correctness");
        var task = await Tasks.CreateEvaluationTaskAsync(OnDataset with { Name = "on-dataset", Evaluators = [Correctness with { VersionId = version }] });
        Assert.That((task.Evaluators.Single().VersionId, task.ExperimentIds.Count, Written["project_id"]), Is.EqualTo((version, 1, (JsonNode?)null)));
    }

    [Test]
    public void An_experiment_task_has_no_fields_of_an_evaluation_task() => Assert.That(
        typeof(CreateRunExperimentTaskRequest).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract"),
        Is.EquivalentTo(["Name", "Dataset", "Space", "RunConfiguration"]), "what the seed checks at run time cannot be written here");

    [Test]
    public void An_evaluation_task_has_no_run_configuration() => Assert.That(typeof(CreateEvaluationTaskRequest).GetProperties().Select(p => p.Name), Does.Not.Contain("RunConfiguration"));

    [TestCase("LLM_GENERATION")]
    [TestCase("TEMPLATE_EVALUATION")]
    [TestCase("AGENT_CALL")]
    public async Task Each_kind_of_run_configuration_makes_a_task_and_names_become_ids(string kind)
    {
        var configuration = kind switch
        {
            "LLM_GENERATION" => Prompt(),
            "TEMPLATE_EVALUATION" => Configurations.Judge("llm-gateway", "atlas-1", "Is {{output}} right?", true,
                new Dictionary<string, double> { ["right"] = 1, ["wrong"] = 0 }, new Dictionary<string, string> { ["output"] = "expected_answer" }),
            _ => Configurations.Agent("support-agent", new JsonObject { ["question"] = "{{question}}" }),
        };
        var task = await Tasks.CreateRunExperimentTaskAsync(new() { Name = "kind " + kind, Dataset = "support-golden-set", Space = "support", RunConfiguration = configuration });
        Assert.That(task.RunConfiguration!.ExperimentType, Is.EqualTo(kind));
        Assert.That(Written.ToJsonString(), Does.Not.Contain("llm-gateway").And.Not.Contain("\"support-agent\""));
    }

    [TestCase("""{"experiment_type":"LLM_GENERATION"}""", "ai_integration_id", "messages", "input_variable_format")]
    [TestCase("""{"experiment_type":"AGENT_CALL","integration_id":"x","input_template":{},"model_name":"m"}""", "model_name")]
    public void All_faults_of_a_run_configuration_are_said_at_once(string json, params string[] named)
    {
        var faults = Faults.Thrown.By(() => RunConfiguration.Parse(json)).Diagnostics;
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
        var made = await Tasks.CreateAndRunExperimentTaskAsync(
            new() { Name = "create-and-run", Dataset = "support-golden-set", Space = "support", RunConfiguration = Prompt() }, "create-and-run-1");
        Assert.That((made.Run.TaskId, made.Run.Status), Is.EqualTo((made.Task.Id, RunStatus.Pending)));
    }

    /// <summary>The first version of an evaluator, read as a task with a pin shows it.</summary>
    async Task<string?> EvaluatorVersion(string evaluator)
    {
        var id = (await Tasks.GetAsync(await NewEvaluationTask("for its evaluator " + Guid.NewGuid()))).Evaluators.Single(e => e.Name == evaluator).Evaluator.ToString();
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Arize.BaseUrl, $"v2/evaluators/{Uri.EscapeDataString(id)}/versions"));
        request.Headers.Add("Authorization", "Bearer " + ApiKey);
        var json = JsonNode.Parse(await (await http.SendAsync(request)).Content.ReadAsStringAsync());
        var version = (string?)json!["evaluator_versions"]![0]!["id"];
        Remember();
        return version;
    }
}

using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Tests.Contract;
using Arize.Emulator;

namespace Arize.Build.Tests.Client;

/// <summary>Every request that the client can send, with every argument it knows, is one that the contract allows.</summary>
public sealed class ClientContractTests
{
    [Test]
    public async Task Every_request_fits_the_contract()
    {
        await using var emulator = await StartAsync(Dialect.Upper);
        await DriveAsync(emulator, EnumCasing.Upper);
        // The contract has no body for a cancel; ours has an empty object, because .NET would send a POST without a body a second time by itself.
        Assert.That(emulator.Requests.Where(r => r.Operation == "cancel_task_run").Select(r => r.Body), Is.All.Null);
        var violations = emulator.Requests.SelectMany(r => ApiContract.Instance
            .JudgeRequest(r.Method, r.Path + (r.Query.Length > 0 ? "?" + r.Query : ""), r.Operation == "cancel_task_run" ? null : r.Body).Select(v => $"{r.Method} {r.Path}: {v}"));
        Assert.That(violations, Is.Empty);
        Assert.That(emulator.Requests.Select(r => r.Operation).Distinct(), Is.SupersetOf(new[]
        {
            "list_spaces", "list_projects", "list_datasets", "get_dataset", "list_evaluators", "list_ai_integrations", "list_integrations", "list_tasks", "create_task", "get_task", "update_task",
            "delete_task", "trigger_task_run", "list_task_runs", "get_task_run", "cancel_task_run", "list_experiments", "get_experiment", "list_experiment_runs", "list_dataset_examples", "create_experiment",
            "insert_experiment_runs", "get_project", "list_spans", "list_traces",
        }));
    }

    [Test]
    public async Task An_old_server_gets_its_enum_values_in_lower_case_and_takes_every_request()
    {
        await using var emulator = await StartAsync(Dialect.Lower);
        await DriveAsync(emulator, EnumCasing.Lower);
        Assert.That(emulator.Requests.Where(r => r.Status == 400).Select(r => r.Path), Is.EqualTo(emulator.Requests.Where(r => r.Operation == "cancel_task_run").Skip(1).Select(r => r.Path)),
            "but for the second cancel, which is refused as such");
        var said = string.Concat(emulator.Requests.Select(r => r.Query + r.Body));
        foreach (var word in new[] { "RUN_EXPERIMENT", "TEMPLATE_EVALUATION", "CODE_EVALUATION", "LLM_GENERATION", "AGENT_CALL", "F_STRING", "MUSTACHE", "\"USER\"", "COMPLETED", "=AGENT" })
            Assert.That(said, Does.Not.Contain(word));
    }

    static Task<EmulatorServer> StartAsync(Dialect dialect)
    {
        var scenario = Scenario.Default();
        foreach (var model in scenario.Models.Values)
            (model.Pending, model.Running) = (TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        (scenario.Evaluations.Pending, scenario.Evaluations.Running) = (TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        scenario.Models["atlas-1-endless"].Ends = RunEnd.Never;
        return EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario, Dialect = dialect });
    }

    /// <summary>Calls everything there is.</summary>
    static async Task DriveAsync(EmulatorServer emulator, EnumCasing casing)
    {
        using var client = new ArizeClient(new ArizeClientOptions
        {
            Environment = new Dictionary<string, string> { ["ARIZE_API_KEY"] = emulator.ApiKey, ["ARIZE_BASE_URL"] = emulator.BaseUrl.ToString() },
            EnumCasing = casing,
        });
        const string Space = "support", Dataset = "support-golden-set";
        var tasks = client.Tasks;
        var dataset = await client.Datasets.GetAsync(Dataset, Space);
        var prompt = RunConfiguration.Parse("""
            {
              "experiment_type": "llm_generation", "ai_integration_id": "llm-gateway", "model_name": "atlas-1", "input_variable_format": "f_string",
              "messages": [{ "role": "system", "content": "Be kind." }, { "role": "USER", "content": "{question}" }]
            }
            """);
        var made = await tasks.CreateRunExperimentTaskAsync(new() { Name = "prompt", Dataset = Dataset, Space = Space, RunConfiguration = prompt });
        await tasks.CreateRunExperimentTaskAsync(new()
        {
            Name = "judge", Dataset = dataset.Id, Space = Space,
            RunConfiguration = Configurations.Judge("llm-gateway", "atlas-1", "Is {{output}} right?", true, new Dictionary<string, double> { ["yes"] = 1, ["no"] = 0 }, new Dictionary<string, string> { ["output"] = "expected_answer" }),
        });
        await tasks.CreateRunExperimentTaskAsync(new() { Name = "agent", Dataset = Dataset, Space = Space, RunConfiguration = Configurations.Agent("support-agent", new JsonObject { ["q"] = "{{dataset.question}}" }) });
        var code = await tasks.CreateEvaluationTaskAsync(new()
        {
            Name = "code", Type = TaskType.CodeEvaluation, Dataset = Dataset, Space = Space, ExperimentIds = ["main-2026-11-20"], QueryFilter = "latency_ms > 1",
            Evaluators = [new() { Evaluator = "exact", QueryFilter = "latency_ms > 2", ColumnMappings = new Dictionary<string, string> { ["output"] = "output" } }, new() { Evaluator = "json" }],
        });
        await tasks.CreateEvaluationTaskAsync(new()
        {
            Name = "live", Type = TaskType.TemplateEvaluation, Project = "support-bot", Space = Space, SamplingRate = 0.5, IsContinuous = true, QueryFilter = "a > 1", Evaluators = [new() { Evaluator = "helpfulness" }],
        });
        await tasks.UpdateAsync(new() { Task = "prompt", Space = Space, Name = "prompt-2", RunConfiguration = prompt });
        await tasks.UpdateAsync(new() { Task = "live", Space = Space, SamplingRate = 0, IsContinuous = false, QueryFilter = "b > 1", Evaluators = [new() { Evaluator = "correctness" }] });
        await tasks.UpdateAsync(new() { Task = "live", Space = Space, ClearQueryFilter = true });

        foreach (var type in new TaskType?[] { null, TaskType.RunExperiment, TaskType.TemplateEvaluation, TaskType.CodeEvaluation })
            await tasks.ListAsync(new() { Name = "p", Space = Space, Dataset = Dataset, Type = type, Limit = 2 }).ReadPageAsync();
        await tasks.ListAsync(new() { Project = "support-bot", Space = Space }).ReadPageAsync();
        await tasks.ListAsync(new() { Space = Space }).ToListAsync();

        var run = await tasks.TriggerRunAsync(new()
        {
            Task = made.Id, Space = Space, ExperimentName = "everything", DatasetVersionId = dataset.VersionIds[0], MaxExamples = 3, TracingMetadata = new Dictionary<string, string> { ["team"] = "a" },
            EvaluationTaskIds = ["code"],
        });
        var ended = await tasks.WaitForRunAsync(run.Id, new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(20) });
        var rows = await client.Experiments.ListRowsAsync(ended.ExperimentId!).ToListAsync();
        await tasks.TriggerRunAsync(new() { Task = made.Id, ExperimentName = "examples", ExampleIds = [rows[0].ExampleId!, rows[1].ExampleId!] });
        await tasks.TriggerRunAsync(new() { Task = code.Id, ExperimentIds = ["everything"], OverrideEvaluations = true });
        var window = DateTimeOffset.UtcNow;
        await tasks.TriggerRunAsync(new() { Task = "live", Space = Space, DataStartTime = window.AddDays(-29), DataEndTime = window, MaxSpans = 10 });
        foreach (var status in new RunStatus?[] { null, RunStatus.Pending, RunStatus.Running, RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled })
            await tasks.ListRunsAsync(new() { Task = made.Id, Status = status }).ReadPageAsync();
        await tasks.ListRunsAsync(new() { Task = made.Id }).ToListAsync();

        await tasks.UpdateAsync(new() { Task = made.Id, Space = Space, RunConfiguration = new LlmGeneration
        {
            AiIntegration = "llm-gateway",
            ModelName = "atlas-1-endless",
            Messages = [new PromptMessage(MessageRole.User, "{{question}}")],
            InputVariableFormat = InputVariableFormat.Mustache,
            InvocationParameters = new JsonObject { ["temperature"] = 0 },
        } });
        var endless = await tasks.TriggerRunAsync(new() { Task = made.Id, ExperimentName = "endless" });
        await tasks.CancelRunAsync(endless.Id);
        Assert.That((await tasks.CancelRunAsync(endless.Id)).Status, Is.EqualTo(RunStatus.Cancelled));
        await client.Experiments.GetAsync("everything", Dataset, Space);
        await client.Experiments.ListAsync(new() { Dataset = dataset.Id, Name = "every" }).ToListAsync();
        var examples = await client.Datasets.ListExamplesAsync(dataset.Id, dataset.LatestVersionId).ToListAsync();
        await client.Datasets.ListExamplesAsync(dataset.Id).Take(1).ToListAsync();
        var logged = await client.Experiments.CreateAsync(new() { Name = "logged", Dataset = Dataset, Space = Space, Rows = [new JsonObject { ["example_id"] = examples[0].Id, ["output"] = "4", ["latency_ms"] = 12.5 }] });
        await client.Experiments.AppendRowsAsync(new() { ExperimentId = logged.Id, Rows = [new JsonObject { ["example_id"] = examples[1].Id, ["output"] = "5", ["repeat"] = 1, ["eval.own.score"] = 0.5 }] });
        var project = await client.Projects.GetAsync("support-live", Space);
        await client.Spans.ListAsync(new() { Project = project.Id, StartTime = window.AddHours(-1), EndTime = window, Filter = "attributes.service.version = '1.4.0'" }).ToListAsync();
        await client.Traces.ListAsync(new() { Project = "support-live", Space = Space, StartTime = window.AddMinutes(-10), EndTime = window, Limit = 20 }).ToListAsync();
        await client.Spans.ListAsync(new() { Project = "support-bot", Space = Space }).ReadPageAsync();
        await tasks.DeleteAsync("judge", Space);
    }
}

using Arize.Build.Tests.Contract;

namespace Arize.Build.Tests.Emulator;

/// <summary>
/// Requests that the contract calls bad, and what the emulator says to them; the placeholders in capitals become ids of the default
/// scenario.
/// </summary>
public class BadRequestTests
{
    const string Llm = """
        "experiment_type":"LLM_GENERATION","ai_integration_id":"INTEGRATION","messages":[{"role":"USER","content":"{question}"}],"input_variable_format":"F_STRING"
        """;

    static readonly string[] Bad =
    [
        "GET /v2/tasks?limit=0",
        "GET /v2/tasks?limit=101",
        "GET /v2/tasks?limit=ten",
        "GET /v2/tasks?limit=",
        "GET /v2/tasks?type=EXPERIMENT",
        "GET /v2/tasks?type=run_experiment",
        "GET /v2/tasks?taskType=RUN_EXPERIMENT",
        "GET /v2/tasks?name=a&name=b",
        "GET /v2/tasks/TASK/runs?status=DONE",
        "GET /v2/experiments/EXPERIMENT/runs?limit=501",
        "GET /v2/datasets/DATASET/examples?limit=501",
        "GET /v2/integrations?type=MODEL",
        "POST /v2/tasks",
        "POST /v2/tasks []",
        "POST /v2/tasks null",
        "POST /v2/tasks {\"name\":",
        "POST /v2/tasks {}",
        """POST /v2/tasks {"name":"n","type":"OTHER"}""",
        """POST /v2/tasks {"name":"n","type":"run_experiment","dataset_id":"DATASET","run_configuration":{LLM}}""",
        """POST /v2/tasks {"name":"","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM}}""",
        """POST /v2/tasks {"name":7,"type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM}}""",
        """POST /v2/tasks {"type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","run_configuration":{LLM}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET"}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM},"evaluators":[]}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM},"is_continuous":false}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM,"temperature":0}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM,"model_name":null}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{LLM,"invocation_parameters":{"temperature":"0"}}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"LLM_GENERATION","ai_integration_id":"INTEGRATION","messages":[],"input_variable_format":"F_STRING"}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"LLM_GENERATION","ai_integration_id":"INTEGRATION","messages":[{"role":"user"}],"input_variable_format":"F_STRING"}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"LLM_GENERATION","ai_integration_id":"INTEGRATION","messages":[{"role":"USER","text":"x"}],"input_variable_format":"F_STRING"}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"INTEGRATION","template":"","provide_explanation":true}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"INTEGRATION","template":"t","provide_explanation":"yes"}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"TEMPLATE_EVALUATION","ai_integration_id":"INTEGRATION","template":"t","provide_explanation":true,"column_mappings":{}}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"AGENT_CALL","integration_id":"AGENT","input_template":"{{question}}"}}""",
        """POST /v2/tasks {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"DATASET","run_configuration":{"experiment_type":"AGENT_CALL","integration_id":"AGENT","input_template":{},"model_name":"m"}}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","evaluators":[]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","evaluators":[{}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","evaluators":[{"evaluator_id":"EVALUATOR","query_filter":null}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","evaluators":[{"evaluator_id":"EVALUATOR","column_mappings":{"a":1}}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","sampling_rate":1.5,"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","experiment_ids":["EXPERIMENT"],"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","dataset_id":"DATASET","experiment_ids":["EXPERIMENT"],"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","dataset_id":"DATASET","evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","dataset_id":"DATASET","experiment_ids":[],"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","dataset_id":"DATASET","experiment_ids":["EXPERIMENT"],"sampling_rate":1,"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","dataset_id":"DATASET","experiment_ids":["EXPERIMENT"],"is_continuous":true,"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        """POST /v2/tasks {"name":"n","type":"TEMPLATE_EVALUATION","project_id":"PROJECT","run_configuration":{LLM},"evaluators":[{"evaluator_id":"EVALUATOR"}]}""",
        "PATCH /v2/tasks/TASK {}",
        "PATCH /v2/tasks/TASK",
        """PATCH /v2/tasks/TASK {"name":""}""",
        """PATCH /v2/tasks/TASK {"name":null}""",
        """PATCH /v2/tasks/TASK {"dataset_id":"DATASET"}""",
        """PATCH /v2/tasks/JUDGE {"evaluators":[]}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","max_examples":0}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","max_examples":"5"}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","max_examples":5,"example_ids":["a"]}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","tracing_metadata":{"build":17}}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","tracing_metadata":null}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":17}""",
        """POST /v2/tasks/TASK/trigger {"experiment_name":"x","note":"y"}""",
        """POST /v2/tasks/TASK/trigger {"max_examples":5}""",
        """POST /v2/tasks/LIVE/trigger {"max_spans":0}""",
        """POST /v2/tasks/LIVE/trigger {"data_start_time":"yesterday"}""",
        """POST /v2/tasks/LIVE/trigger {"override_evaluations":"true"}""",
        """POST /v2/experiments {"name":"n","dataset_id":"DATASET","experiment_runs":[]}""",
        """POST /v2/experiments {"name":"n","dataset_id":"DATASET","experiment_runs":[{"output":"x"}]}""",
        """POST /v2/experiments {"name":"n","dataset_id":"DATASET","experiment_runs":[{"example_id":"a","output":{"text":"x"}}]}""",
        """POST /v2/experiments {"name":"n","experiment_runs":[{"output":"x"}]}""",
        """POST /v2/experiments {"name":"n","dataset_id":"DATASET","space_id":"SPACE","experiment_runs":[{"example_id":"a","output":"x"}]}""",
        """POST /v2/experiments {"name":"n","space_id":"SPACE","experiment_runs":[{"output":"x"}],"tags":[]}""",
        """POST /v2/datasets {"name":"n","space_id":"SPACE","examples":[]}""",
        """POST /v2/datasets {"name":"n","space_id":"SPACE","examples":["a"]}""",
        """POST /v2/datasets {"name":"n","examples":[{}]}""",
    ];

    [Test]
    public async Task Emulator_and_contract_call_the_same_requests_bad()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var names = await Names(emulator);
        var wrong = new List<string>();
        foreach (var line in Bad)
        {
            var (method, path, body) = Split(names.Aggregate(line.Replace("{LLM", "{" + Llm.Trim(), StringComparison.Ordinal), (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal)));
            if (ApiContract.Instance.JudgeRequest(method, path, body).Count == 0)
                wrong.Add($"the contract takes: {line}");
            if (await emulator.Send(method, path, body) is { Status: not 400 } reply)
                wrong.Add($"{reply.Status}: {line}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Every_example_request_of_the_contract_gets_past_the_shape_checks()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var names = await Names(emulator);
        var wrong = new List<string>();
        foreach (var operation in ApiContract.Instance.Document.Operations.Where(it => it.Operation.ActualRequestBody is not null))
        {
            foreach (var (example, content) in operation.Operation.ActualRequestBody.Content["application/json"].Examples)
            {
                var body = Newtonsoft.Json.JsonConvert.SerializeObject(content.Value);
                var replies = new List<Reply>();
                foreach (var task in new[] { "TASK", "JUDGE", "LIVE" })
                    replies.Add(await emulator.Send(operation.Method, PathOf(operation.Path, names, task), body));

                // The ids of the examples are not in the scenario and some rules need a state; but one kind of task has to take the shape.
                if (replies.TrueForAll(reply => reply.Status == 400))
                    wrong.Add($"{operation.Operation.OperationId} {example}: {replies[0].Body}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("/v2/tasks/not-an-id", 400)]
    [TestCase("/v2/tasks/T25saW5lVGFzazo5OTphYmNk", 404)]
    [TestCase("/v2/task-runs/VGFza1J1bg==", 400)]
    [TestCase("/v2/task-runs/VGFza1J1bjo5OTphYmNk", 404)]
    [TestCase("/v2/experiments/RXhwZXJpbWVudDo5OTphYmNk", 404)]
    [TestCase("/v2/experiments?dataset_id=golden", 400)]
    [TestCase("/v2/experiments?dataset_id=RGF0YXNldDo5OTphYmNk", 404)]
    [TestCase("/v2/monitors/TW9uaXRvcjo4NzEwMToxMlo5Wg==", 501)]
    [TestCase("/v2/nothing", 404)]
    [TestCase("/", 404)]
    [TestCase("/v2/spaces/", 404)]
    public async Task A_malformed_id_is_400_and_an_unknown_one_404(string path, int status)
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Get(path);
        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(reply.Json["status"]!.GetValue<int>(), Is.EqualTo(status), "a problem");
    }

    [Test]
    public async Task A_long_name_filter_is_refused()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That((await emulator.Get($"/v2/tasks?name={new string('a', 255)}")).Status, Is.EqualTo(200));
        Assert.That((await emulator.Get($"/v2/tasks?name={new string('a', 256)}")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_wrong_method_is_405()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        Assert.That((await emulator.Send("PUT", "/v2/tasks", "{}")).Status, Is.EqualTo(405));
    }

    [Test]
    public async Task A_refusal_names_the_field()
    {
        await using var emulator = await EmulatorUnderTest.Started();
        var reply = await emulator.Post($"/v2/tasks/{await emulator.Task("support-judge")}/trigger", """{"experiment_name":"x"}""");
        Assert.That(reply.Detail, Does.Contain("experiment_name"));
        Assert.That(reply.Text("type"), Is.EqualTo("https://arize.com/docs/ax/rest-reference/errors#invalid-request"));
    }

    static string PathOf(string template, Dictionary<string, string> names, string task) => template
        .Replace("{task_id}", names[task], StringComparison.Ordinal)
        .Replace("{experiment_id}", names["EXPERIMENT"], StringComparison.Ordinal);

    static async Task<Dictionary<string, string>> Names(EmulatorUnderTest emulator) => new()
    {
        ["INTEGRATION"] = await emulator.Id("ai-integrations", "llm-gateway"),
        ["DATASET"] = await emulator.Id("datasets", "support-golden-set"),
        ["PROJECT"] = await emulator.Id("projects", "support-bot"),
        ["EVALUATOR"] = await emulator.Id("evaluators", "correctness"),
        ["EXPERIMENT"] = await emulator.Id("experiments", "main-2026-11-20"),
        ["SPACE"] = (await emulator.Get("/v2/spaces")).Json["spaces"]![0]!["id"]!.GetValue<string>(),
        ["AGENT"] = await emulator.Id("integrations", "support-agent"),
        ["TASK"] = await emulator.Task("support-golden"),
        ["JUDGE"] = await emulator.Task("support-judge"),
        ["LIVE"] = await emulator.Task("support-live-quality"),
    };

    static (string Method, string Path, string? Body) Split(string line)
    {
        var parts = line.Split(' ', 3);
        return (parts[0], parts[1], parts.ElementAtOrDefault(2));
    }
}

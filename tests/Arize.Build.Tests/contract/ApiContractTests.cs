namespace Arize.Build.Tests.Contract;

public class ApiContractTests
{
    const string Integration = "TGxtSW50ZWdyYXRpb246MTI6YUJjRA==";
    const string Dataset = "RGF0YXNldDo1NjpxUndY";

    static IReadOnlyList<string> Request(string method, string path, string? body = null) => ApiContract.Instance.JudgeRequest(method, path, body);

    static IReadOnlyList<string> Answer(string method, string path, int status, string? body, string type = "application/json") =>
        ApiContract.Instance.JudgeAnswer(method, path, status, type, body);

    static IEnumerable<TestCaseData> Examples()
    {
        foreach (var operation in ApiContract.Instance.Document.Operations)
        {
            var bodies = (operation.Operation.ActualRequestBody?.Content ?? new Dictionary<string, NSwag.OpenApiMediaType>())
                .Select(content => (Place: "request", content.Value));
            var answers = operation.Operation.Responses
                .SelectMany(response => response.Value.ActualResponse.Content.Select(content => (Place: response.Key, content.Value)));
            foreach (var (place, media) in bodies.Concat(answers))
            {
                foreach (var (name, example) in media.Examples)
                {
                    yield return new TestCaseData(media.Schema, Newtonsoft.Json.JsonConvert.SerializeObject(example.Value))
                        .SetArgDisplayNames(operation.Operation.OperationId, place, name);
                }
            }
        }
    }

    [TestCaseSource(nameof(Examples))]
    public void Every_example_of_the_contract_fits_its_schema(NJsonSchema.JsonSchema schema, string json) =>
        Assert.That(ApiContract.JudgeJson(schema, json), Is.Empty);

    [Test]
    public void There_are_examples_to_judge() => Assert.That(Examples().Count(), Is.GreaterThan(80));

    [Test]
    public void There_are_thirty_eight_operations() => Assert.That(ApiContract.Instance.Document.Operations.Count(), Is.EqualTo(38));

    [TestCase("GET", "/v2/tasks", null)]
    [TestCase("GET", "/v2/tasks?limit=100&type=RUN_EXPERIMENT&name=a%20b", null)]
    [TestCase("POST", "/v2/tasks/T1/trigger", null)]
    [TestCase("POST", "/v2/tasks/T1/trigger", "{}")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":"a","max_examples":1,"tracing_metadata":{"commit":"abc"}}""")]
    [TestCase("PATCH", "/v2/tasks/T1", """{"query_filter":null}""")]
    [TestCase("POST", "/v2/task-runs/R1/cancel", null)]
    [TestCase("POST", "/v2/experiments", """{"name":"a","dataset_id":"d","experiment_runs":[{"example_id":"1","output":"x","latency_ms":4}]}""")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","space_id":"s","experiment_runs":[{"output":"x"}]}""")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","space_id":null,"dataset_id":"d","experiment_runs":[{"example_id":"1","output":"x"}]}""")]
    public void A_good_request_passes(string method, string path, string? body) => Assert.That(Request(method, path, body), Is.Empty);

    [TestCase("GET", "/v2/nothing", null)]
    [TestCase("PUT", "/v2/tasks", "{}")]
    [TestCase("GET", "/v2/tasks//runs", null)]
    [TestCase("GET", "/v2/tasks?limit=0", null)]
    [TestCase("GET", "/v2/tasks?limit=101", null)]
    [TestCase("GET", "/v2/tasks?limit=many", null)]
    [TestCase("GET", "/v2/tasks?type=run_experiment", null)]
    [TestCase("GET", "/v2/tasks?datasetId=a", null)]
    [TestCase("GET", "/v2/tasks?name=a&name=b", null)]
    [TestCase("GET", "/v2/experiments/E1/runs?limit=501", null)]
    [TestCase("POST", "/v2/tasks", null)]
    [TestCase("POST", "/v2/tasks", "nonsense")]
    [TestCase("POST", "/v2/tasks", "[]")]
    [TestCase("POST", "/v2/tasks", "null")]
    [TestCase("POST", "/v2/task-runs/R1/cancel", """{"a":1}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":"a","example_ids":["1"],"max_examples":1}""", TestName = "not: example_ids with max_examples")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":"a","max_examples":0}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":"a","max_examples":1.5}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":"a","tracing_metadata":{"build":17}}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experimentName":"a"}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"experiment_name":null}""")]
    [TestCase("POST", "/v2/tasks/T1/trigger", """{"data_start_time":"2026-11-01T00:00:00"}""", TestName = "a time without an offset")]
    [TestCase("PATCH", "/v2/tasks/T1", "{}", TestName = "an update needs a field")]
    [TestCase("PATCH", "/v2/tasks/T1", """{"name":null}""")]
    [TestCase("PATCH", "/v2/tasks/T1", """{"evaluators":[]}""")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","experiment_runs":[{"output":"x"}]}""", TestName = "oneOf: neither dataset nor space")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","dataset_id":"d","space_id":"s","experiment_runs":[{"example_id":"1","output":"x"}]}""", TestName = "oneOf: dataset and space")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","dataset_id":"d","experiment_runs":[{"output":"x"}]}""")]
    [TestCase("POST", "/v2/experiments", """{"name":"a","space_id":"s","experiment_runs":[]}""")]
    public void A_bad_request_is_found(string method, string path, string? body) => Assert.That(Request(method, path, body), Is.Not.Empty);

    [TestCase("", ExpectedResult = true)]
    [TestCase(""","model_name":"m" """, ExpectedResult = true)]
    [TestCase(""","model":"m" """, ExpectedResult = false, TestName = "a closed body takes no other field")]
    [TestCase(""","integration_id":"x" """, ExpectedResult = false, TestName = "a field of another kind of configuration")]
    public bool A_run_configuration_is_one_of_three(string more) => Request("POST", "/v2/tasks", $$"""
        {"name":"n","type":"RUN_EXPERIMENT","dataset_id":"{{Dataset}}","run_configuration":{"experiment_type":"LLM_GENERATION",
        "ai_integration_id":"{{Integration}}","messages":[{"role":"USER","content":null}],"input_variable_format":"NONE"{{more}} } }
        """).Count == 0;

    [TestCase("\"project_id\":\"p\"", ExpectedResult = true)]
    [TestCase("\"project_id\":\"p\",\"sampling_rate\":0", ExpectedResult = true)]
    [TestCase("\"project_id\":\"p\",\"sampling_rate\":1.1", ExpectedResult = false)]
    [TestCase("\"project_id\":\"p\",\"experiment_ids\":[\"e\"]", ExpectedResult = false)]
    [TestCase("\"dataset_id\":\"d\",\"experiment_ids\":[\"e\"]", ExpectedResult = true)]
    [TestCase("\"dataset_id\":\"d\",\"experiment_ids\":[]", ExpectedResult = false)]
    [TestCase("\"dataset_id\":\"d\"", ExpectedResult = false)]
    [TestCase("\"dataset_id\":\"d\",\"experiment_ids\":[\"e\"],\"sampling_rate\":0.5", ExpectedResult = false)]
    [TestCase("\"dataset_id\":\"d\",\"experiment_ids\":[\"e\"],\"is_continuous\":true", ExpectedResult = false)]
    [TestCase("\"dataset_id\":\"d\",\"experiment_ids\":[\"e\"],\"project_id\":\"p\"", ExpectedResult = false)]
    [TestCase("\"name2\":\"x\"", ExpectedResult = false)]
    public bool An_evaluation_task_has_a_project_or_a_dataset(string more) => Request(
        "POST", "/v2/tasks", $$"""{"name":"n","type":"CODE_EVALUATION","evaluators":[{"evaluator_id":"e"}],{{more}}}""").Count == 0;

    const string Run = """
        "id":"r","task_id":"t","run_started_at":null,"run_finished_at":null,"data_start_time":null,"data_end_time":null,"num_errors":0,
        "num_skipped":0,"created_at":"2026-11-02T09:00:00Z","created_by_user_id":null
        """;

    [TestCase("""{"status":"PENDING","num_successes":0,""" + Run + "}", ExpectedResult = true)]
    [TestCase("""{"status":"PENDING","num_successes":0,"brand_new":{},""" + Run + "}", ExpectedResult = true, TestName = "answers may gain fields")]
    [TestCase("""{"status":"pending","num_successes":0,""" + Run + "}", ExpectedResult = false, TestName = "enums are upper case")]
    [TestCase("""{"status":"PENDING","num_successes":null,""" + Run + "}", ExpectedResult = false, TestName = "null where null is not allowed")]
    [TestCase("""{"status":"PENDING","num_successes":"0",""" + Run + "}", ExpectedResult = false, TestName = "a text for a number")]
    [TestCase("""{"status":"PENDING",""" + Run + "}", ExpectedResult = false, TestName = "a required field is missing")]
    public bool An_answer_is_judged_by_its_schema(string body) => Answer("GET", "/v2/task-runs/R1", 200, body).Count == 0;

    [Test]
    public void A_status_the_operation_does_not_have_is_found() =>
        Assert.That(Answer("GET", "/v2/task-runs/R1", 409, """{"title":"t","status":409}""", "application/problem+json"), Is.Not.Empty);

    [Test]
    public void Any_status_from_500_up_is_a_problem() =>
        Assert.That(Answer("GET", "/v2/task-runs/R1", 502, """{"title":"t","status":502}""", "application/problem+json"), Is.Empty);

    [Test]
    public void A_problem_has_its_own_content_type() =>
        Assert.That(Answer("GET", "/v2/task-runs/R1", 404, """{"title":"t","status":404}"""), Is.Not.Empty);

    [Test]
    public void A_deletion_has_no_body()
    {
        Assert.That(Answer("DELETE", "/v2/tasks/T1", 204, null), Is.Empty);
        Assert.That(Answer("DELETE", "/v2/tasks/T1", 204, "{}"), Is.Not.Empty);
    }
}

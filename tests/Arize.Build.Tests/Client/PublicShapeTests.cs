using System.Diagnostics.Tracing;
using System.Net;
using System.Text;
using Arize.Build.Client;
using Arize.Build.Tests.Faults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Arize.Build.Tests.Client;

/// <summary>The client as an application meets it: replaced in tests, injected, configured, observed. No internal member is used here.</summary>
public sealed class PublicShapeTests
{
    static readonly string RunId = ScriptedArize.Id("TaskRun:1:r");

    /// <summary>What an application might do.</summary>
    static async Task<string> ReleaseAsync(ArizeClient arize)
    {
        var run = await arize.Tasks.TriggerRunAsync(new() { Task = "golden", Space = "support", ExperimentName = "pr-1" });
        run = await arize.Tasks.WaitForRunAsync(run.Id);
        var others = 0;
        await foreach (var _ in arize.Tasks.ListRunsAsync(new() { Task = "golden" }))
            others++;
        return $"{run.Status} after {others}";
    }

    [Test]
    public async Task A_mocking_library_can_replace_the_client()
    {
        var arize = Substitute.For<ArizeClient>();
        var tasks = Substitute.For<TasksClient>();
        arize.Tasks.Returns(tasks);
        var run = new TaskRun { Id = RunId, Status = RunStatus.Pending, StatusText = "PENDING" };
        tasks.TriggerRunAsync(Arg.Is<TriggerRunRequest>(r => r.Task == "golden"), Arg.Any<CancellationToken>()).Returns(run);
        tasks.WaitForRunAsync(RunId, Arg.Any<WaitOptions>(), Arg.Any<CancellationToken>()).Returns(run with { Status = RunStatus.Completed });
        tasks.ListRunsAsync(Arg.Any<ListRunsRequest>(), Arg.Any<CancellationToken>())
            .Returns(AsyncPageable.FromPages([new Page<TaskRun> { Items = [run, run], NextCursor = "next" }, new Page<TaskRun> { Items = [run] }]));

        Assert.That(await ReleaseAsync(arize), Is.EqualTo("Completed after 3"));
    }

    [Test]
    public async Task A_derived_class_can_replace_the_client() => Assert.That(await ReleaseAsync(new Replaced()), Is.EqualTo("Failed after 0"));

    sealed class Replaced : ArizeClient
    {
        public override TasksClient Tasks { get; } = new FailingTasks();
    }

    sealed class FailingTasks : TasksClient
    {
        static TaskRun Run(RunStatus status) => new() { Id = RunId, Status = status, StatusText = status.ToString() };

        public override Task<TaskRun> TriggerRunAsync(TriggerRunRequest request, CancellationToken cancellationToken = default) => Task.FromResult(Run(RunStatus.Pending));

        public override Task<TaskRun> WaitForRunAsync(string runId, WaitOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(Run(RunStatus.Failed));

        public override AsyncPageable<TaskRun> ListRunsAsync(ListRunsRequest request, CancellationToken cancellationToken = default) => AsyncPageable.FromPages<TaskRun>([]);
    }

    [Test]
    public void Every_public_method_of_a_client_can_be_overridden()
    {
        Type[] clients = [typeof(ArizeClient), .. typeof(ArizeClient).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Client", StringComparison.Ordinal))];
        var fixedMembers = from client in clients
                           from method in client.GetMethods()
                           where method.DeclaringType == client && !method.IsStatic && (!method.IsVirtual || method.IsFinal)
                           select $"{client.Name}.{method.Name}";
        Assert.That(fixedMembers, Is.All.EqualTo("ArizeClient.Dispose")); // which calls Dispose(bool)
        Assert.That(clients.Select(c => c.GetConstructor(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, [])?.IsFamily), Is.All.True);
    }

    [Test]
    public void Options_bind_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Arize:ApiKey"] = "k", ["Arize:Region"] = "eu-west-1a", ["Arize:RequestTimeout"] = "00:00:20", ["Arize:EnumCasing"] = "Lower", ["Arize:PageSize"] = "50",
        }).Build();
        using var services = Services(configuration);
        var options = services.GetRequiredService<IOptions<ArizeClientOptions>>().Value;
        Assert.That((options.ApiKey, options.RequestTimeout, options.EnumCasing, options.PageSize), Is.EqualTo(("k", TimeSpan.FromSeconds(20), EnumCasing.Lower, 50)));
        Assert.That(services.GetRequiredService<ArizeClient>().BaseUrl.Host, Is.EqualTo("api.eu-west-1a.arize.com"));
        Assert.That(services.GetRequiredService<TasksClient>(), Is.SameAs(services.GetRequiredService<ArizeClient>().Tasks));
    }

    static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        Documentation.SnippetTests.AddArize(services);
        return services.BuildServiceProvider();
    }

    [Test]
    public async Task Nothing_is_read_or_checked_before_the_first_use_and_then_everything_is_reported_at_once()
    {
        var options = new ArizeClientOptions { ApiKeyFile = "/no/such/key.txt", Region = "EU", PageSize = 0 };
        using var arize = new ArizeClient(options);
        options.PageSize = 10; // copied: too late

        var refused = await Thrown.ByAsync(() => arize.Tasks.GetRunAsync(RunId));
        Assert.That(refused.Codes(), Is.EquivalentTo(new[] { "ARIZE1006", "ARIZE1009", "ARIZE1004" }));
        Assert.That(Thrown.By(() => _ = arize.BaseUrl).Codes(), Is.EquivalentTo(refused.Codes()));
        Assert.That(Thrown.By(arize.Validate).Codes(), Is.EquivalentTo(refused.Codes()));
    }

    sealed class Answering(HttpStatusCode status, string json, string type = "application/json") : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return status == 0
                ? throw new HttpRequestException("connection lost")
                : Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, type) });
        }
    }

    static ArizeClient Through(HttpMessageHandler handler) => new(new ArizeClientOptions { ApiKey = ScriptedArize.Key, BaseUrl = "https://api.arize.com" }, handler);

    [Test]
    public async Task A_handler_gets_every_request_and_is_not_disposed()
    {
        var handler = new Answering(HttpStatusCode.OK, ScriptedArize.Run("RUNNING", id: RunId));
        for (var i = 0; i < 2; i++)
            using (var arize = Through(handler))
                await arize.Tasks.GetRunAsync(RunId);
        Assert.That(handler.Requests.Select(r => (r.RequestUri!.Host, r.Headers.Authorization?.Parameter)), Is.EqualTo(Enumerable.Repeat(("api.arize.com", ScriptedArize.Key), 2)));
    }

    [Test]
    public async Task A_write_through_a_handler_of_ones_own_is_never_proven_unsent()
    {
        using var arize = Through(new Answering(0, ""));
        var e = await Thrown.ByAsync(() => arize.Tasks.SendTriggerAsync(new TriggerPlan { Task = new ArizeTask { Id = ScriptedArize.TaskId, Name = "t", Type = TaskType.RunExperiment, TypeText = "RUN_EXPERIMENT" } }));
        Assert.That((e.Code, e.NeverSent, e.IsTransient), Is.EqualTo((ArizeErrorCode.Service, false, true)));
    }

    [Test]
    public async Task A_problem_names_its_error_code_and_its_request()
    {
        using var arize = Through(new Answering(HttpStatusCode.BadRequest, """{"title":"Bad","detail":"No.","error_code":"INVALID_FIELD","request_id":"req-7"}""", "application/problem+json"));
        var e = await Thrown.ByAsync(() => arize.Tasks.GetRunAsync(RunId));
        Assert.That((e.Code, e.Status, e.Detail, e.ErrorCode, e.RequestId, e.IsTransient), Is.EqualTo((ArizeErrorCode.Rejected, 400, "No", "INVALID_FIELD", "req-7", false)));
        Assert.That(e.Message, Does.EndWith(": No (error_code INVALID_FIELD, request_id req-7)."));
    }

    [Test]
    public async Task Each_request_is_an_event_without_the_key()
    {
        using var listener = new Listener();
        using var arize = Through(new Answering(HttpStatusCode.OK, ScriptedArize.Run("RUNNING", id: RunId)));
        await arize.Tasks.GetRunAsync(RunId);
        Assert.That(listener.Lines, Has.Some.StartsWith($"GET v2/task-runs/{Uri.EscapeDataString(RunId)}: 200, "));
        Assert.That(listener.Lines, Has.None.Contains(ScriptedArize.Key));
    }

    sealed class Listener : EventListener
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == ArizeClient.EventSourceName)
                EnableEvents(source, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written) => Lines.Enqueue((string)written.Payload![0]!);
    }

    [Test]
    public void Text_is_an_id_or_a_name_unless_the_caller_decides()
    {
        ResourceReference id = RunId, name = "golden";
        Assert.That((id.IsId, name.IsId, ResourceReference.FromName(RunId).IsId, ResourceReference.FromId("golden").IsId), Is.EqualTo((true, false, false, true)));
        Assert.That((name == "golden", name == ResourceReference.FromId("golden"), id.ToString()), Is.EqualTo((true, false, RunId)));
    }

    [Test]
    public async Task A_name_that_looks_like_an_id_is_looked_up_and_an_id_that_looks_like_a_name_is_not()
    {
        await using var arize = new ScriptedArize();
        arize.Server.On("GET /v2/tasks", Reply.Json(ScriptedArize.Page("tasks", [$$"""{"id":"{{ScriptedArize.TaskId}}","name":"{{RunId}}","type":"RUN_EXPERIMENT"}"""])))
            .On(ScriptedArize.GetTask, Reply.Json($$"""{"id":"{{ScriptedArize.TaskId}}","name":"{{RunId}}","type":"RUN_EXPERIMENT"}"""))
            .On("GET /v2/tasks/golden", Reply.Json("""{"id":"golden","name":"g","type":"RUN_EXPERIMENT"}"""));
        using var client = arize.Client();
        Assert.That((await client.Tasks.GetAsync(ResourceReference.FromName(RunId), ScriptedArize.SpaceId)).Id, Is.EqualTo(ScriptedArize.TaskId));
        Assert.That((await client.Tasks.GetAsync(ResourceReference.FromId("golden"))).Name, Is.EqualTo("g"));
        Assert.That((await Thrown.ByAsync(() => client.Tasks.GetAsync(ResourceReference.FromId("golden?x=1")))).Code, Is.EqualTo(ArizeErrorCode.Value));
    }

    [Test]
    public void A_run_configuration_is_typed_and_keeps_what_it_does_not_know()
    {
        var read = (LlmGeneration)RunConfiguration.Parse("""
            {
              "experiment_type": "LLM_GENERATION", "ai_integration_id": "i", "model_name": "m", "input_variable_format": "MUSTACHE", "prompt_version_id": "v",
              "messages": [{ "role": "USER", "content": "{{q}}", "tool_calls": [] }], "invocation_parameters": { "temperature": 0.2 }, "tool_config": { "tools": [] }
            }
            """);
        Assert.That((read.AiIntegration?.ToString(), read.ModelName, read.InputVariableFormat, read.PromptVersionId, read.Messages.Single().Role, read.Messages.Single().Content),
            Is.EqualTo(("i", "m", InputVariableFormat.Mustache, "v", MessageRole.User, "{{q}}")));
        Assert.That((double)read.InvocationParameters!["temperature"]!, Is.EqualTo(0.2));

        var again = new LlmGeneration
        {
            AiIntegration = read.AiIntegration, ModelName = read.ModelName, InputVariableFormat = read.InputVariableFormat, PromptVersionId = read.PromptVersionId,
            Messages = read.Messages, InvocationParameters = read.InvocationParameters, ToolConfig = read.ToolConfig,
        };
        Assert.That(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(again.ToString()), System.Text.Json.Nodes.JsonNode.Parse(read.ToString())), Is.True, again.ToString());
    }

    [Test]
    public async Task A_run_configuration_that_lacks_something_is_refused_before_any_request()
    {
        var handler = new Answering(HttpStatusCode.OK, "{}");
        using var arize = Through(handler);
        var e = await Thrown.ByAsync(() => arize.Tasks.CreateRunExperimentTaskAsync(new() { Name = "n", Dataset = ScriptedArize.DatasetId, RunConfiguration = new LlmGeneration() }));
        Assert.That(e.Codes(), Is.EqualTo(new[] { "ARIZE1001", "ARIZE1001" }));
        Assert.That((e.Message.Contains("ai_integration_id", StringComparison.Ordinal), e.Message.Contains("messages", StringComparison.Ordinal), handler.Requests.Count), Is.EqualTo((true, true, 0)));
    }
}

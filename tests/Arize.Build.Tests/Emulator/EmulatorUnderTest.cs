using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Build.Tests.Contract;
using Arize.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace Arize.Build.Tests.Emulator;

/// <summary>
/// An emulator with a clock that the test moves, and a plain HTTP client in front of it. Every answer is judged by the contract; what it
/// finds
/// fails the test when this is disposed.
/// </summary>
sealed class EmulatorUnderTest : IAsyncDisposable
{
    readonly HttpClient http;
    readonly ContractHandler handler;
    readonly bool isJudged;

    EmulatorUnderTest(EmulatorServer server, FakeTimeProvider clock, bool isJudged)
    {
        Server = server;
        Clock = clock;
        this.isJudged = isJudged;
        handler = new ContractHandler(new SocketsHttpHandler { UseProxy = false });
        http = new HttpClient(handler) { BaseAddress = server.BaseUrl, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public EmulatorServer Server { get; }

    public FakeTimeProvider Clock { get; }

    /// <param name="change">Changes the default scenario first.</param>
    public static Task<EmulatorUnderTest> With(Action<Scenario> change)
    {
        var scenario = Scenario.Default();
        change(scenario);
        return Started(scenario);
    }

    public static async Task<EmulatorUnderTest> Started(Scenario? scenario = null, Dialect dialect = Dialect.Upper)
    {
        var clock = new FakeTimeProvider(Start);
        var server = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario, Time = clock, Dialect = dialect });
        return new EmulatorUnderTest(server, clock, dialect == Dialect.Upper);
    }

    public Task<Reply> Get(string path) => Send("GET", path);

    public Task<Reply> Post(string path, string? body = null) => Send("POST", path, body);

    public Task<Reply> Patch(string path, string body) => Send("PATCH", path, body);

    public Task<Reply> Delete(string path) => Send("DELETE", path);

    public async Task<Reply> Send(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public void Wait(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Id of the one item of a list that has the name.</summary>
    public async Task<string> Id(string list, string name, string space = "support")
    {
        var spaceId = (await Get("/v2/spaces")).Json["spaces"]!.AsArray().Single(it => it!["name"]!.GetValue<string>() == space)!["id"];
        var found = await Get($"/v2/{list}?space_id={Uri.EscapeDataString(spaceId!.GetValue<string>())}&name={name}");
        var items = found.Json[list.Replace('-', '_')]!.AsArray();
        return items.Single(it => it!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<string>();
    }

    public Task<string> Task(string name) => Id("tasks", name);

    /// <summary>Creates a RUN_EXPERIMENT task like support-golden with another model.</summary>
    public async Task<string> TaskOf(string model)
    {
        var like = (await Get($"/v2/tasks/{await Task("support-golden")}")).Json;
        like["run_configuration"]!["model_name"] = model;
        var body = new JsonObject
        {
            ["name"] = $"golden-{model}",
            ["type"] = "RUN_EXPERIMENT",
            ["dataset_id"] = like["dataset_id"]!.DeepClone(),
            ["run_configuration"] = like["run_configuration"]!.DeepClone(),
        };
        return (await Post("/v2/tasks", body.ToJsonString())).Text("id");
    }

    /// <summary>Triggers a task and returns the id of the run.</summary>
    public async Task<string> Trigger(string taskId, string body)
    {
        var reply = await Post($"/v2/tasks/{taskId}/trigger", body);
        Assert.That(reply.Status, Is.EqualTo(201), reply.Body);
        return reply.Text("id");
    }

    public async Task<JsonNode> Run(string id) => (await Get($"/v2/task-runs/{id}")).Json;

    public async Task<string> Status(string runId) => (await Run(runId))["status"]!.GetValue<string>();

    /// <summary>All rows of an experiment in one page.</summary>
    public async Task<List<JsonNode>> Rows(string experimentId) =>
        [.. (await Get($"/v2/experiments/{experimentId}/runs?limit=500")).Json["experiment_runs"]!.AsArray().Select(row => row!)];

    /// <summary>The rows of the experiment that a run has made.</summary>
    public async Task<List<JsonNode>> RowsOf(string runId) => await Rows((await Run(runId))["experiment_id"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        handler.Dispose();
        await Server.DisposeAsync();
        if (isJudged)
            Assert.That(handler.Violations, Is.Empty, "answers that break the contract");
    }
}

/// <summary>An answer of the emulator.</summary>
sealed record Reply(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text(string key) => Json[key]!.GetValue<string>();

    public string Detail => Text("detail");

    /// <summary>Names of the items of a list.</summary>
    public IEnumerable<string> Names(string list) => Json[list]!.AsArray().Select(item => item!["name"]!.GetValue<string>());
}

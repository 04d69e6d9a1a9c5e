using Arize.Build.Client;
using Arize.Build.Tests.Client;
using Arize.Build.Tests.Contract;
using Arize.Emulator;

namespace Arize.Build.Tests.Parity;

/// <summary>
/// Holds one method of the Python TasksClient against ours, on the emulator: each argument, check, default and error has a test, and docs/parity.md names it. Whatever was sent is judged by the
/// contract after each test.
/// </summary>
public abstract class SeedFixture
{
    EmulatorServer emulator = null!;
    int requestsBefore;

    protected ArizeClient Arize { get; private set; } = null!;

    protected string ApiKey => emulator.ApiKey;

    protected TasksClient Tasks => Arize.Tasks;

    /// <summary>What this test has sent.</summary>
    protected IReadOnlyList<LoggedRequest> Sent => [.. emulator.Requests.Skip(requestsBefore)];

    [OneTimeSetUp]
    public async Task Start()
    {
        var scenario = Scenario.Default();
        foreach (var model in scenario.Models.Values)
            (model.Pending, model.Running) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario });
        Arize = NewClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Arize.Dispose();
        await emulator.DisposeAsync();
    }

    [SetUp]
    public void Remember() => requestsBefore = emulator.Requests.Count;

    [TearDown]
    public void Everything_sent_fits_the_contract()
    {
        foreach (var request in Sent)
            Assert.That(ApiContract.Instance.JudgeRequest(request.Method, request.Path + (request.Query.Length > 0 ? "?" + request.Query.TrimStart('?') : ""), request.Body), Is.Empty,
                $"{request.Method} {request.Path}?{request.Query} {request.Body}");
    }

    /// <summary>A client of this emulator that names it in its environment, as the host policy demands.</summary>
    protected ArizeClient NewClient(int pageSize = 100) => new(new ArizeClientOptions
    {
        PageSize = pageSize,
        Environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = emulator.BaseUrl.ToString(), ["ARIZE_API_KEY"] = emulator.ApiKey },
    });

    /// <summary>The faults of a call, as "code: message".</summary>
    protected static async Task<string[]> FaultsOf(Func<Task> call)
    {
        var e = await Faults.Thrown.ByAsync(call);
        return [.. e.Diagnostics.Select(f => f.ToString())];
    }

    /// <summary>The only fault of a call that must not have sent anything.</summary>
    protected async Task<string> RefusedBeforeAnyRequest(Func<Task> call)
    {
        var faults = await FaultsOf(call);
        Assert.That(Sent, Is.Empty);
        Assert.That(faults, Has.Length.EqualTo(1));
        return faults[0];
    }

    /// <summary>The body of the one write of this test.</summary>
    protected System.Text.Json.Nodes.JsonObject Written =>
        System.Text.Json.Nodes.JsonNode.Parse(Sent.Single(r => r.Method is "POST" or "PATCH").Body!)!.AsObject();

    protected static RunConfiguration Prompt(string model = "atlas-1") => Configurations.Prompt("llm-gateway", model);

    protected async Task<string> NewEvaluationTask(string name) => (await Tasks.CreateEvaluationTaskAsync(new CreateEvaluationTaskRequest
    {
        Name = name,
        Type = TaskType.TemplateEvaluation,
        Evaluators = [new TaskEvaluator { Evaluator = "correctness" }],
        Space = "support",
        Project = "support-bot",
    })).Id;

    protected async Task<string> NewExperimentTask(string name) => (await Tasks.CreateRunExperimentTaskAsync(
        new CreateRunExperimentTaskRequest { Name = name, Dataset = "support-golden-set", Space = "support", RunConfiguration = Prompt() })).Id;
}

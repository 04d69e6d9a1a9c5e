using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Arize.Emulator;

namespace Arize.Build.Tests.Verdicts;

/// <summary>An emulator that is quick, a record's folder, and a gate in front of them.</summary>
sealed class GateUnderTest : IAsyncDisposable
{
    readonly EmulatorServer server;
    readonly ArizeClient client;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gate");
    readonly Lines log = new();
    int gates;

    GateUnderTest(EmulatorServer server)
    {
        this.server = server;
        client = new ArizeClient(new ArizeClientOptions { ApiKey = server.ApiKey, Environment = new Dictionary<string, string> { ["ARIZE_BASE_URL"] = server.BaseUrl.ToString() } });
    }

    public static async Task<GateUnderTest> With(Action<Scenario>? change = null, Scenario? scenario = null)
    {
        scenario ??= Scenario.Default();
        foreach (var timeline in scenario.Models.Values.Cast<ScenarioTimeline>().Append(scenario.Evaluations).Append(scenario.DefaultModel))
            (timeline.Pending, timeline.Running) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60));
        // What a gate does is tested with runs that hardly differ; what noise does to it, in simulations.
        foreach (var model in scenario.Models.Values.Where(m => m.Noise > 0))
            model.Noise = 0.03;
        change?.Invoke(scenario);
        return new GateUnderTest(await EmulatorServer.StartAsync(new EmulatorOptions { Scenario = scenario }));
    }

    /// <summary>The default world with another model behind support-golden.</summary>
    public static Task<GateUnderTest> WithModel(string model, Action<Scenario>? more = null) => With(scenario =>
    {
        scenario.Spaces["support"].Tasks["support-golden"].Model = model;
        foreach (var main in scenario.Spaces["support"].Experiments.Values)
            main.Model = "atlas-1";
        more?.Invoke(scenario);
    });

    public ArizeClient Client => client;

    /// <summary>The build's identity; set, it also names the experiment.</summary>
    public string? Build { get; set; }

    /// <summary>Whether an earlier experiment may be judged again.</summary>
    public bool Reuse { get; set; } = true;

    public IReadOnlyList<string> Log => log.Said;

    public string Record => Path.Combine(folder.FullName, "record");

    /// <summary>Where a gate file looks for results.</summary>
    public string Folder => folder.FullName;

    public IReadOnlyList<LoggedRequest> Requests => server.Requests;

    public IEnumerable<LoggedRequest> Posts => Requests.Where(r => r.Method == "POST");

    /// <summary>The gate as a front end reads it.</summary>
    public async Task<GateRequest> Request(string json, GateSettings? settings = null)
    {
        var file = Path.Combine(folder.FullName, "release.gate.json");
        await File.WriteAllTextAsync(file, json);
        return GateRequest.Read(file, settings ?? new(), Record, Context);
    }

    GateContext Context => new() { Records = folder.FullName, Folder = folder.FullName, Build = Build, Reuse = Reuse };

    public GateOperations Operations => new(client, log);

    public async Task<GateResult> Run(string json, GateSettings? settings = null, string? name = null, CancellationToken cancellationToken = default)
    {
        settings ??= new GateSettings { PollInterval = TimeSpan.FromMilliseconds(40), ExperimentName = Build is null ? name ?? $"release-{++gates}" : null };
        var request = await Request(json, settings) with { LateScores = TimeSpan.FromSeconds(2) };
        Assert.That(request.Diagnostics, Is.Empty);
        return await new GateRunner(client, log, request).RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    sealed class Lines : IBuildLog
    {
        public List<string> Said { get; } = [];

        public void Milestone(string line) => Add(line);

        public void Detail(string line) => Add(line);

        public void Report(GateDiagnostic diagnostic) => Add(diagnostic.ToString());

        void Add(string line)
        {
            lock (Said)
                Said.Add(line);
        }
    }
}

using Arize.Emulator;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>An emulator on a port of its own, with a key that is searched for afterwards. It is a guest of these tests: a process of its own would take longer to start than most builds need it.</summary>
sealed class Emulator : IAsyncDisposable
{
    readonly EmulatorServer server;
    readonly TempFolder folder;

    Emulator(EmulatorServer server, TempFolder folder) => (this.server, this.folder) = (server, folder);

    public string Url => server.BaseUrl.ToString().TrimEnd('/');

    public string Key => server.ApiKey;

    /// <summary>The requests that were answered so far, in the order of their answers.</summary>
    public IReadOnlyList<Request> Requests => Request.Read(Log(folder));

    /// <summary>Starts an emulator with the scenario of these tests: its runs take less than half a second, and its tasks are named by how their runs end.</summary>
    /// <param name="scenario">The file of another scenario.</param>
    public static async Task<Emulator> Start(string? scenario = null)
    {
        var folder = new TempFolder();
        return new(await EmulatorServer.StartAsync(new()
        {
            ApiKey = $"canary-{Guid.NewGuid():N}",
            Scenario = Scenario.Load(scenario ?? Path.Combine(AppContext.BaseDirectory, "scenario.json")),
            RequestLog = Log(folder),
        }), folder);
    }

    /// <summary>Takes the service away: what is being answered is dropped, and nobody listens any more.</summary>
    public ValueTask StopAsync() => server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    static string Log(TempFolder folder) => Path.Combine(folder.Path, "requests.jsonl");
}

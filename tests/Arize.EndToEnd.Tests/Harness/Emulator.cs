extern alias emulator;
using System.Text.RegularExpressions;
using emulator::Arize.Emulator;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>
/// The emulator, on a port of its own, with a key that is searched for afterwards. It is a guest in the process of the tests, which saves the start of a process for each of them; a test that takes
/// the service away has it as a user runs it, as a process of its own.
/// </summary>
sealed partial class Emulator : IAsyncDisposable
{
    readonly TempFolder folder = new();
    EmulatorServer? guest;
    Child? child;

    public string Url { get; private set; } = "";

    public string Key { get; } = $"canary-{Guid.NewGuid():N}";

    /// <summary>The requests that were answered so far, in the order of their answers.</summary>
    public IReadOnlyList<Request> Requests => Request.Read(Log);

    string Log => Path.Combine(folder.Path, "requests.jsonl");

    /// <summary>Starts an emulator with the scenario of these tests: its runs take less than half a second, and its tasks are named by how their runs end.</summary>
    /// <param name="scenario">The file of another scenario.</param>
    public static async Task<Emulator> Start(string? scenario = null)
    {
        var emulator = new Emulator();
        emulator.guest = await EmulatorServer.StartAsync(new EmulatorOptions { ApiKey = emulator.Key, Scenario = Scenario.Load(scenario ?? TestScenario), RequestLog = emulator.Log });
        emulator.Url = emulator.guest.BaseUrl.ToString().TrimEnd('/');
        return emulator;
    }

    /// <summary>Starts its program.</summary>
    public static async Task<Emulator> StartProcess()
    {
        var emulator = new Emulator();
        try
        {
            var child = emulator.child = Child.Start(emulator.folder.Path, [new("ARIZE_API_KEY", emulator.Key)], "dotnet", Packed.Emulator, "serve", "--scenario", TestScenario, "--requests", emulator.Log);
            await child.Until(() => Address().IsMatch(child.Output));
            emulator.Url = Address().Match(child.Output).Groups[1].Value;
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the service away, as a crash would.</summary>
    public void Kill() => child!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (guest is not null)
            await guest.DisposeAsync();
        if (child is not null)
            await child.DisposeAsync();
        folder.Dispose();
    }

    static string TestScenario { get; } = Path.Combine(AppContext.BaseDirectory, "scenario.json");

    [GeneratedRegex(@"^Arize emulator: (http://127\.0\.0\.1:\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Address();
}

using System.Text.RegularExpressions;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>The emulator as a user runs it: a process of its own, on a port of its own, with a key that is searched for afterwards.</summary>
sealed partial class Emulator : IAsyncDisposable
{
    readonly Child child;
    readonly TempFolder folder;

    Emulator(Child child, TempFolder folder, string key) => (this.child, this.folder, Key) = (child, folder, key);

    public string Url { get; private set; } = "";

    public string Key { get; }

    /// <summary>The requests that were answered so far, in the order of their answers.</summary>
    public IReadOnlyList<Request> Requests => Request.Read(Log(folder));

    /// <summary>Starts an emulator with the scenario of these tests: its runs take less than half a second, and its tasks are named by how their runs end.</summary>
    /// <param name="scenario">The file of another scenario.</param>
    public static async Task<Emulator> Start(string? scenario = null)
    {
        var folder = new TempFolder();
        var key = $"canary-{Guid.NewGuid():N}";
        scenario ??= Path.Combine(AppContext.BaseDirectory, "scenario.json");
        var child = Child.Start(folder.Path, [new("ARIZE_API_KEY", key)], "dotnet", Packed.Emulator, "serve", "--scenario", scenario, "--requests", Log(folder));
        var emulator = new Emulator(child, folder, key);
        try
        {
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
    public void Kill() => child.Kill();

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        folder.Dispose();
    }

    static string Log(TempFolder folder) => Path.Combine(folder.Path, "requests.jsonl");

    [GeneratedRegex(@"^Arize emulator: (http://127\.0\.0\.1:\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Address();
}

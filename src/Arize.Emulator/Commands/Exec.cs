using System.ComponentModel;
using System.Diagnostics;

namespace Arize.Emulator.Commands;

/// <summary><c>exec</c>: runs a command against a new emulator.</summary>
static class Exec
{
    const int CannotStart = 127;

    /// <summary>Variables that point an Arize client elsewhere.</summary>
    static readonly string[] Conflicting =
    [
        "ARIZE_REGION", "ARIZE_SINGLE_HOST", "ARIZE_SINGLE_PORT", "ARIZE_API_HOST", "ARIZE_API_SCHEME", "ARIZE_API_PORT",
        "ARIZE_BASE_DOMAIN", "ARIZE_PROXY_URL",
    ];

    public static async Task<int> Run(Arguments arguments)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Scenario = arguments.LoadScenario(),
            Dialect = arguments.Dialect,
            RequestLog = arguments.RequestLog,
        });

        // Signals are taken over before the child exists: a Ctrl+C at any later moment leaves the emulator running for it.
        using var child = new Process { StartInfo = StartInfo(arguments.Command, emulator) };
        using var signals = new ChildSignals(child);
        try
        {
            child.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"arize-emulator: cannot start '{arguments.Command[0]}': {e.Message}");
            return CannotStart;
        }

        signals.ChildHasStarted();
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    static ProcessStartInfo StartInfo(IReadOnlyList<string> command, EmulatorServer emulator)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        foreach (var name in Conflicting)
            info.Environment.Remove(name);
        info.Environment["ARIZE_BASE_URL"] = emulator.BaseUrl.ToString().TrimEnd('/');
        info.Environment["ARIZE_API_KEY"] = emulator.ApiKey;

        // A proxy of the machine must not come between the command and the loopback address.
        foreach (var name in new[] { "NO_PROXY", "no_proxy" })
        {
            var others = Environment.GetEnvironmentVariable(name);
            info.Environment[name] = string.IsNullOrEmpty(others) ? "127.0.0.1,localhost" : $"{others},127.0.0.1,localhost";
        }

        return info;
    }
}

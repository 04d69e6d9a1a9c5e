using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Arize.Emulator;
using Arize.Testing;

namespace Arize.Build.Tests.Emulator;

/// <summary>The emulator as a program of its own. What still runs when this is disposed is killed by its id.</summary>
sealed class EmulatorProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <summary>No test waits so long. It ends one that hangs, on a machine however slow.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly Process process;
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    EmulatorProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                lines.Writer.TryComplete();
            else
                lines.Writer.TryWrite(line.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        Errors = process.StandardError.ReadToEndAsync();
    }

    public Task<string> Errors { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static EmulatorProcess Start(IEnumerable<string> arguments, Dictionary<string, string?>? environment = null)
    {
        var command = DefaultSignals.For(["dotnet", typeof(EmulatorServer).Assembly.Location, .. arguments]);
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ARIZE_API_KEY"] = "";
        foreach (var (name, value) in environment ?? [])
            info.Environment[name] = value;
        return new EmulatorProcess(new Process { StartInfo = info });
    }

    /// <summary>Runs a script of bash in <c>exec</c>.</summary>
    public static EmulatorProcess Exec(string script, params string[] options) => Start(["exec", .. options, "--", "bash", "-c", script]);

    public async Task<string> Line()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await lines.Reader.ReadAsync(patience.Token);
    }

    public void Signal(int signal) => Signal(process.Id, signal);

    public static void Signal(int id, int signal) => Assert.That(Kill(id, signal), Is.Zero, "the signal was sent");

    /// <summary>Waits for the end.</summary>
    /// <returns>Exit code and the lines not read yet.</returns>
    public async Task<(int Code, List<string> Lines)> End()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await lines.Reader.ReadAllAsync(patience.Token).ToListAsync(patience.Token));
    }

    public static bool IsRunning(int id)
    {
        try
        {
            using var found = Process.GetProcessById(id);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

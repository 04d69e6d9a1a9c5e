using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Arize.Testing;

namespace Arize.EndToEnd.Tests.Harness;

/// <summary>A child process that never outlives its test: what is left of it is killed, by id, with all of its own children.</summary>
sealed class Child : IAsyncDisposable
{
    /// <summary>No test waits so long. It ends one that hangs, on a machine however slow.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly Process process;
    readonly StringBuilder output = new();
    readonly StringBuilder errorOutput = new();

    Child(Process process) => this.process = process;

    public bool IsRunning => !process.HasExited;

    /// <summary>Everything said so far, on both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static Child Start(string folder, IEnumerable<KeyValuePair<string, string?>> environment, params IEnumerable<string> command)
    {
        var words = DefaultSignals.For(command);
        var info = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment.Clear();
        foreach (var (name, value) in ChildEnvironment.With(environment).Where(v => v.Value is not null))
            info.Environment[name] = value;

        var child = new Child(new Process { StartInfo = info });
        child.process.OutputDataReceived += (_, line) => child.Say(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Say(line.Data, isError: true);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts a command and waits until it has ended.</summary>
    public static async Task<Build> Run(string folder, IEnumerable<KeyValuePair<string, string?>> environment, params IEnumerable<string> command)
    {
        await using var child = Start(folder, BuildServer.Environment.Concat(environment), command);
        var build = await child.Ends();
        // A server that is just leaving its last build may lose the next: MSBuild then fails without a word. What is silent by itself is so again.
        return build is { ExitCode: not 0, Output.Length: 0 } ? await AloneAsync() : build;

        async Task<Build> AloneAsync()
        {
            await using var alone = Start(folder, environment.Concat(BuildServer.None), command);
            return await alone.Ends();
        }
    }

    /// <summary>Waits until the process has ended.</summary>
    public async Task<Build> Ends()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' did not end in {Patience}:\n{Output}");
        }
        lock (output)
            return new Build(process.ExitCode, output.ToString(), errorOutput.ToString());
    }

    /// <summary>Waits until something is so that this process brings about. Fails where it ends before.</summary>
    public async Task Until(Func<bool> isSo)
    {
        for (var started = Stopwatch.StartNew(); !isSo(); await Task.Delay(20))
        {
            if (started.Elapsed > Patience || process.HasExited)
                throw new TimeoutException($"What was waited for has not happened:\n{Output}");
        }
    }

    /// <summary>Waits until a text was said.</summary>
    public Task Says(string text) => Until(() => Output.Contains(text, StringComparison.Ordinal));

    /// <summary>Types into a terminal.</summary>
    public void Type(string keys)
    {
        process.StandardInput.Write(keys);
        process.StandardInput.Flush();
    }

    /// <summary>What Ctrl+C sends.</summary>
    public void Interrupt() => Send(signal: 2);

    /// <summary>What a CI agent sends that wants a build to end.</summary>
    public void Terminate() => Send(signal: 15);

    /// <summary>SIGKILL, to this process alone, as a CI agent or the system's memory guard does it.</summary>
    public void Kill() => process.Kill();

    /// <summary>A test that sends signals calls this first.</summary>
    public static void RequireSignals()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no signals.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    void Send(int signal) => Assert.That(Signal(process.Id, signal), Is.Zero, "the signal could not be sent");

    void Say(string? line, bool isError = false)
    {
        lock (output)
        {
            if (line is null)
                return;
            output.Append(line).Append('\n');
            if (isError)
                errorOutput.Append(line).Append('\n');
        }
    }

    // .NET can kill a process, but not interrupt it.
    [DllImport("libc", EntryPoint = "kill")]
    static extern int Signal(int process, int signal);
}

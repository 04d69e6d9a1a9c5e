using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Arize.Emulator.Commands;

/// <summary>
/// What <c>exec</c> does with signals. A Ctrl+C reaches the child from the terminal, so the first one is left to it: it can still tell the
/// emulator to cancel its run. A second one, or a SIGTERM, is passed on as SIGTERM; what is left after a grace period is killed.
/// </summary>
sealed class ChildSignals : IDisposable
{
    const int Sigterm = 15;

    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    readonly Process child;
    readonly PosixSignalRegistration interrupt;
    readonly PosixSignalRegistration terminate;
    readonly Lock gate = new();
    bool hasStarted;
    bool wasInterrupted;
    bool isEnding;

    public ChildSignals(Process child)
    {
        this.child = child;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    public void ChildHasStarted()
    {
        lock (gate)
        {
            hasStarted = true;
            if (isEnding)
                End();
        }
    }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (gate)
        {
            var isFirstInterrupt = context.Signal == PosixSignal.SIGINT && !wasInterrupted;
            wasInterrupted |= context.Signal == PosixSignal.SIGINT;
            if (isFirstInterrupt || isEnding)
                return;

            isEnding = true;
            if (hasStarted)
                End();
        }
    }

    void End()
    {
        if (child.HasExited)
            return;

        if (OperatingSystem.IsWindows())
            child.Kill(entireProcessTree: true);
        else if (Kill(child.Id, Sigterm) == 0)
            _ = KillAfterGrace();
    }

    async Task KillAfterGrace()
    {
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await child.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
        }
    }

    // .NET can kill a process, but not ask it to end.
    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

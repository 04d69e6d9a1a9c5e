using System.Runtime.InteropServices;

namespace Cake.Arize.Running;

/// <summary>
/// Ctrl+C and SIGTERM during a wait: Cake does nothing about them, so the process would end at once and leave the run behind. Here the work is stopped, has the time to cancel its run,
/// and the alias then fails, and the script with it. Registered for the length of one alias only; afterwards the signals do again what they did before.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly PosixSignalRegistration[] registrations;

    public StopSignals() => registrations = [Listen(PosixSignal.SIGINT), Listen(PosixSignal.SIGTERM)];

    /// <summary>Says when to stop.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>The signal that came; null if none did.</summary>
    public PosixSignal? Came { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stop.Dispose();
    }

    PosixSignalRegistration Listen(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true; // not "cancel the work", but "do not end the process"
        Came ??= signal;
        stop.Cancel();
    });
}

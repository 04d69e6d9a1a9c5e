namespace Arize.Build.Tasks;

/// <summary>
/// SIGTERM, as a CI agent sends it: MSBuild does not call Cancel() for it and exits with 0, as if all were well. But in its entry process the runtime says that the process is about to end. Then
/// the work is stopped, is given the time to cancel its run, and the exit code says what happened (128 + 15). Registered for the length of one task only: a node that is used again keeps nothing.
/// </summary>
internal sealed class ProcessExitGuard : IDisposable
{
    const int Terminated = 143;

    /// <summary>The five seconds that a cancel may take, and a little.</summary>
    static readonly TimeSpan Patience = Gates.Runs.RunWatch.CancelBudget + TimeSpan.FromSeconds(0.5);

    readonly CancellationTokenSource stop;
    readonly ManualResetEventSlim done = new();

    public ProcessExitGuard(CancellationTokenSource stop)
    {
        this.stop = stop;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        done.Set(); // not disposed: the handler may be waiting for it at this very moment
    }

    void OnProcessExit(object? sender, EventArgs e)
    {
        stop.Cancel();
        done.Wait(Patience);
        Environment.ExitCode = Terminated;
    }
}

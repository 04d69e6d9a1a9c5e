namespace Arize.Build.Tasks;

/// <summary>
/// SIGTERM, as a CI agent sends it: MSBuild does not call Cancel() for it and exits with 0, as if all were well. But in its entry process the runtime says that the process is about to end. Then
/// the work is stopped, is given the time to cancel its run, and the exit code says what happened (128 + 15). Registered for the length of one task only: a node that is used again keeps nothing.
/// </summary>
internal sealed class ProcessExitGuard : IDisposable
{
    const int Terminated = 143;

    /// <summary>The five seconds that a cancel may take, and a little.</summary>
    static readonly TimeSpan Patience = Gates.Runs.RunSupervisor.CancelBudget + TimeSpan.FromSeconds(0.5);

    static readonly List<ProcessExitGuard> UnderWay = [];

    readonly CancellationTokenSource stop;
    readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProcessExitGuard(CancellationTokenSource stop)
    {
        this.stop = stop;
        lock (UnderWay)
        {
            if (UnderWay.Count == 0)
                AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
            UnderWay.Add(this);
        }
    }

    public void Dispose()
    {
        lock (UnderWay)
        {
            UnderWay.Remove(this);
            if (UnderWay.Count == 0)
                AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        }
        done.SetResult();
    }

    /// <summary>All are stopped before the first is waited for: together they have the time of one.</summary>
    static void OnProcessExit(object? sender, EventArgs e)
    {
        ProcessExitGuard[] all;
        lock (UnderWay)
            all = [.. UnderWay];
        foreach (var guard in all)
            guard.stop.Cancel();
        Task.WaitAll([.. all.Select(g => g.done.Task)], Patience);
        Environment.ExitCode = Terminated;
    }
}

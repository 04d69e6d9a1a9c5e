using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// Waits for runs and leaves none behind: when the wait times out, cannot go on or is interrupted, the run is cancelled within
/// <see cref="CancelBudget"/>, on a fresh token, because the caller's is spent.
/// </summary>
internal sealed class RunSupervisor(ArizeClient arize, IBuildLog log)
{
    /// <summary>How long a cancel may take. CI systems kill a build soon after they asked it to stop (GitHub after 10 s).</summary>
    public static readonly TimeSpan CancelBudget = TimeSpan.FromSeconds(5);

    /// <summary>Called if a run that was waited for is known to have ended because this supervisor cancelled it.</summary>
    public Action<TaskRun>? OnCancelled { get; init; }

    /// <summary>The time of the whole gate, for messages; null if a wait is all there is.</summary>
    public TimeSpan? WholeTimeout { get; init; }

    /// <summary>How many items the run has, for an estimate of the time left; null if that is not known, or costs too much to find out.</summary>
    public Func<CancellationToken, Task<long?>>? CountItems { get; init; }

    /// <summary>Shares the polls of waits that begin together; null if each polls by itself.</summary>
    internal SharedRunPoller? Together { get; init; }

    /// <summary>Waits for one run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="pollInterval">The time between two polls; null takes the client's schedule.</param>
    /// <param name="onTimeout">What to do with a run that does not end. An interrupted wait always cancels.</param>
    /// <param name="cancellationToken">Interrupts the wait.</param>
    /// <returns>The run as it ended, whichever way.</returns>
    /// <exception cref="ArizeException">The wait timed out or cannot go on; the message says what became of the run.</exception>
    /// <exception cref="OperationCanceledException">The wait was interrupted.</exception>
    public async Task<TaskRun> WaitAsync(string runId, TimeSpan timeout, TimeSpan? pollInterval, OnTimeout onTimeout, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        try
        {
            return await UntilItEndsAsync(runId, new WaitOptions { Timeout = timeout, PollInterval = pollInterval, WholeTimeout = WholeTimeout }, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.Milestone($"Interrupted. {await CancelAsync(runId, CancelBudget).ConfigureAwait(false)}");
            throw;
        }
        catch (ArizeException e) when (e.RunId is not null)
        {
            // The final look may have used some of the five seconds that a wait may last beyond its timeout.
            var over = arize.TimeProvider.GetElapsedTime(started) - timeout;
            var budget = over > TimeSpan.Zero ? CancelBudget - over : CancelBudget;
            var fate = onTimeout == OnTimeout.Cancel
                ? await CancelAsync(runId, budget).ConfigureAwait(false)
                : $"Run {runId} was left as it is (OnTimeout=Leave): it may be active, and cost money.";
            throw new ArizeException([e.Diagnostics[0] with { Message = $"{e.Diagnostics[0].Message} {fate}" }, .. e.Diagnostics.Skip(1)], e);
        }
    }

    /// <summary>What the reporting still reads ends with the wait: nothing may keep a cancel waiting.</summary>
    async Task<TaskRun> UntilItEndsAsync(string runId, WaitOptions options, CancellationToken cancellationToken)
    {
        var reporting = new RunReporting(log, CountItems);
        await using var _ = reporting.ConfigureAwait(false);
        return await arize.Tasks.WaitForRunAsync(runId, options with { OnProgress = reporting.Report }, Together, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the service to cancel a run, and says in one sentence what became of it. Never throws for a fault of the service.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="budget">How long it may take.</param>
    public async Task<string> CancelAsync(string runId, TimeSpan budget)
    {
        using var limit = new CancellationTokenSource(budget > TimeSpan.Zero ? budget : TimeSpan.FromMilliseconds(100), arize.TimeProvider);
        try
        {
            var run = await arize.Tasks.CancelRunAsync(runId, limit.Token).ConfigureAwait(false);
            Tell(run);
            return run.Status is RunStatus.Completed or RunStatus.Failed
                ? $"Run {runId} had ended meanwhile: {RemoteText.OneLine(run.StatusText, 60)}."
                : $"Run {runId} was cancelled.";
        }
        catch (Exception e) when (e is ArizeException or OperationCanceledException)
        {
            var why = e is ArizeException known ? known.Diagnostics[0].Message : string.Create(CultureInfo.InvariantCulture, $"no answer within {budget.TotalSeconds:0.#} s.");
            return $"Run {runId} could not be cancelled ({why}) It may be active still, and cost money: cancel it in Arize, or with the task ArizeCancelRun.";
        }
    }

    void Tell(TaskRun cancelled)
    {
        try
        {
            OnCancelled?.Invoke(cancelled);
        }
        catch (ArizeException e)
        {
            log.Warning(e.Diagnostics[0]); // a record that cannot be written changes nothing about the run
        }
    }
}

using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// Waits for runs and leaves none behind: when the wait times out, cannot go on or is interrupted, the run is cancelled within
/// <see cref="CancelBudget"/>, on a fresh token, because the caller's is spent.
/// </summary>
internal sealed class RunSupervisor(ArizeClient arize, IBuildLog log)
{
    /// <summary>How long a cancel may take. CI systems kill a build soon after they asked it to stop (GitHub after 10 s).</summary>
    public static readonly TimeSpan CancelBudget = TimeSpan.FromSeconds(5);

    static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    /// <summary>Called where a run that was waited for is known to have ended because this watch cancelled it.</summary>
    public Action<TaskRun>? OnCancelled { get; init; }

    /// <summary>Shares the looks of waits that begin together; null where each looks for itself.</summary>
    internal SharedRunPoller? Together { get; init; }

    /// <summary>Waits for one run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="pollInterval">The time between two looks; null takes the client's schedule.</param>
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
            return await arize.Tasks.WaitForRunAsync(runId, new WaitOptions { Timeout = timeout, PollInterval = pollInterval, OnProgress = Teller() }, Together, cancellationToken)
                .ConfigureAwait(false);
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

    /// <summary>State changes and a heartbeat a minute for everybody, each look for a detailed log.</summary>
    Action<RunProgress> Teller()
    {
        var nextHeartbeat = Heartbeat;
        return progress =>
        {
            if (progress.Trouble is { } trouble)
            {
                if (progress.Run is { Status: RunStatus.Unknown })
                    log.Warning(new ArizeDiagnostic(GateErrorCode.UnknownStatus, $"Run {progress.RunId}: {trouble}"));
                else
                    log.Detail($"Run {progress.RunId}: {trouble}");
            }
            if (progress.Run is not { } run)
                return;
            var counters = run.NumSuccesses + run.NumErrors + run.NumSkipped > 0 ? $" ({RunJudge.Counters(run)})" : "";
            var line = $"Run {run.Id}: {RemoteText.OneLine(run.StatusText, 60)} after {Duration.Show(progress.Elapsed)}{counters}";
            if (progress.StatusChanged && !run.IsFinal || progress.Elapsed >= nextHeartbeat)
            {
                nextHeartbeat = progress.Elapsed + Heartbeat;
                log.Milestone(line);
            }
            else
                log.Detail(line);
        };
    }
}

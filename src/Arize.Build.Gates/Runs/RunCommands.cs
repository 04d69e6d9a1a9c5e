using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>The single steps with runs, as a build takes them: trigger, wait, cancel. Every run is handled, even if an earlier one is bad.</summary>
/// <param name="arize">The client.</param>
/// <param name="log">Says what happens.</param>
/// <param name="error">Called for each fault of one run, at once; the others go on.</param>
internal sealed class RunCommands(ArizeClient arize, IBuildLog log, Action<ArizeDiagnostic> error)
{
    /// <summary>Starts a run, once only.</summary>
    /// <param name="step">The run.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <exception cref="ArizeException">Nothing was started, or it is not known.</exception>
    public async Task<TriggeredRun> TriggerAsync(TriggerStep step, CancellationToken cancellationToken)
    {
        using var record = RunRecord.Open(step.Folder);
        var once = new OnceOnly(arize, log, record);
        once.Begin(new RecordOwner { Gate = step.Name, Build = step.Build, Service = arize.Service });
        var trigger = await RunTrigger.PlanAsync(arize, log, record, new TriggerOrder { Kind = SendKind.Run, Request = step.Trigger, ResendOnce = step.ResendOnce }, cancellationToken).ConfigureAwait(false);
        return await once.RunAsync(trigger, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for runs and judges each.</summary>
    /// <param name="step">The runs.</param>
    /// <param name="cancellationToken">Interrupts the wait; the runs are cancelled.</param>
    public async Task<IReadOnlyList<WaitedRun>> WaitAsync(WaitStep step, CancellationToken cancellationToken)
    {
        var watch = new RunSupervisor(arize, log) { Together = step.RunIds.Count > 1 ? arize.Tasks.PollTogether(step.PollInterval) : null };
        return await Task.WhenAll(step.RunIds.Select(id => WaitForOneAsync(id, step, watch, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Cancels runs. Safe to repeat: a run that had already ended is logged as such, and is not an error.</summary>
    /// <param name="runIds">The ids of the runs.</param>
    /// <param name="cancellationToken">Interrupts the call.</param>
    /// <returns>The runs after the call, without those that could not be cancelled.</returns>
    public async Task<IReadOnlyList<TaskRun>> CancelAsync(IEnumerable<string> runIds, CancellationToken cancellationToken)
    {
        var cancelled = new List<TaskRun>();
        foreach (var id in runIds)
        {
            try
            {
                var run = await arize.Tasks.CancelRunAsync(id, cancellationToken).ConfigureAwait(false);
                cancelled.Add(run);
                log.Milestone(run.Status is RunStatus.Completed or RunStatus.Failed
                    ? $"Run {run.Id} had ended already: {RemoteText.OneLine(run.StatusText, 60)}."
                    : $"Run {run.Id} was cancelled ({RemoteText.OneLine(run.StatusText, 60)}).");
            }
            catch (ArizeException e)
            {
                foreach (var fault in e.Diagnostics)
                    error(fault with { Message = $"Run {id} could not be cancelled: {fault.Message}" });
            }
        }
        return cancelled;
    }

    async Task<WaitedRun> WaitForOneAsync(string id, WaitStep step, RunSupervisor watch, CancellationToken cancellationToken)
    {
        var started = arize.TimeProvider.GetTimestamp();
        TaskRun run;
        try
        {
            run = await watch.WaitAsync(id, step.Timeout, step.PollInterval, step.OnTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (ArizeException e)
        {
            foreach (var unseen in e.Diagnostics)
                error(unseen);
            return new WaitedRun(id, null, Passed: false);
        }
        var fault = RunJudge.Judge(run, step.Limits);
        if (fault is null)
            log.Milestone($"Run {run.Id} {RemoteText.OneLine(run.StatusText, 60)} in {Duration.Show(arize.TimeProvider.GetElapsedTime(started))} ({RunJudge.Counters(run)}).");
        else
            error(fault);
        return new WaitedRun(id, run, Passed: fault is null);
    }
}

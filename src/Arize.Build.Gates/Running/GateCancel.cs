using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Running;

/// <summary>Cancels the runs that a gate's record names, its evaluations' included: for a step that runs always, after one that may have been killed.</summary>
internal sealed class GateCancel(ArizeClient arize, IBuildLog log)
{
    /// <summary>Cancels. Each of the record's runs is tried, whatever becomes of the others.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="folder">The gate's record, an absolute path.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The ids of the runs; empty if there was nothing to cancel.</returns>
    /// <exception cref="ArizeException">A run may be active still: it cannot be cancelled, or it is not known which it is.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(string gate, string folder, CancellationToken cancellationToken)
    {
        var (runs, faults) = (new List<string>(), new List<ArizeDiagnostic>());
        var record = RunRecord.Peek(folder);
        foreach (var entry in record?.Sends ?? [])
        {
            try
            {
                if (entry is { IsOpen: true, IsRun: true } && record!.Owner.Service == arize.Service)
                    runs.Add(await OneAsync(gate, entry, folder, cancellationToken).ConfigureAwait(false));
            }
            catch (ArizeException e)
            {
                faults.AddRange(e.Diagnostics);
            }
        }
        if (faults.Count > 0)
            throw new ArizeException(faults);
        if (runs.Count == 0)
            log.Milestone($"Gate {RemoteText.Quote(gate)}: no run to cancel{(record is null ? " (no record)" : "")}.");
        return runs;
    }

    async Task<string> OneAsync(string gate, SendEntry entry, string folder, CancellationToken cancellationToken)
    {
        var runId = entry.RunId ?? await FindAsync(entry, folder, cancellationToken).ConfigureAwait(false);
        var run = await arize.Tasks.CancelRunAsync(runId, cancellationToken).ConfigureAwait(false);
        log.Milestone(run.Status is RunStatus.Completed or RunStatus.Failed
            ? $"Gate {RemoteText.Quote(gate)}: run {runId} had ended already ({RemoteText.OneLine(run.StatusText, 60)})."
            : $"Gate {RemoteText.Quote(gate)}: run {runId} was cancelled.");
        RunRecord.TryClose(folder, entry with { State = SendState.Done, RunId = runId, Status = run.StatusText });
        return runId;
    }

    /// <summary>A trigger was sent and its answer never seen: the run is looked for as the trigger itself would have.</summary>
    async Task<string> FindAsync(SendEntry entry, string folder, CancellationToken cancellationToken)
    {
        var task = await arize.Tasks.GetAsync(entry.TaskId!, null, cancellationToken).ConfigureAwait(false);
        var search = new RunSearch(arize, new TriggerPlan { Task = task });
        if (await search.FindAsync(entry, RunTrigger.ClockSlack, cancellationToken).ConfigureAwait(false) is { } run)
            return run.Id;
        throw new ArizeException(new ArizeDiagnostic(GateErrorCode.UnknownOutcome,
            $"A trigger of task {RemoteText.Quote(task.Name)} was sent, and it is not known whether it started a run. "
            + $"{await search.TellCandidatesAsync(entry, RunTrigger.ClockSlack, cancellationToken).ConfigureAwait(false)} "
            + $"Nothing was cancelled. What is known is in {Path.Combine(folder, "run.json")}; cancel a run by its id with ArizeCancelRun."));
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.Running;

/// <summary>An evaluation of the gate's experiment, or of a window of traffic.</summary>
/// <param name="Task">The evaluation task.</param>
/// <param name="Run">Its run as it ended; null if only its scores were found.</param>
/// <param name="Window">The window; null for an experiment.</param>
internal sealed record EvaluationDone(ArizeTask Task, TaskRun? Run, TimeWindow? Window = null);

/// <summary>
/// Has an experiment evaluated. The service names no run of a chained evaluation, so the gate triggers evaluations itself once the experiment is complete and waits for exactly
/// those runs; chained ones are found by listing.
/// </summary>
internal sealed class EvaluationRuns(
    ArizeClient arize, IBuildLog log, GateDefinition gate, RunRecord record, OnceOnly once, Func<SendEntry, RunSupervisor> watch, Func<TimeSpan> left)
{
    /// <summary>Which run of the gate is evaluated.</summary>
    public required int Repeat { get; init; }

    /// <summary>How long a chained run may take to appear.</summary>
    static readonly TimeSpan Appearance = TimeSpan.FromMinutes(1);

    /// <summary>Ends what starts a run at the gate's timeout.</summary>
    public required CancellationToken Due { get; init; }

    /// <summary>Triggers each task on the experiment, and waits for all. If one cannot go on, the others are cancelled.</summary>
    public Task<IReadOnlyList<EvaluationDone>> TriggerAsync(IReadOnlyList<ArizeTask> tasks, string experimentId, CancellationToken cancellationToken) =>
        AllAsync(tasks.Select(t => (t, Order(new TriggerRunRequest { Task = t.Id, ExperimentIds = [experimentId] }))), experimentId, cancellationToken);

    /// <summary>Triggers each task on each window of traffic, and waits for all. What is evaluated already the service skips.</summary>
    public Task<IReadOnlyList<EvaluationDone>> TriggerAsync(IReadOnlyList<ArizeTask> tasks, IEnumerable<TimeWindow> windows, CancellationToken cancellationToken) =>
        AllAsync(from window in windows.Distinct()
                 from task in tasks
                 select (task, Order(new TriggerRunRequest { Task = task.Id, DataStartTime = window.From, DataEndTime = window.To, MaxSpans = gate.Traces!.MaxSpans }) with { Window = window }), null, cancellationToken);

    TriggerOrder Order(TriggerRunRequest request) => new() { Kind = SendKind.Evaluation, Request = request, Repeat = Repeat };

    async Task<IReadOnlyList<EvaluationDone>> AllAsync(IEnumerable<(ArizeTask Task, TriggerOrder Order)> orders, string? experimentId, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await Task.WhenAll(orders.Select(o => OneAsync(o.Task, o.Order, experimentId, together))).ConfigureAwait(false);
    }

    async Task<EvaluationDone> OneAsync(ArizeTask task, TriggerOrder order, string? experimentId, CancellationTokenSource together)
    {
        try
        {
            using var start = CancellationTokenSource.CreateLinkedTokenSource(Due, together.Token);
            var trigger = await RunTrigger.PlanAsync(arize, log, record, order, start.Token).ConfigureAwait(false);
            var triggered = await once.RunAsync(trigger, start.Token).ConfigureAwait(false);
            if (triggered.RunId is not { } runId)
                return new EvaluationDone(task, null, order.Window);
            var run = await watch(record.Find(order, task.Id)!).WaitAsync(runId, left(), gate.PollInterval, gate.OnTimeout, together.Token).ConfigureAwait(false);
            record.Write(record.Find(order, task.Id)! with { ExperimentId = experimentId, Status = run.StatusText });
            return new EvaluationDone(task, run, order.Window);
        }
        catch
        {
            await together.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the runs that a chained trigger has started: those of each task that are no older than the experiment's run. They may be somebody else's, so none is cancelled.</summary>
    public async Task<IReadOnlyList<EvaluationDone>> ChainedAsync(IReadOnlyList<ArizeTask> tasks, TaskRun experimentRun, CancellationToken cancellationToken)
    {
        var done = new List<EvaluationDone>();
        foreach (var task in tasks)
        {
            var looked = arize.TimeProvider.GetTimestamp();
            var pause = Backoff.Constant(arize.TimeProvider, TimeSpan.FromSeconds(1));
            var runs = new List<TaskRun>();
            while (true)
            {
                await foreach (var run in arize.Tasks.ListRunsAsync(new ListRunsRequest { Task = task.Id }, cancellationToken).ConfigureAwait(false))
                {
                    if (run.CreatedAt < experimentRun.CreatedAt)
                        break;
                    runs.Add(run);
                }
                if (runs.Count > 0)
                    break;
                if (arize.TimeProvider.GetElapsedTime(looked) > (left() < Appearance ? left() : Appearance))
                    throw new ArizeException(new ArizeDiagnostic(GateErrorCode.NoEvidence,
                        $"The run was to start the evaluation task {RemoteText.Quote(task.Name)}, and no run of that task has shown itself. Leave 'chained' out: the gate then triggers it itself."));
                await pause.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            foreach (var run in runs)
                done.Add(new EvaluationDone(task, await arize.Tasks.WaitForRunAsync(run.Id, new WaitOptions { Timeout = left(), PollInterval = gate.PollInterval }, cancellationToken).ConfigureAwait(false)));
        }
        return done;
    }
}

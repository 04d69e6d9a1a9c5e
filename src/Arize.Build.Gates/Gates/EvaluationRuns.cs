using System.Collections.Concurrent;
using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>An evaluation of the gate's experiment.</summary>
/// <param name="Task">The evaluation task.</param>
/// <param name="Run">Its run as it ended; null where only its scores were found.</param>
internal sealed record EvaluationDone(ArizeTask Task, TaskRun? Run);

/// <summary>
/// Has an experiment evaluated. The service names no run of a chained evaluation, so the gate triggers evaluations itself once the experiment is complete and waits for exactly
/// those runs; chained ones are found by listing.
/// </summary>
internal sealed class EvaluationRuns(ArizeClient arize, IBuildLog log, GateRequest request, Func<TimeSpan> left)
{
    const string Prefix = "evaluate-";

    /// <summary>How long a chained run may take to show itself.</summary>
    static readonly TimeSpan Appearance = TimeSpan.FromMinutes(1);

    readonly ConcurrentBag<(string Folder, RunEntry Entry)> open = [];

    /// <summary>Ends what starts a run at the gate's timeout.</summary>
    public required CancellationToken Due { get; init; }

    /// <summary>The folders of the evaluations' own records, in a gate's record.</summary>
    public static IEnumerable<string> Records(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, Prefix + "*").Order(StringComparer.Ordinal) : [];

    /// <summary>Triggers each task on the experiment, and waits for all. Where one cannot go on, the others are cancelled.</summary>
    public async Task<IReadOnlyList<EvaluationDone>> TriggerAsync(IReadOnlyList<ArizeTask> tasks, string experimentId, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await Task.WhenAll(tasks.Select(t => OneAsync(t, experimentId, together))).ConfigureAwait(false);
    }

    /// <summary>Closes the records of the evaluations that have ended. Before, a step that is killed and started again goes on with them.</summary>
    public void Close()
    {
        foreach (var (folder, entry) in open)
            RunRecord.TryClose(folder, entry with { State = RunState.Done });
    }

    async Task<EvaluationDone> OneAsync(ArizeTask task, string experimentId, CancellationTokenSource together)
    {
        try
        {
            using var record = RunRecord.Open(Path.Combine(request.Record, Prefix + RecordFolder.Distinct(task.Name, task.Id)));
            var once = new OnceRequest
            {
                Trigger = new TriggerRunRequest { Task = task.Id, ExperimentIds = [experimentId] },
                Gate = request.Name,
                Project = request.Project,
                Build = request.Build,
                Commit = request.Commit,
            };
            using var start = CancellationTokenSource.CreateLinkedTokenSource(Due, together.Token);
            var triggered = await new TriggerOnce(arize, log).RunAsync(once, record, start.Token).ConfigureAwait(false);
            if (triggered.RunId is not { } runId)
                return new EvaluationDone(task, null);
            var run = await new RunSupervisor(arize, log) { OnCancelled = Done }
                .WaitAsync(runId, left(), request.Gate.PollInterval, request.Gate.OnTimeout, together.Token).ConfigureAwait(false);
            record.Write(Entry(run));
            open.Add((record.Folder, Entry(run)));
            return new EvaluationDone(task, run);

            RunEntry Entry(TaskRun ended) => record.Entry! with { ExperimentId = experimentId, Status = ended.StatusText };

            void Done(TaskRun ended) => record.Write(Entry(ended) with { State = RunState.Done });
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
                await Task.Delay(TimeSpan.FromSeconds(1), arize.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            foreach (var run in runs)
                done.Add(new EvaluationDone(task, await arize.Tasks.WaitForRunAsync(run.Id, new WaitOptions { Timeout = left(), PollInterval = request.Gate.PollInterval }, cancellationToken).ConfigureAwait(false)));
        }
        return done;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// The polls of runs that are waited for together. They fall on common moments, so that at each of them one page of a task's list of runs can answer for up to a hundred runs of that task. What
/// the list does not tell, or fails to tell, is read from the run itself: the list saves requests, and decides nothing that polling the run would not.
/// </summary>
internal sealed class SharedRunPoller(Api api, TimeSpan? interval)
{
    const int PageSize = 100;

    /// <summary>Below this a list saves nothing.</summary>
    const int FewestForList = 3;

    /// <summary>A timer may ring a little early.</summary>
    static readonly TimeSpan Early = TimeSpan.FromMilliseconds(50);

    readonly object gate = new();
    readonly List<TimeSpan> moments = [TimeSpan.Zero];
    readonly ConcurrentDictionary<string, string> taskOf = new(StringComparer.Ordinal);
    readonly Dictionary<string, TaskPoll> tasks = new(StringComparer.Ordinal);

    /// <summary>The runs of one task that are waited for still, and what its list said last.</summary>
    sealed class TaskPoll
    {
        public HashSet<string> Waiting { get; } = new(StringComparer.Ordinal);
        public int Moment { get; set; }
        public Task<IReadOnlyDictionary<string, TaskRun>>? List { get; set; }
    }

    /// <summary>How long from now to the next common moment.</summary>
    public TimeSpan Pause(TimeSpan elapsed)
    {
        lock (gate)
        {
            while (moments[^1] <= elapsed + Early)
                moments.Add(moments[^1] + (interval ?? PollSchedule.Next(moments[^1])));
            return moments[MomentOf(elapsed) + 1] - elapsed;
        }
    }

    /// <summary>Polls a run: in its task's list, else directly.</summary>
    public async Task<TaskRun> ReadAsync(string runId, Deadline deadline, Func<Task<TaskRun>> readItself, CancellationToken cancellationToken)
    {
        if (ListFor(runId, deadline, cancellationToken) is { } list && (await list.ConfigureAwait(false)).TryGetValue(runId, out var listed))
            return listed;
        var run = await readItself().ConfigureAwait(false);
        if (run.TaskId is { } task && taskOf.TryAdd(runId, task))
            lock (gate)
                Of(task).Waiting.Add(runId);
        return run;
    }

    /// <summary>A run is not waited for any more.</summary>
    public void Leave(string runId)
    {
        if (taskOf.TryGetValue(runId, out var task))
            lock (gate)
                tasks[task].Waiting.Remove(runId);
    }

    /// <summary>The list of this moment; null if the run itself is read. At the deadline each wait gets a new one.</summary>
    Task<IReadOnlyDictionary<string, TaskRun>>? ListFor(string runId, Deadline deadline, CancellationToken cancellationToken)
    {
        if (!taskOf.TryGetValue(runId, out var task))
            return null;
        lock (gate)
        {
            var looks = Of(task);
            if (looks.Waiting.Count < FewestForList)
                return null;
            var moment = deadline.Remaining > TimeSpan.Zero ? MomentOf(deadline.Elapsed) : int.MaxValue;
            if (looks.List is null || looks.Moment < moment)
                (looks.Moment, looks.List) = (moment, ListAsync(task, [.. looks.Waiting], deadline, cancellationToken));
            return looks.List;
        }
    }

    /// <summary>As many pages as it would take if the runs were the newest ones, and some more where there are many: each page that is read in vain costs as much as one poll.</summary>
    async Task<IReadOnlyDictionary<string, TaskRun>> ListAsync(string task, HashSet<string> wanted, Deadline deadline, CancellationToken cancellationToken)
    {
        await Task.Yield(); // it is called under a lock
        var found = new Dictionary<string, TaskRun>(StringComparer.Ordinal);
        try
        {
            string? cursor = null;
            for (var pages = (wanted.Count + PageSize - 1) / PageSize + wanted.Count / 4; pages > 0 && wanted.Count > 0; pages--)
            {
                var call = new ApiRequest(HttpMethod.Get, $"v2/tasks/{Uri.EscapeDataString(task)}/runs") { Query = [("limit", PageSize.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)] };
                var page = await api.GetOnceAsync(call, deadline, cancellationToken).ConfigureAwait(false);
                foreach (var item in JsonFields.Items(page, "task_runs", call))
                {
                    var run = TaskRun.Read(item);
                    found[run.Id] = run;
                    wanted.Remove(run.Id);
                }
                if ((cursor = JsonFields.NextCursor(page, call)) is null)
                    break;
            }
        }
        catch (ArizeException)
        {
            // The runs are asked themselves, and there a fault is met as it should be.
        }
        return found;
    }

    int MomentOf(TimeSpan elapsed) => moments.FindLastIndex(m => m <= elapsed + Early);

    TaskPoll Of(string task) => tasks.TryGetValue(task, out var looks) ? looks : tasks[task] = new TaskPoll();
}

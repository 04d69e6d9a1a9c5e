using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One wait for one run.</summary>
internal sealed class RunPoller(Api api, string runId, WaitOptions options, Func<TimeSpan, TimeSpan> pauseAfter, Func<Deadline, Action<ArizeException>, Task<TaskRun>> read)
{
    /// <summary>A run may be unreadable for a moment after its trigger.</summary>
    static readonly TimeSpan NotThereYet = TimeSpan.FromSeconds(60);

    const int ConfirmMissing = 3;

    readonly Deadline deadline = new(api.TimeProvider, options.Timeout);
    TaskRun? last;
    ArizeException? trouble; // why the last look saw nothing
    int missing;
    bool unknownTold;

    public async Task<TaskRun> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var run = await LookAsync().ConfigureAwait(false);
            if (run?.IsFinal == true)
                return run;
            var left = deadline.Remaining;
            if (left <= TimeSpan.Zero)
                throw new ArizeException(Diagnostic.Timeout(runId, options.WholeTimeout ?? options.Timeout, last is null ? null : RemoteText.OneLine(last.StatusText, 60), trouble?.Diagnostics[0].Message), trouble)
                {
                    RunId = runId,
                    LastStatus = last?.StatusText,
                };
            var pause = pauseAfter(deadline.Elapsed);
            await Task.Delay(pause < left ? pause : left, api.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<TaskRun?> LookAsync()
    {
        try
        {
            var run = await read(deadline, Tell).ConfigureAwait(false);
            missing = 0;
            Tell(run, Oddity(run));
            last = run;
            return run;
        }
        catch (ArizeException e) when (e.Code == ArizeErrorCode.NotFound && MayAppear())
        {
            Tell(e);
        }
        catch (ArizeException e) when ((e.IsTransient || e.IsUnreadable) && e.RetryAfter is null && deadline.Remaining <= TimeSpan.Zero)
        {
            trouble = e; // the deadline came first: the timeout says so, and tells of this
        }
        catch (ArizeException e)
        {
            throw e.About(runId, last?.StatusText);
        }
        return null;
    }

    /// <summary>A run that was seen is gone only if three polls say so; one that was never seen has a minute to appear.</summary>
    bool MayAppear() => last is null ? deadline.Elapsed < NotThereYet && deadline.Remaining > TimeSpan.Zero : ++missing < ConfirmMissing;

    string? Oddity(TaskRun run)
    {
        if (run.Status == RunStatus.Unknown && !unknownTold)
        {
            unknownTold = true;
            return $"The status {RemoteText.Quote(run.StatusText)} is not known to this version; the wait goes on until its deadline.";
        }
        return last?.Status == RunStatus.Running && run.Status == RunStatus.Pending ? "The run went back from RUNNING to PENDING." : null;
    }

    void Tell(ArizeException fault)
    {
        trouble = fault;
        Tell(null, fault.Diagnostics[0].Message);
    }

    void Tell(TaskRun? run, string? odd)
    {
        if (run is not null)
            trouble = null;
        options.OnProgress?.Invoke(new RunProgress
        {
            RunId = runId,
            Elapsed = deadline.Elapsed,
            Run = run,
            StatusChanged = run is not null && run.StatusText != last?.StatusText,
            Trouble = odd,
        });
    }
}

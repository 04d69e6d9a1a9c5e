namespace Arize.Build.Client;

public partial class TasksClient
{
    static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    /// <summary>
    /// Waits until a run has ended: completed, failed or cancelled; an unknown status is not an end. The run is polled before the timeout is checked, so one that has
    /// ended is returned even with a tiny timeout. Reads that fail temporarily are repeated until <see cref="ArizeClientOptions.MaxRetryDuration"/>.
    /// Cancelling the token ends the wait and leaves the run alone.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="options">Timeout, interval and progress; null takes the defaults.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The run as it ended. Whether that is good is up to the caller.</returns>
    /// <exception cref="ArizeException">
    /// <see cref="ArizeErrorCode.Timeout"/> with run id and last status; or the service cannot be read. The run may be active still: <see cref="ArizeException.RunId"/>.
    /// </exception>
    public virtual Task<TaskRun> WaitForRunAsync(string runId, WaitOptions? options = null, CancellationToken cancellationToken = default) => WaitForRunAsync(runId, options, null, cancellationToken);

    /// <summary>For runs that are waited for together, from one moment on.</summary>
    internal SharedRunPoller PollTogether(TimeSpan? pollInterval) => new(api, pollInterval);

    /// <summary>Waits for one run; <paramref name="together"/> with others, whose interval is then that of all.</summary>
    internal async Task<TaskRun> WaitForRunAsync(string runId, WaitOptions? options, SharedRunPoller? together, CancellationToken cancellationToken)
    {
        options ??= new WaitOptions();
        var faults = new List<ArizeDiagnostic>();
        CheckWait(options, faults);
        CheckRunId(runId, faults);
        if (together is null)
            return await new RunPoller(api, runId, options, e => options.PollInterval ?? PollSchedule.Next(e), (deadline, onFault) => ReadAsync(runId, deadline, onFault, cancellationToken)).RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await new RunPoller(api, runId, options, together.Pause,
                (deadline, onFault) => together.ReadAsync(runId, deadline, () => ReadAsync(runId, deadline, onFault, cancellationToken), cancellationToken)).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            together.Leave(runId);
        }
    }

    async Task<TaskRun> ReadAsync(string runId, Http.Deadline deadline, Action<ArizeException> onFault, CancellationToken cancellationToken) =>
        await api.PollAsync(RunCall(runId), run => OurRun(run, runId), deadline, onFault, cancellationToken).ConfigureAwait(false);

    internal static void CheckWait(WaitOptions options, List<ArizeDiagnostic> faults)
    {
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            faults.Add(Diagnostic.Duration("Timeout", options.Timeout.ToString("c"), "Valid: above 0, up to 30 days."));
        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval > LongestTimeout)
            faults.Add(Diagnostic.Duration("PollInterval", options.PollInterval.Value.ToString("c"), "Valid: above 0, up to 30 days; leave it out for the default schedule."));
    }
}

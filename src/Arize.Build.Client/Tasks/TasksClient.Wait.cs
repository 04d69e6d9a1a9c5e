namespace Arize.Build.Client;

public sealed partial class TasksClient
{
    static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    /// <summary>
    /// Waits until a run has ended: completed, failed or cancelled; a status that is unknown is not an end. The run is looked at before the clock, so one that has
    /// ended is returned even with a tiny timeout. Reads that fail in a way that passes are repeated until <see cref="ArizeClientOptions.FaultLimit"/>.
    /// Cancelling the token ends the wait and leaves the run alone.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="options">Timeout, interval and progress; null takes the defaults.</param>
    /// <param name="cancel">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The run as it ended. Whether that is good is for the caller to say.</returns>
    /// <exception cref="ArizeException">
    /// <see cref="ArizeErrorKind.Timeout"/> with run id and last status; or the service cannot be read. The run may be active still: <see cref="ArizeException.RunId"/>.
    /// </exception>
    public async Task<TaskRun> WaitForRunAsync(string runId, WaitOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new WaitOptions();
        var faults = new List<ArizeFault>();
        CheckWait(options, faults);
        CheckRunId(runId, faults);
        return await new RunWait(api, runId, options, (deadline, onFault) => ReadAsync(runId, deadline, onFault, cancel)).RunAsync(cancel).ConfigureAwait(false);
    }

    async Task<TaskRun> ReadAsync(string runId, Http.Deadline deadline, Action<ArizeException> onFault, CancellationToken cancel) =>
        OurRun(await api.GetAsync(RunCall(runId), deadline, onFault, cancel).ConfigureAwait(false), runId);

    internal static void CheckWait(WaitOptions options, List<ArizeFault> faults)
    {
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            faults.Add(Fault.Duration("Timeout", options.Timeout.ToString("c"), "Valid: above 0, up to 30 days."));
        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval > LongestTimeout)
            faults.Add(Fault.Duration("PollInterval", options.PollInterval.Value.ToString("c"), "Valid: above 0, up to 30 days; leave it out for the default schedule."));
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>
/// Waits until one or many runs have ended, and fails the build if one failed, was cancelled, timed out, or has more errors than allowed. Every run is waited for and
/// reported, even when an earlier one is bad.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeWaitForRun : ArizeBuildTask
{
    WaitStep? step;

    /// <summary>The ids of the runs, as ArizeTriggerRun outputs them. Required.</summary>
    [Required]
    public ITaskItem[]? Runs { get; set; }

    /// <summary>How long to wait for all of them together: <c>30m</c>, <c>90s</c>, <c>hh:mm:ss</c> or plain seconds. Default: 10m.</summary>
    public string? Timeout { get; set; }

    /// <summary>The time between two polls of a run. Default: 0.8 s at first, growing to 15 s.</summary>
    public string? PollInterval { get; set; }

    /// <summary>Cancel (default) or Leave: what happens to a run that does not end in time.</summary>
    public string? OnTimeout { get; set; }

    /// <summary>The maximum number of errors of each run. Default: 0, or no limit if MaxErrorRate is set.</summary>
    public string? MaxErrors { get; set; }

    /// <summary>The maximum share (0 to 1) of errors of each run in successes + errors. Default: no limit.</summary>
    public string? MaxErrorRate { get; set; }

    /// <summary>
    /// The runs as they ended: Include = id, metadata Status, TaskId, ExperimentId, NumSuccesses, NumErrors, NumSkipped, FailureReason, Passed. A run whose end was not seen has the status
    /// UNKNOWN.
    /// </summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>The run's status, if there is only one run.</summary>
    [Output]
    public string? Status { get; private set; }

    /// <summary>The experiment's id, if there is only one run and it created an experiment.</summary>
    [Output]
    public string? ExperimentId { get; private set; }

    private protected override void Read(SettingReader settings) => step = new WaitStep
    {
        RunIds = Tasks.RunIds.Read(settings, nameof(Runs), Runs),
        Timeout = settings.Duration(nameof(Timeout), Timeout) ?? WaitStep.DefaultTimeout,
        PollInterval = settings.Duration(nameof(PollInterval), PollInterval),
        OnTimeout = settings.Choice<OnTimeout>(nameof(OnTimeout), OnTimeout) ?? default,
        Limits = new RunLimits(settings.Count(nameof(MaxErrors), MaxErrors, least: 0), settings.Share(nameof(MaxErrorRate), MaxErrorRate)),
    };

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var runs = await new RunCommands(arize, log, log.Error).WaitAsync(step!, cancellationToken).ConfigureAwait(false);
        Results = [.. runs.Select(r => r.Run is { } run ? Outputs.Of(run, ("Passed", r.Passed ? "true" : "false")) : Outputs.Item(r.RunId, ("Status", "UNKNOWN"), ("Passed", "false")))];
        if (Results.Length == 1)
            (Status, ExperimentId) = (Results[0].GetMetadata("Status"), Results[0].GetMetadata("ExperimentId"));
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Reads a run as it is now. It judges nothing: a failed run does not fail the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeGetRun : ArizeBuildTask
{
    string id = "";

    /// <summary>The run's id. Required.</summary>
    [Required]
    public string? RunId { get; set; }

    /// <summary>The run: Include = id, metadata TaskId, Status, StatusText, ExperimentId, NumSuccesses, NumErrors, NumSkipped, FailureReason, CreatedAt, CreatedByUserId, RunStartedAt, RunFinishedAt, DataStartTime, DataEndTime, OtherFields.</summary>
    [Output]
    public ITaskItem? Result { get; private set; }

    /// <summary>PENDING, RUNNING, COMPLETED, FAILED, CANCELLED, or UNKNOWN.</summary>
    [Output]
    public string? Status { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        id = settings.Required(nameof(RunId), RunId, "Give the id of a run, as ArizeTriggerRun puts it out.");
        settings.Add(TasksClient.CheckRun(nameof(RunId), id));
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var run = await arize.Tasks.GetRunAsync(id, cancellationToken).ConfigureAwait(false);
        (Result, Status) = (Outputs.Of(run), Outputs.Screaming(run));
        log.Milestone($"Run {run.Id}: {RemoteText.OneLine(run.StatusText, 60)} ({Gates.Runs.RunJudge.Counters(run)}).");
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.Builds;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Starts a run of a task, once only: a step that is killed and started again within one CI attempt continues its run. Which parameters are valid follows from the
/// type of the task.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeTriggerRun : ArizeBuildTask
{
    TriggerStep? step;

    /// <summary>The task (name or id) to run. Required.</summary>
    [Required]
    public string? Task { get; set; }

    /// <summary>The name of the experiment that the run creates; new on the dataset. Default: made from the task's name and the CI build. Experiment tasks only.</summary>
    public string? ExperimentName { get; set; }

    /// <summary>The maximum number of examples to run, in the dataset's order. Not with ExampleIds. Experiment tasks only.</summary>
    public string? MaxExamples { get; set; }

    /// <summary>The ids of the examples to run. Not with MaxExamples. Experiment tasks only.</summary>
    public ITaskItem[]? ExampleIds { get; set; }

    /// <summary>The dataset version to run. Default: the latest. Experiment tasks only.</summary>
    public string? DatasetVersionId { get; set; }

    /// <summary>A filter over the examples. Experiment tasks only.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>Text to attach to the run's traces: <c>k=v;…</c>. Any text turns tracing on. Experiment tasks only.</summary>
    public ITaskItem[]? TracingMetadata { get; set; }

    /// <summary>Evaluation tasks (names or ids) to start when the experiment is complete. Experiment tasks only.</summary>
    public ITaskItem[]? EvaluationTaskIds { get; set; }

    /// <summary>Start of the data to evaluate, ISO 8601 with Z or offset. Evaluation tasks over a project only.</summary>
    public string? DataStartTime { get; set; }

    /// <summary>End of the data to evaluate, ISO 8601 with Z or offset, at most 30 days after the start. Default: now. Evaluation tasks over a project only.</summary>
    public string? DataEndTime { get; set; }

    /// <summary>The maximum number of spans to evaluate. Default: the service's, 10,000. Evaluation tasks only.</summary>
    public string? MaxSpans { get; set; }

    /// <summary>Whether to evaluate again what has been evaluated. Default: false. Evaluation tasks only.</summary>
    public string? OverrideEvaluations { get; set; }

    /// <summary>The experiments (ids, or names in the task's dataset) to evaluate. Evaluation tasks over a dataset only.</summary>
    public ITaskItem[]? ExperimentIds { get; set; }

    /// <summary>What distinguishes the legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>The folder of the record of this step. Default: <c>artifacts/arize/trigger-…/</c> in the folder of the file that uses this task, named after the experiment, or after the task and a digest of the request.</summary>
    public string? Record { get; set; }

    /// <summary>
    /// Whether to send a second time under the same experiment name if, after a lost answer, no run can be found. Two runs are then possible. Default: false.
    /// </summary>
    public string? ResendOnce { get; set; }

    /// <summary>The run's id. Empty in one case: an evaluation of experiments whose trigger's answer was lost, and all of whose scores exist.</summary>
    [Output]
    public string? RunId { get; private set; }

    /// <summary>The experiment's name, as given or made.</summary>
    [Output]
    public string? ActualExperimentName { get; private set; }

    /// <summary>The task's id.</summary>
    [Output]
    public string? TaskId { get; private set; }

    /// <summary>Started, Continued, Adopted or ScoresFound.</summary>
    [Output]
    public string? Outcome { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        var trigger = new TriggerRunRequest
        {
            Task = SettingReader.Text(Task) ?? "",
            Space = Space,
            ExperimentName = SettingReader.Text(ExperimentName),
            MaxExamples = settings.Count(nameof(MaxExamples), MaxExamples),
            ExampleIds = Items(ExampleIds),
            DatasetVersionId = SettingReader.Text(DatasetVersionId),
            QueryFilter = SettingReader.Text(QueryFilter),
            TracingMetadata = PairItems.Read(settings, nameof(TracingMetadata), TracingMetadata),
            EvaluationTaskIds = ResourceReference.FromStrings(Items(EvaluationTaskIds)),
            DataStartTime = settings.Moment(nameof(DataStartTime), DataStartTime),
            DataEndTime = settings.Moment(nameof(DataEndTime), DataEndTime),
            MaxSpans = settings.Count(nameof(MaxSpans), MaxSpans),
            OverrideEvaluations = settings.Flag(nameof(OverrideEvaluations), OverrideEvaluations),
            ExperimentIds = ResourceReference.FromStrings(Items(ExperimentIds)),
        };
        settings.Add(TasksClient.CheckTrigger(trigger));
        step = new TriggerStep
        {
            Trigger = trigger,
            Record = SettingReader.Text(Record) is { } folder ? FullPath(folder) : null,
            Records = FullPath(Path.Combine("artifacts", "arize")),
            Build = CiBuild.Identity(Environment, SettingReader.Text(RunKey)),
            ResendOnce = settings.Flag(nameof(ResendOnce), ResendOnce) ?? false,
        };
    }

    private protected override async System.Threading.Tasks.Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var run = await new RunCommands(arize, log, log.Error).TriggerAsync(step!, cancellationToken).ConfigureAwait(false);
        (RunId, ActualExperimentName, TaskId, Outcome) = (run.RunId ?? "", run.ExperimentName ?? "", run.Task.Id, run.How.ToString());
    }

    static string[]? Items(ITaskItem[]? items) => items is { Length: > 0 } ? [.. items.Select(i => i.ItemSpec)] : null;
}

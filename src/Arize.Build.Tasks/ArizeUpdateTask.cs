using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Changes a task. An empty parameter leaves its field as it is; at least one must be set. Which are valid follows from the type of the task.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeUpdateTask : ArizeBuildTask
{
    UpdateTaskRequest? request;

    /// <summary>The task: name or id. Required.</summary>
    [Required]
    public string? Task { get; set; }

    /// <summary>A new name.</summary>
    public string? Name { get; set; }

    /// <summary>The share of the data to evaluate, 0 to 1. Evaluation tasks over a project only.</summary>
    public string? SamplingRate { get; set; }

    /// <summary>Whether to evaluate new data as it arrives. Evaluation tasks only.</summary>
    public string? IsContinuous { get; set; }

    /// <summary>A new filter over all data. Evaluation tasks only.</summary>
    public string? QueryFilter { get; set; }

    /// <summary>true removes the filter: an empty QueryFilter means "leave it". Evaluation tasks only.</summary>
    public string? ClearQueryFilter { get; set; }

    /// <summary>The evaluators that replace all others, pins included; as in ArizeCreateEvaluationTask. Evaluation tasks only.</summary>
    public ITaskItem[]? Evaluators { get; set; }

    /// <summary>A JSON file with the run configuration that replaces the whole stored one. Experiment tasks only.</summary>
    public string? RunConfigurationFile { get; set; }

    /// <summary>A model to use instead of the <c>model_name</c> in the file.</summary>
    public string? ModelName { get; set; }

    /// <summary>The task's id.</summary>
    [Output]
    public string? TaskId { get; private set; }

    private protected override void Read(SettingReader settings)
    {
        if (SettingReader.Text(ModelName) is not null && SettingReader.Text(RunConfigurationFile) is null)
            settings.Required(nameof(RunConfigurationFile), null, "ModelName replaces the model in a run configuration, and the stored one can only be replaced whole.");
        request = new UpdateTaskRequest
        {
            Task = TaskSetting.Read(settings, Task, Space),
            Space = Space,
            Name = SettingReader.Text(Name),
            SamplingRate = settings.Share(nameof(SamplingRate), SamplingRate),
            IsContinuous = settings.Flag(nameof(IsContinuous), IsContinuous),
            QueryFilter = SettingReader.Text(QueryFilter),
            ClearQueryFilter = settings.Flag(nameof(ClearQueryFilter), ClearQueryFilter) ?? false,
            Evaluators = EvaluatorItems.Read(settings, Evaluators),
            RunConfiguration = SettingReader.Text(RunConfigurationFile) is { } file ? RunConfigurationReader.Read(settings, nameof(RunConfigurationFile), file, ModelName, FullPath) : null,
        };
        if (settings.Diagnostics.Count == 0) // else the one field that was given may be the one that could not be read
            settings.Add(UpdateTaskRules.CheckBeforeReading(request));
    }

    private protected override async System.Threading.Tasks.Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var task = await arize.Tasks.UpdateAsync(request!, cancellationToken).ConfigureAwait(false);
        TaskId = task.Id;
        log.Milestone($"Updated task {RemoteText.Quote(task.Name)} ({task.Id}).");
    }
}

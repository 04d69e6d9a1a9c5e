using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Reads a task.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeGetTask : ArizeBuildTask
{
    string task = "";

    /// <summary>The task: name or id. Required.</summary>
    [Required]
    public string? Task { get; set; }

    /// <summary>
    /// The task: Include = id, metadata Name, Type, DatasetId, ProjectId, QueryFilter, SamplingRate, IsContinuous, ExperimentIds, EvaluatorIds, LastRunAt, CreatedAt, CreatedByUserId, UpdatedAt, OtherFields.
    /// </summary>
    [Output]
    public ITaskItem? Result { get; private set; }

    /// <summary>The task's id.</summary>
    [Output]
    public string? TaskId { get; private set; }

    /// <summary>The evaluators of an evaluation task: Include = id, metadata VersionId, QueryFilter and ColumnMappings, as ArizeUpdateTask takes them.</summary>
    [Output]
    public ITaskItem[] Evaluators { get; private set; } = [];

    /// <summary>The run configuration of an experiment task as JSON; empty for an evaluation task.</summary>
    [Output]
    public string? RunConfiguration { get; private set; }

    private protected override void Read(SettingReader settings) => task = TaskSetting.Read(settings, Task, Space);

    private protected override async System.Threading.Tasks.Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        var found = await arize.Tasks.GetAsync(task, Space, cancellationToken).ConfigureAwait(false);
        (Result, TaskId, RunConfiguration) = (Outputs.Of(found), found.Id, found.RunConfiguration?.ToString() ?? "");
        Evaluators = [.. found.Evaluators.Select(Outputs.Of)];
    }
}

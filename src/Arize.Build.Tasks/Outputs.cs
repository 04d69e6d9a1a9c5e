using System.Globalization;
using Arize.Build.Client;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Arize.Build.Tasks;

/// <summary>Tasks and runs of Arize as MSBuild items. What the service wrote is set literally: a percent sign in a name is no escape, and no item is split by it.</summary>
internal static class Outputs
{
    /// <summary>Include = id; metadata TaskId, Status, ExperimentId, NumSuccesses, NumErrors, NumSkipped, FailureReason, CreatedAt, RunStartedAt, RunFinishedAt.</summary>
    public static ITaskItem Of(TaskRun run, params (string Name, string? Value)[] more) => Item(run.Id,
    [
        ("TaskId", run.TaskId), ("Status", Screaming(run)), ("ExperimentId", run.ExperimentId),
        ("NumSuccesses", Show(run.NumSuccesses)), ("NumErrors", Show(run.NumErrors)), ("NumSkipped", Show(run.NumSkipped)),
        ("FailureReason", RemoteText.OneLine(run.FailureReason)),
        ("CreatedAt", Show(run.CreatedAt)), ("RunStartedAt", Show(run.RunStartedAt)), ("RunFinishedAt", Show(run.RunFinishedAt)),
        .. more,
    ]);

    /// <summary>Include = id; metadata Name, Type, DatasetId, ProjectId, QueryFilter, SamplingRate, IsContinuous, ExperimentIds, EvaluatorIds, LastRunAt, CreatedAt, UpdatedAt.</summary>
    public static ITaskItem Of(ArizeTask task) => Item(task.Id,
    [
        ("Name", RemoteText.OneLine(task.Name)), ("Type", RemoteText.OneLine(task.Type == TaskType.Unknown ? task.TypeText : task.Type.Name())),
        ("DatasetId", task.DatasetId), ("ProjectId", task.ProjectId), ("QueryFilter", RemoteText.OneLine(task.QueryFilter)),
        ("SamplingRate", task.SamplingRate?.ToString("R", CultureInfo.InvariantCulture)), ("IsContinuous", task.IsContinuous ? "true" : "false"),
        ("ExperimentIds", string.Join(';', task.ExperimentIds)), ("EvaluatorIds", string.Join(';', task.Evaluators.Select(e => e.Evaluator))),
        ("LastRunAt", Show(task.LastRunAt)), ("CreatedAt", Show(task.CreatedAt)), ("UpdatedAt", Show(task.UpdatedAt)),
    ]);

    /// <summary>An item with metadata.</summary>
    public static ITaskItem Item(string include, params (string Name, string? Value)[] metadata)
    {
        ITaskItem2 item = new TaskItem();
        item.EvaluatedIncludeEscaped = include.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
        foreach (var (name, value) in metadata)
            item.SetMetadataValueLiteral(name, value ?? "");
        return item;
    }

    /// <summary>The status as SCREAMING_SNAKE_CASE; an unknown one as UNKNOWN, so that a condition in a project file is never surprised.</summary>
    public static string Screaming(TaskRun run) => run.Status.ToString().ToUpperInvariant();

    /// <summary>Null, which becomes an empty string, where the service did not say.</summary>
    public static string? Show(long? count) => count?.ToString(CultureInfo.InvariantCulture);

    static string? Show(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}

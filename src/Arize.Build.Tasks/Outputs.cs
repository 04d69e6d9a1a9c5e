using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Arize.Build.Client;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Arize.Build.Tasks;

/// <summary>Tasks and runs of Arize as MSBuild items. What the service wrote is set literally: a percent sign in a name is no escape, and no item is split by it.</summary>
internal static class Outputs
{
    /// <summary>
    /// Include = id; metadata TaskId, Status, StatusText, ExperimentId, NumSuccesses, NumErrors, NumSkipped, FailureReason, CreatedAt, CreatedByUserId, RunStartedAt, RunFinishedAt, DataStartTime,
    /// DataEndTime, OtherFields (a JSON object).
    /// </summary>
    public static ITaskItem Of(TaskRun run, params (string Name, string? Value)[] more) => Item(run.Id,
    [
        ("TaskId", run.TaskId), ("Status", Screaming(run)), ("StatusText", RemoteText.OneLine(run.StatusText)), ("ExperimentId", run.ExperimentId),
        ("NumSuccesses", Show(run.NumSuccesses)), ("NumErrors", Show(run.NumErrors)), ("NumSkipped", Show(run.NumSkipped)),
        ("FailureReason", RemoteText.OneLine(run.FailureReason)),
        ("CreatedAt", Show(run.CreatedAt)), ("CreatedByUserId", run.CreatedByUserId), ("RunStartedAt", Show(run.RunStartedAt)), ("RunFinishedAt", Show(run.RunFinishedAt)),
        ("DataStartTime", Show(run.DataStartTime)), ("DataEndTime", Show(run.DataEndTime)), ("OtherFields", Show(run.OtherFields)),
        .. more,
    ]);

    /// <summary>
    /// Include = id; metadata Name, Type, DatasetId, ProjectId, QueryFilter, SamplingRate, IsContinuous, ExperimentIds, EvaluatorIds, LastRunAt, CreatedAt, CreatedByUserId, UpdatedAt, OtherFields
    /// (a JSON object).
    /// </summary>
    public static ITaskItem Of(ArizeTask task) => Item(task.Id,
    [
        ("Name", RemoteText.OneLine(task.Name)), ("Type", RemoteText.OneLine(task.Type == TaskType.Unknown ? task.TypeText : task.Type.Name())),
        ("DatasetId", task.DatasetId), ("ProjectId", task.ProjectId), ("QueryFilter", RemoteText.OneLine(task.QueryFilter)),
        ("SamplingRate", task.SamplingRate?.ToString("R", CultureInfo.InvariantCulture)), ("IsContinuous", task.IsContinuous ? "true" : "false"),
        ("ExperimentIds", string.Join(';', task.ExperimentIds)), ("EvaluatorIds", string.Join(';', task.Evaluators.Select(e => e.Evaluator))),
        ("LastRunAt", Show(task.LastRunAt)), ("CreatedAt", Show(task.CreatedAt)), ("CreatedByUserId", task.CreatedByUserId), ("UpdatedAt", Show(task.UpdatedAt)),
        ("OtherFields", Show(task.OtherFields)),
    ]);

    /// <summary>Include = id; metadata VersionId, QueryFilter, ColumnMappings: as the parameter Evaluators of ArizeUpdateTask takes them.</summary>
    public static ITaskItem Of(TaskEvaluator evaluator)
    {
        var item = Item(evaluator.Evaluator.ToString(), ("VersionId", evaluator.VersionId), ("QueryFilter", RemoteText.OneLine(evaluator.QueryFilter)));
        item.SetMetadata("ColumnMappings", PairItems.Escaped(evaluator.ColumnMappings));
        return item;
    }

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

    static string? Show(IReadOnlyDictionary<string, JsonElement> fields)
    {
        if (fields.Count == 0)
            return null;
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    static string? Show(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}

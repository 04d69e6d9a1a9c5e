using System.Text.Json;
using System.Text.Json.Serialization;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One execution of a task, as it was when it was read.</summary>
public sealed record TaskRun
{
    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>The task that was run.</summary>
    public string? TaskId { get; init; }

    /// <summary>The experiment that the run creates; null until the service has created it, and for runs of evaluation tasks.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>The run's status.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The status as the service wrote it, which distinguishes unknown ones. Not neutralised.</summary>
    public required string StatusText { get; init; }

    /// <summary>When work began; null before.</summary>
    public DateTimeOffset? RunStartedAt { get; init; }

    /// <summary>When the run ended; null before.</summary>
    public DateTimeOffset? RunFinishedAt { get; init; }

    /// <summary>The start of the data window; null for experiment runs.</summary>
    public DateTimeOffset? DataStartTime { get; init; }

    /// <summary>The end of the data window; null for experiment runs.</summary>
    public DateTimeOffset? DataEndTime { get; init; }

    /// <summary>Items done; null if the service did not report it.</summary>
    public long? NumSuccesses { get; init; }

    /// <summary>Items that failed, which may be above zero in a completed run; null if the service did not report it.</summary>
    public long? NumErrors { get; init; }

    /// <summary>Items skipped; null if the service did not report it.</summary>
    public long? NumSkipped { get; init; }

    /// <summary>When the run was triggered.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who triggered the run.</summary>
    public string? CreatedByUserId { get; init; }

    /// <summary>Why the run failed or was cancelled, in the service's words; null after a success and from older servers. Not neutralised.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Fields that this version does not know.</summary>
    public IReadOnlyDictionary<string, JsonElement> OtherFields { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>True if the status will not change any more: completed, failed or cancelled, and nothing else.</summary>
    public bool IsFinal => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    internal static TaskRun Read(JsonElement answer)
    {
        var run = AnswerReader.Read<TaskRunDocument>(answer, "task run");
        // With such an id nobody could find the run again.
        if (string.IsNullOrWhiteSpace(run.Id) || TasksClient.CheckRun("id", run.Id).Count > 0)
            throw JsonFields.Unexpected("task run", "the run's id is not an id");
        return new TaskRun
        {
            Id = run.Id,
            TaskId = run.TaskId,
            ExperimentId = run.ExperimentId,
            Status = ReadStatus(run.Status),
            StatusText = run.Status,
            RunStartedAt = run.RunStartedAt,
            RunFinishedAt = run.RunFinishedAt,
            DataStartTime = run.DataStartTime,
            DataEndTime = run.DataEndTime,
            NumSuccesses = run.NumSuccesses,
            NumErrors = run.NumErrors,
            NumSkipped = run.NumSkipped,
            CreatedAt = run.CreatedAt,
            CreatedByUserId = run.CreatedByUserId,
            FailureReason = run.FailureReason,
            OtherFields = run.Others,
        };
    }

    static RunStatus ReadStatus(string status) => JsonFields.Screaming(status) switch
    {
        "PENDING" => RunStatus.Pending,
        "RUNNING" => RunStatus.Running,
        "COMPLETED" => RunStatus.Completed,
        "FAILED" => RunStatus.Failed,
        "CANCELLED" => RunStatus.Cancelled,
        _ => RunStatus.Unknown,
    };
}

/// <summary>A task run on the wire.</summary>
internal sealed record TaskRunDocument(
    string Id, string Status, string? TaskId, string? ExperimentId, DateTimeOffset? RunStartedAt, DateTimeOffset? RunFinishedAt,
    DateTimeOffset? DataStartTime, DateTimeOffset? DataEndTime, long? NumSuccesses, long? NumErrors, long? NumSkipped,
    DateTimeOffset? CreatedAt, string? CreatedByUserId, string? FailureReason)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];
}

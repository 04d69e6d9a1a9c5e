using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One execution of a task, as it was when it was read.</summary>
public sealed record TaskRun
{
    static readonly HashSet<string> Known =
    [
        "id", "task_id", "experiment_id", "status", "run_started_at", "run_finished_at", "data_start_time", "data_end_time",
        "num_successes", "num_errors", "num_skipped", "created_at", "created_by_user_id", "failure_reason",
    ];

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

    internal static TaskRun Read(JsonElement run)
    {
        var status = JsonFields.Required(run, "status", "task run");
        var id = JsonFields.Required(run, "id", "task run");
        // With such an id nobody could find the run again.
        if (string.IsNullOrWhiteSpace(id) || TasksClient.CheckRun("id", id).Count > 0)
            throw JsonFields.Unexpected("task run", "the run's id is not an id");
        return new TaskRun
        {
            Id = id,
            TaskId = JsonFields.Text(run, "task_id"),
            ExperimentId = JsonFields.Text(run, "experiment_id"),
            Status = ReadStatus(status),
            StatusText = status,
            RunStartedAt = JsonFields.Moment(run, "run_started_at"),
            RunFinishedAt = JsonFields.Moment(run, "run_finished_at"),
            DataStartTime = JsonFields.Moment(run, "data_start_time"),
            DataEndTime = JsonFields.Moment(run, "data_end_time"),
            NumSuccesses = JsonFields.Count(run, "num_successes"),
            NumErrors = JsonFields.Count(run, "num_errors"),
            NumSkipped = JsonFields.Count(run, "num_skipped"),
            CreatedAt = JsonFields.Moment(run, "created_at"),
            CreatedByUserId = JsonFields.Text(run, "created_by_user_id"),
            FailureReason = JsonFields.Text(run, "failure_reason"),
            OtherFields = JsonFields.Unknown(run, Known),
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

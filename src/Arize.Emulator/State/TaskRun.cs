namespace Arize.Emulator.State;

/// <summary>What became of one item of a run.</summary>
enum Outcome
{
    Success,
    Error,
    Skipped,
}

/// <summary>One execution of a task. Its state at a moment follows from its timeline; nothing ticks.</summary>
sealed class TaskRun : IEntity
{
    public required string Id { get; init; }

    public required TaskDefinition Task { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ScenarioTimeline Timeline { get; set; }

    /// <summary>Known from the start for experiments and projects; for evaluations of experiments once the run begins.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];

    public ExperimentOrder? ExperimentOrder { get; init; }

    public EvaluationOrder? EvaluationOrder { get; init; }

    public SpanOrder? SpanOrder { get; init; }

    public DateTimeOffset? DataStart { get; init; }

    public DateTimeOffset? DataEnd { get; init; }

    /// <summary>Set once the experiment is there.</summary>
    public string? ExperimentId { get; set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Whether the effects of its beginning have happened, such as a new experiment.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Whether the effects of its end have happened, such as scores.</summary>
    public bool HasEnded { get; set; }

    public DateTimeOffset BeginsAt => CreatedAt + Timeline.Pending;

    public DateTimeOffset? EndsAt => CancelledAt ?? (Timeline.Ends == RunEnd.Never ? null : BeginsAt + Timeline.Running);

    public RunState At(DateTimeOffset now)
    {
        if (CancelledAt is { } cancelled && cancelled <= now)
        {
            return cancelled < BeginsAt
                ? new("CANCELLED", 0, null, cancelled)
                : new("CANCELLED", DoneWhileRunning(cancelled), BeginsAt, cancelled);
        }

        if (now < BeginsAt)
            return new("PENDING", 0, null, null);

        return EndsAt is { } end && now >= end
            ? new(Timeline.Ends.ToString().ToUpperInvariant(), Limit(Outcomes.Count), BeginsAt, end)
            : new("RUNNING", DoneWhileRunning(now), BeginsAt, null);
    }

    /// <summary>False when the run is over already.</summary>
    public bool Cancel(DateTimeOffset now)
    {
        if (At(now).IsFinal)
            return false;

        CancelledAt = now;
        return true;
    }

    int DoneWhileRunning(DateTimeOffset now)
    {
        var share = Timeline.Running > TimeSpan.Zero ? Math.Clamp((now - BeginsAt) / Timeline.Running, 0, 1) : 1;
        return Limit((int)(Outcomes.Count * share));
    }

    int Limit(int done) => Math.Min(done, Timeline.StopsAt ?? done);
}

/// <summary>A run at a moment.</summary>
/// <param name="Status">In upper case.</param>
/// <param name="Done">Number of items worked through.</param>
/// <param name="BegunAt">Null until work begins.</param>
/// <param name="EndedAt">Null until final.</param>
sealed record RunState(string Status, int Done, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt)
{
    public bool IsFinal => EndedAt is not null;
}

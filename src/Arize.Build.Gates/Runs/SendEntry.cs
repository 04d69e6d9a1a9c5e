namespace Arize.Build.Gates.Runs;

/// <summary>One request of a record that is sent at most once, and what became of it.</summary>
internal sealed record SendEntry
{
    /// <summary>What is sent.</summary>
    public required SendKind Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required SendState State { get; init; }

    /// <summary>Which run of the gate it is, or belongs to: 1 for the first, more for repeats of it.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The task that is triggered; null for an upload.</summary>
    public string? TaskId { get; init; }

    /// <summary>The task's name; null for an upload.</summary>
    public string? TaskName { get; init; }

    /// <summary>The dataset to which an experiment is uploaded; null for a trigger.</summary>
    public string? DatasetId { get; init; }

    /// <summary>A hash of the results that are uploaded: a step that starts again continues only with identical ones.</summary>
    public string? Results { get; init; }

    /// <summary>The experiment's name, unique on its dataset; null for an evaluation.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The experiments that an evaluation scores.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    /// <summary>The time window of the traffic that an evaluation scores; null for other requests. The request itself ends a moment later, at <see cref="Fingerprint"/>.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>A data_end_time that was made for this trigger and marks its run; null if the user gave one, or none is allowed.</summary>
    public DateTimeOffset? Fingerprint { get; init; }

    /// <summary>The service's time before the request was sent.</summary>
    public required DateTimeOffset Prepared { get; init; }

    /// <summary>The runs that existed before, newest first, as far back as matters.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The run; null until its id is known.</summary>
    public string? RunId { get; init; }

    /// <summary>The experiment; null until it is known.</summary>
    public string? ExperimentId { get; init; }

    /// <summary>How many rows the experiment has once this request has arrived; null for a trigger.</summary>
    public int? Rows { get; init; }

    /// <summary>How the run ended; null while that is not known.</summary>
    public string? Status { get; init; }

    /// <summary>True for a trigger of a run, which costs money while it is active and can be cancelled; false for an upload.</summary>
    internal bool IsRun => Kind is SendKind.Run or SendKind.Evaluation;

    /// <summary>True if something that was asked for may exist, and its end was not dealt with.</summary>
    internal bool IsOpen => State is SendState.Sent or SendState.Started;

    /// <summary>True if both are about the same thing: one of them replaces the other.</summary>
    internal bool IsAbout(SendEntry other) => Kind == other.Kind && Repeat == other.Repeat && (Kind != SendKind.Evaluation || TaskId == other.TaskId && Window == other.Window);
}

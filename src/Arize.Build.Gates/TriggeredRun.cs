using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>A run that was triggered once.</summary>
public sealed record TriggeredRun
{
    /// <summary>
    /// The run's id; null in one case only: an evaluation of experiments whose trigger's answer was lost, and all of whose scores exist, whatever made them.
    /// </summary>
    public required string? RunId { get; init; }

    /// <summary>The task.</summary>
    public required ArizeTask Task { get; init; }

    /// <summary>The experiment's name; null for an evaluation.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>How the run was found or started.</summary>
    public required TriggerOutcome How { get; init; }

    /// <summary>The experiment's id, if the service has named it already.</summary>
    internal string? ExperimentId { get; init; }
}

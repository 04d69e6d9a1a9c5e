using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>A run that was triggered once.</summary>
/// <param name="RunId">
/// The run's id; null in one case only: an evaluation of experiments whose trigger's answer was lost, and all of whose scores are there, whoever made them.
/// </param>
/// <param name="Task">The task.</param>
/// <param name="ExperimentName">The experiment's name; null for an evaluation.</param>
/// <param name="How">How the run came to be known.</param>
public sealed record TriggeredRun(string? RunId, ArizeTask Task, string? ExperimentName, TriggerOutcome How)
{
    /// <summary>The experiment's id, if the service has named it already.</summary>
    internal string? ExperimentId { get; init; }
}

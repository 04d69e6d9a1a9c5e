
namespace Arize.Build.Gates.Settings;

/// <summary>
/// The settings of a gate that can be given in more than one place, a closed list: item metadata and alias settings go before the gate file,
/// the file before the properties of the build, those before the environment, and that before the built-in default. Null is "not set".
/// </summary>
internal sealed record GateSettings
{
    /// <summary>The longest time that a gate takes if nothing is set: one hour, over all phases.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromHours(1);

    /// <summary>The task to run (name or id).</summary>
    public string? Task { get; init; }

    /// <summary>The space (name or id) in which names are looked up.</summary>
    public string? Space { get; init; }

    /// <summary>The experiment's name.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The maximum number of examples.</summary>
    public int? MaxExamples { get; init; }

    /// <summary>The time limit of the gate, over all phases.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two polls.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>What happens to a run that does not end in time.</summary>
    public OnTimeout? OnTimeout { get; init; }

    /// <summary>The maximum number of items with an error.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>The maximum share of items with an error, 0 to 1.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The baseline: an experiment, a pattern with <c>*</c>, or the folder of a record.</summary>
    public string? Baseline { get; init; }

    /// <summary>These settings, completed by those of a place that comes after.</summary>
    /// <param name="lower">The settings of that place.</param>
    public GateSettings Over(GateSettings lower) => new()
    {
        Task = Task ?? lower.Task,
        Space = Space ?? lower.Space,
        ExperimentName = ExperimentName ?? lower.ExperimentName,
        MaxExamples = MaxExamples ?? lower.MaxExamples,
        Timeout = Timeout ?? lower.Timeout,
        PollInterval = PollInterval ?? lower.PollInterval,
        OnTimeout = OnTimeout ?? lower.OnTimeout,
        MaxErrors = MaxErrors ?? lower.MaxErrors,
        MaxErrorRate = MaxErrorRate ?? lower.MaxErrorRate,
        Baseline = Baseline ?? lower.Baseline,
    };
}

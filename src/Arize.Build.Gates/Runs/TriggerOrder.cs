using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>What is triggered once, and for what.</summary>
internal sealed record TriggerOrder
{
    /// <summary>What kind of run it is for the gate.</summary>
    public required SendKind Kind { get; init; }

    /// <summary>The request.</summary>
    public required TriggerRunRequest Request { get; init; }

    /// <summary>Which run of the gate it is, or belongs to. Default: 1, the first.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The window of traffic that an evaluation of a gate scores, as it is read; null for other triggers. The run gets it with an end that marks it.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>What the run is made of, to end a name that is made; null for none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// Whether to send a second time, under the same experiment name, if no run can be found after a lost answer. The name guards against a
    /// second experiment once the first exists; a run that waits in a queue has not taken the name yet, so two runs are possible.
    /// </summary>
    public bool ResendOnce { get; init; }
}

using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>A run to trigger once only.</summary>
public sealed record OnceRequest
{
    /// <summary>The run. Without an experiment name, one is made that is new for each build.</summary>
    public required TriggerRunRequest Trigger { get; init; }

    /// <summary>The gate, or the name of the single step.</summary>
    public required string Gate { get; init; }

    /// <summary>The project that is built; part of the experiment's name.</summary>
    public string? Project { get; init; }

    /// <summary>This build (see <see cref="CiBuild.Identity"/>); null where it has no identity.</summary>
    public string? Build { get; init; }

    /// <summary>The commit that is built (see <see cref="SourceCommit"/>); null where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>What the run is made of, to end a name that is made with; null for none.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>True to leave the run to a later build of the same commit, which continues it.</summary>
    public bool ForLater { get; init; }

    /// <summary>
    /// Whether to send a second time, under the same experiment name, where after a lost answer no run can be found. The name guards against a second experiment once the first is
    /// there; a run that waits in a queue has not taken the name yet, so two runs are possible. Default: no.
    /// </summary>
    public bool ResendOnce { get; init; }

    /// <summary>How long to look for a run whose trigger's answer was lost. Default: 120 s.</summary>
    public TimeSpan ReconcileFor { get; init; } = TimeSpan.FromSeconds(120);
}


namespace Arize.Build.Gates;

/// <summary>A record, and its outcome under the changed gate.</summary>
public sealed record ReplayedRecord
{
    /// <summary>Its folder, from the folder that was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The outcome when the gate ran.</summary>
    public required Outcome Was { get; init; }

    /// <summary>Whether the release went on when the gate ran.</summary>
    public required bool WasPassed { get; init; }

    /// <summary>The outcome now.</summary>
    public required GateVerdict Now { get; init; }

    /// <summary>The criteria's outcomes when the gate ran, by metric and operator.</summary>
    internal IReadOnlyDictionary<string, Outcome> Before { get; init; } = new Dictionary<string, Outcome>();

    /// <summary>True if the changed gate decides differently.</summary>
    public bool Turned => WasPassed != Now.Passed;
}

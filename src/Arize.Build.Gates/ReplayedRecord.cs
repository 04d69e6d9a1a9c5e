
namespace Arize.Build.Gates;

/// <summary>A record, and what the changed gate says of it.</summary>
public sealed record ReplayedRecord
{
    /// <summary>Its folder, from the folder that was asked for.</summary>
    public required string Name { get; init; }

    /// <summary>What it came to then.</summary>
    public required Outcome Was { get; init; }

    /// <summary>Whether the release went on then.</summary>
    public required bool WasPassed { get; init; }

    /// <summary>The outcome now.</summary>
    public required GateVerdict Now { get; init; }

    /// <summary>What the criteria came to then, by what was measured and the verb.</summary>
    internal IReadOnlyDictionary<string, Outcome> Before { get; init; } = new Dictionary<string, Outcome>();

    /// <summary>True where the changed gate decides otherwise.</summary>
    public bool Turned => WasPassed != Now.Passed;
}

namespace Arize.Build.Tasks;

/// <summary>What <see cref="ArizeGates"/> does with each gate: one for each of the targets.</summary>
internal enum GateOperation
{
    Run,
    Start,
    Cancel,
    Require,
    Replay,
}

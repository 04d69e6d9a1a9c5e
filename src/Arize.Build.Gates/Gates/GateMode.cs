namespace Arize.Build.Gates;

/// <summary>Whether a gate is asked in this build.</summary>
public enum GateMode
{
    /// <summary>It is asked.</summary>
    Run,

    /// <summary>Everything is checked and read, and nothing triggered.</summary>
    DryRun,

    /// <summary>It is not asked.</summary>
    Skip,
}

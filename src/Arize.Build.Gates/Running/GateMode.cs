namespace Arize.Build.Gates.Running;

/// <summary>Whether a gate runs in this build.</summary>
internal enum GateMode
{
    /// <summary>It is asked.</summary>
    Run,

    /// <summary>Everything is checked and read, and nothing triggered.</summary>
    DryRun,

    /// <summary>It is not asked.</summary>
    Skip,
}

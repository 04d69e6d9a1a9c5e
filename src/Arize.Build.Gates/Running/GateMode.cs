namespace Arize.Build.Gates.Running;

/// <summary>Whether a gate runs in this build.</summary>
internal enum GateMode
{
    /// <summary>It runs.</summary>
    Run,

    /// <summary>Everything is checked and read, and nothing triggered.</summary>
    DryRun,

    /// <summary>It does not run.</summary>
    Skip,
}

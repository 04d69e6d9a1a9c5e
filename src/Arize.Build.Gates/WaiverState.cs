namespace Arize.Build.Gates;

/// <summary>What happened to a waiver.</summary>
public enum WaiverState
{
    /// <summary>It holds, and nothing needed it.</summary>
    Idle,

    /// <summary>It let a criterion through.</summary>
    Applied,

    /// <summary>Its time is over: the criterion counts again.</summary>
    Expired,
}

namespace Arize.Emulator;

/// <summary>How a run ends by itself.</summary>
public enum RunEnd
{
    /// <summary>COMPLETED.</summary>
    Completed,

    /// <summary>FAILED.</summary>
    Failed,

    /// <summary>CANCELLED by the server.</summary>
    Cancelled,

    /// <summary>It stays RUNNING until it is cancelled.</summary>
    Never,
}

namespace Arize.Build.Gates;

/// <summary>What happens to a run whose wait timed out or could not go on.</summary>
public enum OnTimeout
{
    /// <summary>Ask the service to cancel it, so that it costs nothing more.</summary>
    Cancel,

    /// <summary>Leave it running.</summary>
    Leave,
}

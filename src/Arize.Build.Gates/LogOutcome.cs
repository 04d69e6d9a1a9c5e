namespace Arize.Build.Gates;

/// <summary>How the experiment was found or created.</summary>
public enum LogOutcome
{
    /// <summary>The service answered.</summary>
    Logged,

    /// <summary>An earlier step of the same build had logged it.</summary>
    Continued,

    /// <summary>The answer was lost, and the experiment was found by its exact name.</summary>
    Adopted,
}

namespace Arize.Build.Gates;

/// <summary>How the run was found or started.</summary>
public enum TriggerOutcome
{
    /// <summary>The service answered the trigger.</summary>
    Started,

    /// <summary>An earlier step of the same build had started it.</summary>
    Continued,

    /// <summary>The answer was lost, and the run was found by what marks it as ours.</summary>
    Adopted,

    /// <summary>The answer was lost, and the scores that it was to make are all there.</summary>
    ScoresFound,
}

namespace Arize.Build.Gates;

/// <summary>What to do if a task of that name exists.</summary>
public enum IfExists
{
    /// <summary>Replace its run configuration.</summary>
    Update,

    /// <summary>Take it as it is.</summary>
    Reuse,

    /// <summary>Fail.</summary>
    Fail,
}

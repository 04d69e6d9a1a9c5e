namespace Arize.Build.Gates;

/// <summary>What the build does if a gate blocks. A gate that failed to run always fails it.</summary>
public enum OnFail
{
    /// <summary>The build fails.</summary>
    Fail,

    /// <summary>The build goes on, with a warning.</summary>
    Warn,
}

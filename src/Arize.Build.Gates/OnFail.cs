namespace Arize.Build.Gates;

/// <summary>What the build does where a gate blocks. A gate that could not be asked at all always fails it.</summary>
public enum OnFail
{
    /// <summary>The build fails.</summary>
    Fail,

    /// <summary>The build goes on, with a warning.</summary>
    Warn,
}

namespace Arize.Build.Gates;

/// <summary>What becomes of a gate where there is no API key, as in a pull request from a fork.</summary>
public enum WhenNoKey
{
    /// <summary>The build fails.</summary>
    Fail,

    /// <summary>The gate is not asked; a warning says that nothing is proven.</summary>
    Skip,
}

namespace Arize.Build.Gates;

/// <summary>What happens to a gate if there is no API key, as in a pull request from a fork.</summary>
public enum WhenNoKey
{
    /// <summary>The build fails.</summary>
    Fail,

    /// <summary>The gate does not run; a warning says that nothing is proven.</summary>
    Skip,
}

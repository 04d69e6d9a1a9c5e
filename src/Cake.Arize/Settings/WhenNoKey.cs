namespace Cake.Arize;

/// <summary>What a gate does where there is no API key, as in a pull request from a fork.</summary>
public enum WhenNoKey
{
    /// <summary>The build fails.</summary>
    Fail,

    /// <summary>The gate is not asked; a warning says that nothing is proven.</summary>
    Skip,
}

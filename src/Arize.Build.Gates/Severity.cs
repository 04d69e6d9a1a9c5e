namespace Arize.Build.Gates;

/// <summary>What a criterion that does not hold does.</summary>
public enum Severity
{
    /// <summary>Blocks the release. The default.</summary>
    Block,

    /// <summary>Is said, and blocks nothing. A metric that cannot be judged is an error all the same.</summary>
    Warn,
}

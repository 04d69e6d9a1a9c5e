namespace Arize.Build.Gates;

/// <summary>What a criterion does if it does not hold.</summary>
public enum Severity
{
    /// <summary>It fails the gate. The default.</summary>
    Fail,

    /// <summary>It is reported and never lowers the gate. A metric that cannot be judged is an error all the same.</summary>
    Warn,
}

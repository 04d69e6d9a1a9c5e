namespace Arize.Build.Gates;

/// <summary>What kind of numbers a metric's scores are. It selects the interval.</summary>
public enum Scale
{
    /// <summary>0 or 1: every score of an evaluator is one of them, or it is a share of rows.</summary>
    Binary,

    /// <summary>Between 0 and 1: every score of an evaluator is.</summary>
    Proportion,

    /// <summary>Between the ends of a range that the gate file declares.</summary>
    Bounded,

    /// <summary>Any number: milliseconds, tokens, dollars.</summary>
    Unbounded,
}

namespace Arize.Build.Gates;

/// <summary>What kind of numbers a metric's scores are. It decides which test is right.</summary>
public enum Scale
{
    /// <summary>0 or 1. Taken where every score is 0 or 1.</summary>
    Binary,

    /// <summary>From 0 to 1. Taken where every score of an evaluator is.</summary>
    Unit,

    /// <summary>Any number: milliseconds, tokens, dollars.</summary>
    Continuous,

    /// <summary>Grades whose distances mean nothing, such as 1 to 5. Never taken unasked.</summary>
    Ordinal,
}

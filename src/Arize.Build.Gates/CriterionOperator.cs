namespace Arize.Build.Gates;

/// <summary>What a criterion requires of a metric. The direction is part of the operator, so it cannot be set the wrong way round.</summary>
public enum CriterionOperator
{
    /// <summary>Higher is better, and the value must be at least the limit.</summary>
    AtLeast,

    /// <summary>Lower is better, and the value must not exceed the limit.</summary>
    AtMost,

    /// <summary>Higher is better, and the value may be below the baseline's by the limit.</summary>
    MayDropBy,

    /// <summary>Lower is better, and the value may be above the baseline's by the limit.</summary>
    MayRiseBy,
}

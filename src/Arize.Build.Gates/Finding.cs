namespace Arize.Build.Gates;

/// <summary>Why a criterion has its outcome: the fact behind the sentence.</summary>
public enum Finding
{
    /// <summary>It cannot be judged; <see cref="CriterionVerdict.Problem"/> has the reason.</summary>
    Problem,

    /// <summary>There is no baseline to compare with.</summary>
    NoBaseline,

    /// <summary>Fewer examples, or clusters, than the gate asks for.</summary>
    TooFewExamples,

    /// <summary>Rows without a score decide: at their worst the outcome is another one than at their best.</summary>
    MissingScoresDecide,

    /// <summary>The value meets the limit.</summary>
    LimitMet,

    /// <summary>The value does not meet the limit.</summary>
    LimitMissed,

    /// <summary>The value meets the limit, its confidence bound does not, and evidence is required.</summary>
    LimitNotShown,

    /// <summary>Every output is identical to the baseline's.</summary>
    IdenticalOutputs,

    /// <summary>The whole interval lies within the tolerance.</summary>
    ShownWithin,

    /// <summary>The measured change is within the tolerance; the interval reaches beyond it.</summary>
    Within,

    /// <summary>The same, and evidence is required.</summary>
    NotShown,

    /// <summary>The measured change exceeds the tolerance, but could be chance.</summary>
    CouldBeChance,

    /// <summary>The whole interval lies beyond the tolerance, but with so many comparisons one such interval could be chance.</summary>
    HeldBackByHolm,

    /// <summary>The whole interval lies beyond the tolerance.</summary>
    ShownBeyond,

    /// <summary>The criterion holds over all examples, and fails in a slice.</summary>
    SliceFailed,
}

namespace Arize.Build.Gates;

/// <summary>Which number is made of a metric's scores.</summary>
public enum StatisticKind
{
    /// <summary>The mean over examples. The default.</summary>
    Mean,

    /// <summary>The lowest score of any row.</summary>
    Min,

    /// <summary>The highest score of any row.</summary>
    Max,

    /// <summary>The median over rows; of a comparison, the median change over examples.</summary>
    Median,

    /// <summary>A percentile over rows, by nearest rank.</summary>
    Percentile,

    /// <summary>The share of scores that reach a cut-off.</summary>
    PassRate,

    /// <summary>The share of examples of which every repeat reaches a cut-off (pass^k).</summary>
    PassAll,

    /// <summary>The share of certain labels.</summary>
    LabelShare,

    /// <summary>The sum over all rows.</summary>
    Sum,
}

namespace Arize.Build.Gates;

/// <summary>Which number is made of a metric's scores.</summary>
public enum StatisticKind
{
    /// <summary>The mean over examples. The default.</summary>
    Mean,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The median.</summary>
    Median,

    /// <summary>A percentile, by nearest rank.</summary>
    Percentile,

    /// <summary>The share of scores that reach a cut-off.</summary>
    PassRate,

    /// <summary>The share of certain labels.</summary>
    LabelShare,

    /// <summary>The sum over all rows.</summary>
    Sum,
}

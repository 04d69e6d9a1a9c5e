namespace Arize.Build.Gates;

/// <summary>How an interval was made. docs/how-the-gate-decides.md has the formulas.</summary>
public enum StatisticalMethod
{
    /// <summary>Wilson's interval of a share.</summary>
    Wilson,

    /// <summary>The exact interval of a share; used if evidence is required.</summary>
    ClopperPearson,

    /// <summary>A normal interval of a bounded mean, with scores added at both ends of the range.</summary>
    BoundedMean,

    /// <summary>The t interval of a mean.</summary>
    StudentT,

    /// <summary>Tango's interval of a difference of paired shares.</summary>
    Tango,

    /// <summary>A t interval of bounded paired differences, with differences added at both ends of what they can be.</summary>
    PlusZSquared,

    /// <summary>The paired t interval.</summary>
    PairedT,

    /// <summary>Order statistics: how many scores lie below a percentile is binomial.</summary>
    OrderStatistics,

    /// <summary>Order statistics of the paired differences.</summary>
    MedianChange,

    /// <summary>Two samples of bounded scores, one added at each end of the range in each.</summary>
    UnpairedBounded,

    /// <summary>Welch's interval of two samples.</summary>
    Welch,

    /// <summary>Clusters of bounded scores, with clusters added at both ends.</summary>
    BoundedClusters,

    /// <summary>Clusters of numbers without bounds (CR1).</summary>
    UnboundedClusters,

    /// <summary>The lowest or the highest value, or a sum: a number without an interval.</summary>
    NoInterval,

    /// <summary>A counter of the run.</summary>
    Counter,
}

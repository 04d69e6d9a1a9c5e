namespace Arize.Build.Gates.Verdicts;

/// <summary>Why a comparison came out as it did.</summary>
internal enum RegressionFinding
{
    /// <summary>The lower bound lies above the tolerance; of grades, which have no bound: they got better.</summary>
    ShownWithinTolerance,

    /// <summary>There is a drop, it is not chance, and it is as large as the tolerance or larger.</summary>
    Dropped,

    /// <summary>Nothing changed, on any example.</summary>
    Unchanged,

    /// <summary>No evidence of a drop, though one of the tolerance's size would have been seen.</summary>
    NothingSeen,

    /// <summary>Too few examples to see a drop of the tolerance's size.</summary>
    Blind,

    /// <summary>Evidence was required, and is not there.</summary>
    NotShown,

    /// <summary>Too few examples for a t interval.</summary>
    TooFew,
}

/// <summary>The decision on one comparison. Written so that a number that is not a number can never pass.</summary>
internal static class RegressionRule
{
    public static RegressionFinding Find(Comparison comparison, double adjustedP, Criterion criterion)
    {
        var alpha = 1 - criterion.Confidence;
        var tolerance = criterion.Limit;
        if (comparison.TooFew)
            return RegressionFinding.TooFew;
        if (comparison.Bounds is { } bounds && bounds.Low > -tolerance)
            return RegressionFinding.ShownWithinTolerance;
        if (comparison.Bounds is null && comparison.BetterP < alpha)
            return RegressionFinding.ShownWithinTolerance;
        if (adjustedP < alpha && -comparison.Gain >= tolerance)
            return RegressionFinding.Dropped;
        if (criterion.Policy == RegressionPolicy.RequireEvidence)
            return RegressionFinding.NotShown;
        if (comparison.Worse + comparison.Better == 0)
            return RegressionFinding.Unchanged;
        return comparison.SmallestVisible <= tolerance ? RegressionFinding.NothingSeen : RegressionFinding.Blind;
    }

    public static Outcome Outcome(RegressionFinding finding) => finding switch
    {
        RegressionFinding.ShownWithinTolerance or RegressionFinding.Unchanged or RegressionFinding.NothingSeen => Verdicts.Outcome.Pass,
        RegressionFinding.Dropped => Verdicts.Outcome.Fail,
        _ => Verdicts.Outcome.Inconclusive,
    };
}

namespace Arize.Build.Gates.Verdicts;

/// <summary>Why a comparison came out as it did.</summary>
internal enum ComparisonFinding
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
internal static class ComparisonRule
{
    public static ComparisonFinding Find(Comparison comparison, double adjustedP, Criterion criterion)
    {
        var alpha = 1 - criterion.Confidence;
        var tolerance = criterion.Limit;
        if (comparison.TooFew)
            return ComparisonFinding.TooFew;
        if (comparison.Bounds is { } bounds && bounds.Low > -tolerance)
            return ComparisonFinding.ShownWithinTolerance;
        if (comparison.Bounds is null && comparison.BetterP < alpha)
            return ComparisonFinding.ShownWithinTolerance;
        if (adjustedP < alpha && -comparison.Gain >= tolerance)
            return ComparisonFinding.Dropped;
        if (criterion.Policy == RegressionPolicy.RequireEvidence)
            return ComparisonFinding.NotShown;
        if (comparison.Worse + comparison.Better == 0)
            return ComparisonFinding.Unchanged;
        return comparison.SmallestVisible <= tolerance ? ComparisonFinding.NothingSeen : ComparisonFinding.Blind;
    }

    public static Outcome Outcome(ComparisonFinding finding) => finding switch
    {
        ComparisonFinding.ShownWithinTolerance or ComparisonFinding.Unchanged or ComparisonFinding.NothingSeen => Arize.Build.Gates.Outcome.Pass,
        ComparisonFinding.Dropped => Arize.Build.Gates.Outcome.Fail,
        _ => Arize.Build.Gates.Outcome.Inconclusive,
    };
}

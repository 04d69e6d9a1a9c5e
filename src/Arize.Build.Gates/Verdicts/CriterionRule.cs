using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The decision on one criterion: one interval and one line. Written so that a number that is not a number can never pass.</summary>
internal static class CriterionRule
{
    /// <summary>The decision on a floor or a ceiling.</summary>
    public static Finding Threshold(Estimate estimate, Criterion criterion, double error)
    {
        if (!Meets(estimate.Value, criterion))
            return Finding.LimitMissed;
        if (!criterion.EvidenceRequired)
            return Finding.LimitMet;
        var isShown = estimate.At?.Invoke(error) is { } interval && Meets(criterion.HigherIsBetter ? interval.Low : interval.High, criterion);
        return isShown ? Finding.LimitMet : Finding.LimitNotShown;
    }

    /// <summary>The decision on a comparison, before it is corrected together with others.</summary>
    public static Finding Comparison(Estimate estimate, Criterion criterion, double error)
    {
        var interval = estimate.At!(error);
        if (interval.Low > -estimate.Line)
            return Finding.ShownWithin;
        if (LiesBeyond(estimate, error))
            return Finding.ShownBeyond;
        if (!(estimate.Value >= -estimate.Line - Slack(estimate)))
            return Finding.CouldBeChance;
        // Without an end on the good side there is no interval, only a number.
        return criterion.EvidenceRequired || double.IsNaN(interval.Low) || double.IsNaN(interval.High) ? Finding.NotShown : Finding.Within;
    }

    /// <summary>Whether the whole interval with this error lies beyond the tolerance.</summary>
    public static bool LiesBeyond(Estimate estimate, double error) => estimate.At!(error).High < -estimate.Line - Slack(estimate);

    /// <summary>The smallest error at which the whole interval still lies beyond the tolerance; 1 if it does at none below one half.</summary>
    public static double SmallestError(Estimate estimate)
    {
        const double Smallest = 1e-12;
        if (!LiesBeyond(estimate, 0.4999))
            return 1;
        if (LiesBeyond(estimate, Smallest))
            return Smallest;
        return Math.Exp(Bisection.Narrow(Math.Log(Smallest), Math.Log(0.4999), log => !LiesBeyond(estimate, Math.Exp(log)), halvings: 45).High);
    }

    /// <summary>Whether a slice of a floor or a ceiling fails: its whole interval lies beyond the limit.</summary>
    public static bool SliceMisses(Estimate estimate, Criterion criterion, double error) =>
        estimate.At?.Invoke(error) is { } interval && (criterion.HigherIsBetter ? interval.High < criterion.Limit : interval.Low > criterion.Limit);

    public static Outcome Outcome(Finding finding) => finding switch
    {
        Finding.LimitMet or Finding.IdenticalOutputs or Finding.ShownWithin or Finding.Within => Arize.Build.Gates.Outcome.Pass,
        Finding.LimitMissed or Finding.ShownBeyond or Finding.SliceFailed => Arize.Build.Gates.Outcome.Fail,
        Finding.Problem => Arize.Build.Gates.Outcome.Error,
        _ => Arize.Build.Gates.Outcome.Inconclusive,
    };

    /// <summary>Equal up to the rounding of floating numbers is within.</summary>
    static double Slack(Estimate estimate) => 1e-9 * Math.Max(1, estimate.Line);

    static bool Meets(double value, Criterion criterion)
    {
        var slack = 1e-9 * Math.Max(1, Math.Abs(criterion.Limit));
        return double.IsFinite(value) && (criterion.HigherIsBetter ? value >= criterion.Limit - slack : value <= criterion.Limit + slack);
    }
}

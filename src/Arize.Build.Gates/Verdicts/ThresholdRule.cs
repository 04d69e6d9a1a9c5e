
namespace Arize.Build.Gates.Verdicts;

/// <summary>The decision on a floor or a ceiling. Written so that a number that is not a number can never pass.</summary>
internal static class ThresholdRule
{
    public static Outcome Outcome(PointEstimate level, Criterion criterion)
    {
        if (!Holds(level.Value, criterion))
            return Arize.Build.Gates.Outcome.Fail;
        // Fewer than ten scores other than 0 and 1 say too little of their mean.
        if (level.TooFew)
            return Arize.Build.Gates.Outcome.Inconclusive;
        if (criterion.Evidence == EvidenceRule.Point)
            return Arize.Build.Gates.Outcome.Pass;
        return level.Interval is { } interval && Holds(Bad(interval, criterion), criterion) ? Arize.Build.Gates.Outcome.Pass : Arize.Build.Gates.Outcome.Inconclusive;
    }

    static bool Holds(double value, Criterion criterion) =>
        double.IsFinite(value) && (criterion.HigherIsBetter ? value >= criterion.Limit : value <= criterion.Limit);

    static double Bad(Interval interval, Criterion criterion) => criterion.HigherIsBetter ? interval.Low : interval.High;
}

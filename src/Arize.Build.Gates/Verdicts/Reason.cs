using System.Globalization;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>From numbers to one line of plain words.</summary>
internal static class Reason
{
    public static string Of(CriterionVerdict verdict) => verdict.Waiver is { } waiver
        ? $"Waived: {verdict.Sentence} {new WaiverUse(waiver, WaiverState.Applied)}"
        : $"{Lead(verdict.Outcome, verdict.Criterion)}: {verdict.Sentence}";

    /// <summary>What is measured: "correctness", "p95 of latency_ms", "share of correctness >= 0.5".</summary>
    public static string Title(Criterion criterion) => criterion.Statistic switch
    {
        StatisticKind.Min => $"least {criterion.Metric}",
        StatisticKind.Median => $"median of {criterion.Metric}",
        StatisticKind.Percentile => $"p{criterion.Percentile?.ToString("0.###", CultureInfo.InvariantCulture)} of {criterion.Metric}",
        StatisticKind.PassRate => $"share of {criterion.Metric} >= {criterion.Cutoff?.ToString("0.######", CultureInfo.InvariantCulture)}",
        StatisticKind.LabelShare => $"share of {criterion.Metric} labelled {string.Join(" or ", criterion.Labels)}",
        StatisticKind.Sum => $"sum of {criterion.Metric}",
        _ => criterion.Metric,
    };

    public static string Regression(ComparisonFinding finding, Comparison seen, double adjustedP, Criterion criterion)
    {
        var drop = criterion.HigherIsBetter ? "drop" : "rise";
        var (before, after) = NumberFormat.Apart(seen.Baseline, seen.Candidate);
        var (worse, better) = seen.Scale == Scale.Binary ? ("broke", "fixed") : ("worse", "better");
        var corrected = adjustedP > seen.P ? $", {NumberFormat.P(adjustedP)} corrected" : "";
        var changes = seen.Worse + seen.Better == 0 ? "none changed"
            : string.Create(CultureInfo.InvariantCulture, $"{seen.Worse} {worse}, {seen.Better} {better}; p = {NumberFormat.P(seen.P)}{corrected}");
        var facts = $"{Title(criterion)} {before} -> {after} on {NumberFormat.Count(seen.N, "paired example")} ({changes}).";
        var tolerance = NumberFormat.Allowed(criterion.Limit, seen.Scale);
        var visible = $"The smallest {drop} this gate can see is {NumberFormat.Difference(seen.SmallestVisible, seen.Scale)}.";
        return finding switch
        {
            ComparisonFinding.Dropped => $"{facts} {visible}",
            ComparisonFinding.ShownWithinTolerance when seen.Bounds is null or { Low: > 0 } => $"{facts} An improvement.",
            ComparisonFinding.ShownWithinTolerance when seen.P < 1 - criterion.Confidence => $"{facts} A {drop} within the {tolerance} allowed.",
            ComparisonFinding.ShownWithinTolerance => $"{facts} Shown: no {drop} of {tolerance}.",
            ComparisonFinding.Unchanged => $"{facts} No evidence of a {drop}.",
            ComparisonFinding.NothingSeen when seen.P < 1 - criterion.Confidence => $"{facts} A {drop} within the {tolerance} allowed.",
            ComparisonFinding.NothingSeen => $"{facts} No evidence of a {drop}; one of {tolerance} would have been seen.",
            ComparisonFinding.Blind => $"{facts} No verdict on a {drop} of {tolerance}. {visible} {MoreToSee(seen, criterion)}",
            ComparisonFinding.NotShown => $"{facts} A {drop} beyond the {tolerance} allowed is not ruled out{Worst(seen)}. {MoreToShow(seen, criterion)}",
            _ => $"{facts} Fewer than {Comparison.FewestForT} examples say too little about scores other than 0 and 1.",
        };
    }

    public static string Threshold(Outcome outcome, PointEstimate level, Criterion criterion)
    {
        var (value, limit) = NumberFormat.Against(level.Value, criterion.Limit);
        var holds = criterion.HigherIsBetter ? level.Value >= criterion.Limit : level.Value <= criterion.Limit;
        var relation = (criterion.HigherIsBetter, holds) switch
        {
            (true, true) => "is at least",
            (true, false) => "is below",
            (false, true) => "is at most",
            (false, false) => "is above",
        };
        var interval = level.Interval is { } i ? $" ({Spread(i, criterion.Confidence)})" : "";
        var facts = $"{Title(criterion)} {value} {relation} {limit} on {NumberFormat.Count(level.N, "example")}{interval}.";
        if (outcome != Outcome.Inconclusive)
            return facts;
        if (level.N < level.Needs)
            return $"{facts} At least {NumberFormat.Count(level.Needs, "example")} are needed.";
        var least = level.IsShare && criterion is { HigherIsBetter: true, Limit: < 1 } ? Planning.ExamplesForFloor(criterion.Limit, criterion.Confidence) : 0;
        var more = level.N < least ? $" Even without a failure it takes {NumberFormat.Count(least, "example")}." : "";
        return $"{facts} The interval's end on the bad side does not hold the limit, so it is reached and not shown.{more}";
    }

    static string Lead(Outcome outcome, Criterion criterion) => outcome switch
    {
        Outcome.Pass => "Passed",
        Outcome.Error => "Could not be judged",
        _ when !criterion.IsBlocking => "Warning",
        Outcome.Fail => "Blocked",
        Outcome.Inconclusive => "Inconclusive",
        _ => "Warning",
    };

    static string Spread(Interval interval, double confidence) =>
        $"{NumberFormat.Short((2 * confidence - 1) * 100)} % interval {NumberFormat.Value(interval.Low)} to {NumberFormat.Value(interval.High)}";

    static string Worst(Comparison seen) => seen.Bounds is { Low: < 0 } bounds ? $" (it may be {NumberFormat.Difference(-bounds.Low, seen.Scale)})" : "";

    static string MoreToSee(Comparison seen, Criterion criterion) => criterion.Limit > 0
        ? $"About {NumberFormat.Count(Planning.ExamplesToSee(criterion.Limit, seen.Deviation, criterion.Confidence), "example")} are needed to see {NumberFormat.Allowed(criterion.Limit, seen.Scale)}."
        : "No number of examples rules out every drop: allow a small one.";

    static string MoreToShow(Comparison seen, Criterion criterion)
    {
        var room = criterion.Limit + Math.Min(0, seen.Gain);
        if (!(room > 0))
            return "What was measured does not hold it either.";
        var forNoise = seen.Deviation > 0 ? Math.Ceiling(Math.Pow(Normal.Quantile(criterion.Confidence) * seen.Deviation / room, 2)) : 0;
        var least = seen.Scale == Scale.Binary ? Planning.ExamplesForTolerance(room, criterion.Confidence) : 0;
        return $"About {NumberFormat.Count(Math.Max(Math.Max(forNoise, least), seen.N + 1.0), "example")} are needed.";
    }
}

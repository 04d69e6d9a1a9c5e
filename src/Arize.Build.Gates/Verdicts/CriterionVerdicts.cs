using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>From decisions to verdicts: the facts, as they are reported.</summary>
internal static class CriterionVerdicts
{
    const int MaxWorse = 35;
    const int MaxBetter = 15;

    public static CriterionVerdict Of(CriteriaEvaluator.Decision decision)
    {
        var (criterion, estimate, data) = (decision.Criterion, decision.Estimate, decision.Data);
        var interval = estimate.At?.Invoke(decision.Error);
        var verdict = new CriterionVerdict
        {
            Criterion = criterion,
            Outcome = decision.Outcome,
            Finding = decision.Finding,
            Method = estimate.Method,
            Scale = data.Scale,
            Value = estimate.Candidate,
            Interval = interval,
            Sides = estimate.Sides?.Invoke(decision.Error),
            Error = interval is null ? null : decision.Error,
            Examples = estimate.N,
            Clusters = estimate.Clusters,
            Needs = Needs(decision),
            Slices = [.. decision.Slices.Select(s => Slice(s, decision)).OrderByDescending(s => s.Fails).ThenBy(Badness)],
        };
        return criterion.IsComparison ? Comparison(verdict, decision) : verdict;

        double Badness(SliceVerdict slice)
        {
            var gain = slice.Value is not { } value ? double.PositiveInfinity : criterion.IsComparison ? value - slice.Baseline!.Value : value;
            return criterion.HigherIsBetter || double.IsPositiveInfinity(gain) ? gain : -gain;
        }
    }

    static CriterionVerdict Comparison(CriterionVerdict verdict, CriteriaEvaluator.Decision decision)
    {
        var (criterion, estimate, data) = (decision.Criterion, decision.Estimate, decision.Data);
        var (drop, isRough) = DropThatPasses(decision);
        return verdict with
        {
            Baseline = estimate.Baseline,
            Change = Change(estimate.Value),
            Allowed = estimate.Allowed,
            Interval = verdict.Interval is { } i ? criterion.HigherIsBetter ? new(Change(i.Low), Change(i.High)) : new(Change(i.High), Change(i.Low)) : null,
            Broke = estimate.Worse,
            Fixed = estimate.Better,
            SmallestError = decision.SmallestError,
            CorrectedError = decision.CorrectedError,
            Family = decision.Family,
            DropThatPasses = drop,
            DropIsRough = isRough,
            Changed = data.IsUnpaired ? [] : Changed(data, estimate.Dominating),
        };

        // The number over what is allowed becomes the change itself again.
        double Change(double gain) => (criterion.HigherIsBetter ? 1 : -1) * (gain - (criterion.IsRelative ? estimate.Allowed : 0));
    }

    static SliceVerdict Slice(CriteriaEvaluator.Slice slice, CriteriaEvaluator.Decision decision)
    {
        var interval = slice.Estimate?.At?.Invoke(decision.Error);
        var isMirrored = decision.Criterion is { IsComparison: true, HigherIsBetter: false };
        return new SliceVerdict
        {
            Name = slice.Name,
            Examples = slice.Examples,
            IsJudged = slice.Estimate is not null,
            Fails = slice.Fails,
            Value = slice.Estimate?.Candidate,
            Baseline = slice.Estimate?.Baseline,
            Interval = isMirrored ? interval?.Mirrored : interval,
        };
    }

    /// <summary>The true drop that passes with a chance of 20 %; where a pass must be shown, the tolerance itself passes once in twenty.</summary>
    static (double? Drop, bool IsRough) DropThatPasses(CriteriaEvaluator.Decision decision)
    {
        var (criterion, estimate, data) = (decision.Criterion, decision.Estimate, decision.Data);
        if (criterion.EvidenceRequired)
            return (estimate.Allowed, false);
        var n = estimate.N;
        if (estimate is { Squares: { } squares, Clusters: null } && data.Range is { } range && !criterion.IsRelative)
            return data.Scale == Scale.Binary
                ? (Planning.DropThatPasses(n, (Math.Floor(n * criterion.Limit + 1e-9) + 0.5) / n, (squares + 1) / (n + 2), 1), false)
                : (Planning.DropThatPasses(n, criterion.Limit, (squares + range.Width * range.Width) / (n + 2), range.Width), false);
        return estimate.StandardError is { } error && double.IsFinite(error) ? (estimate.Allowed + Planning.Reach * error, true) : (null, false);
    }

    /// <summary>How many examples a decision lacks, if their number is what it lacks.</summary>
    static int? Needs(CriteriaEvaluator.Decision decision)
    {
        var (criterion, estimate) = (decision.Criterion, decision.Estimate);
        if (decision.Finding is not (Finding.LimitNotShown or Finding.NotShown))
            return null;
        if (estimate.Needs?.Invoke(decision.Error) is { } ranked)
            return estimate.N < ranked ? ranked : null;
        if (decision.Data.Scale != Scale.Binary || estimate.Clusters is not null)
            return null;
        var needed = criterion.IsComparison
            ? criterion is { Limit: > 0, IsRelative: false } ? Planning.ExamplesForTolerance(criterion.Limit, decision.Error) : int.MaxValue
            : ClopperPearson.ExamplesForFloor(criterion.HigherIsBetter ? criterion.Limit : 1 - criterion.Limit, decision.Error);
        return estimate.N < needed ? needed : null;
    }

    static IReadOnlyList<ChangedExample> Changed(CriterionData data, int? dominating)
    {
        var sign = data.Criterion.HigherIsBetter ? 1 : -1;
        var (mine, theirs) = (data.PairedMine, data.PairedTheirs);
        var changed = Enumerable.Range(0, mine.Length).Where(i => mine[i] != theirs[i])
            .Select(i => new ChangedExample(theirs[i], mine[i], sign * (mine[i] - theirs[i]) < 0) { Key = data.Mine.Examples[data.Pairs.Mine[i]], Dominates = i == dominating })
            .OrderByDescending(c => Math.Abs(c.After - c.Before)).ThenBy(c => c.Key).ToArray();
        return [.. changed.Where(c => c.Worse).Take(MaxWorse), .. changed.Where(c => !c.Worse).Take(MaxBetter)];
    }
}

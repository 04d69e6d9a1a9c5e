using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>A criterion as judged, with the number of rows whose missing score had to be assumed.</summary>
internal readonly record struct Judged(CriterionVerdict Verdict, int Missing);

/// <summary>Judges all criteria under one assumption about rows without a score.</summary>
/// <param name="request">What there is to judge.</param>
/// <param name="missingIsBest">Whether a missing score is the best one for the candidate, or the worst.</param>
internal sealed class CriteriaEvaluator(JudgeRequest request, bool missingIsBest)
{
    const int MostWorse = 35;
    const int MostBetter = 15;

    public IReadOnlyList<Judged> Judge()
    {
        var prepared = request.Criteria.Select(Prepare).ToArray();
        var family = prepared.Where(p => p.Comparison is not null && p.Criterion.IsBlocking).ToArray();
        var corrected = Holm.Adjust([.. family.Select(p => p.Comparison!.P)]);
        var adjusted = family.Zip(corrected).ToDictionary(p => p.First, p => p.Second);
        return [.. prepared.Select(p => p.Comparison is { } seen ? Decide(p, seen, adjusted.GetValueOrDefault(p, seen.P)) : new Judged(p.Verdict!, p.Missing))];
    }

    /// <summary>Everything but what needs the other criteria.</summary>
    sealed class Prepared
    {
        public required Criterion Criterion { get; init; }
        public CriterionVerdict? Verdict { get; init; }
        public Comparison? Comparison { get; init; }
        public int Missing { get; init; }
        public IReadOnlyList<ChangedExample> Changed { get; init; } = [];
    }

    Prepared Prepare(Criterion criterion)
    {
        if (criterion.Metric.StartsWith(RunCounters.Prefix, StringComparison.Ordinal))
            return Counter(criterion);
        if (criterion.IsComparison && request.Baseline is null)
            return Done(criterion, NoBaseline(criterion));
        var mine = request.Candidate.For(criterion);
        var theirs = criterion.IsComparison ? request.Baseline!.For(criterion) : null;
        Column[] columns = theirs is null ? [mine] : [mine, theirs];
        var scale = criterion.Scale ?? Infer(criterion, columns);
        var fault = DataCheck.Scores(mine, criterion, request.Data, "the experiment")
            ?? (theirs is null ? null : DataCheck.Scores(theirs, criterion, request.Data, "the baseline"))
            ?? DataCheck.Fits(scale, criterion, columns);
        if (fault is not null)
            return Done(criterion, Error(criterion, fault));

        var missing = columns.Sum(c => c.Missing);
        var scores = Scores(request.Candidate, mine, scale, criterion, missingIsBest);
        return theirs is null
            ? Done(criterion, Threshold(criterion, scores, scale), missing)
            : Compare(criterion, scores, Scores(request.Baseline!, theirs, scale, criterion, !missingIsBest), scale, missing);
    }

    Prepared Compare(Criterion criterion, ExampleScores mine, ExampleScores theirs, Scale scale, int missing)
    {
        var (examples, candidate, baseline) = ExampleScores.Pair(mine, theirs);
        if (DataCheck.Pairs(examples.Length, mine.N, request.Data) is { } fault)
            return Done(criterion, Error(criterion, fault));
        // Repeats were averaged: what was 0 or 1 may lie between.
        if (scale == Scale.Binary && !(mine.IsBinary && theirs.IsBinary))
            scale = Scale.Unit;
        return new Prepared
        {
            Criterion = criterion,
            Comparison = Comparison.Of(candidate, baseline, scale, criterion),
            Missing = missing,
            Changed = ChangedIn(examples, candidate, baseline, criterion),
        };
    }

    static Judged Decide(Prepared prepared, Comparison seen, double adjustedP)
    {
        var criterion = prepared.Criterion;
        var finding = ComparisonRule.Find(seen, adjustedP, criterion);
        var outcome = Weigh(ComparisonRule.Outcome(finding), criterion);
        var verdict = new CriterionVerdict
        {
            Criterion = criterion,
            Outcome = outcome,
            Sentence = Reason.Regression(finding, seen, adjustedP, criterion),
            Method = seen.Method,
            Scale = seen.Scale,
            Value = seen.Candidate,
            Baseline = seen.Baseline,
            Interval = criterion.HigherIsBetter ? seen.Bounds : seen.Bounds?.Mirrored,
            Examples = seen.N,
            Broke = seen.Worse,
            Fixed = seen.Better,
            P = seen.P,
            AdjustedP = adjustedP,
            SmallestVisible = seen.SmallestVisible,
            Changed = prepared.Changed,
        };
        return new Judged(verdict, prepared.Missing);
    }

    static CriterionVerdict Threshold(Criterion criterion, ExampleScores scores, Scale scale)
    {
        if (scale == Scale.Binary && !scores.IsBinary)
            scale = Scale.Unit;
        var level = PointEstimate.Of(scores, scale, criterion);
        var outcome = Weigh(ThresholdRule.Outcome(level, criterion), criterion);
        return new CriterionVerdict
        {
            Criterion = criterion,
            Outcome = outcome,
            Sentence = Reason.Threshold(outcome, level, criterion),
            Method = level.Method,
            Scale = scale,
            Value = level.Value,
            Interval = level.Interval,
            Examples = level.N,
        };
    }

    Prepared Counter(Criterion criterion)
    {
        if (request.Counters?.Value(criterion.Metric) is not { } value)
            return Done(criterion, Error(criterion, $"{criterion.Metric} is not known: there is no run, the service does not say, or there is no such counter."));
        var level = new PointEstimate { Value = value, Interval = null, Method = "counter of the run", N = request.Candidate.Examples };
        var outcome = Weigh(ThresholdRule.Outcome(level, criterion), criterion);
        return Done(criterion, new CriterionVerdict
        {
            Criterion = criterion,
            Outcome = outcome,
            Sentence = Reason.Threshold(outcome, level, criterion),
            Method = level.Method,
            Value = value,
        });
    }

    static Prepared Done(Criterion criterion, CriterionVerdict verdict, int missing = 0) => new() { Criterion = criterion, Verdict = verdict, Missing = missing };

    static CriterionVerdict Error(Criterion criterion, string fault) =>
        new() { Criterion = criterion, Outcome = Outcome.Error, Sentence = fault };

    CriterionVerdict NoBaseline(Criterion criterion)
    {
        var outcome = request.WithoutBaseline is Outcome.Pass or Outcome.Warn ? request.WithoutBaseline : Outcome.Error;
        var said = $"{Reason.Title(criterion)} was compared with nothing: there is no baseline{(outcome == Outcome.Pass ? " yet, and this run may become it" : "")}.";
        return new() { Criterion = criterion, Outcome = outcome, Sentence = said };
    }

    static Outcome Weigh(Outcome outcome, Criterion criterion) => outcome is Outcome.Fail or Outcome.Inconclusive && !criterion.IsBlocking ? Outcome.Warn : outcome;

    static Scale Infer(Criterion criterion, Column[] columns) =>
        columns.All(c => c.AllZeroOrOne) && criterion.Statistic is StatisticKind.Mean or StatisticKind.PassRate or StatisticKind.LabelShare ? Scale.Binary
        : columns.All(c => c.AllInUnit && c.FromEvaluations) ? Scale.Unit : Scale.Continuous;

    static ExampleScores Scores(RowSummary rows, Column column, Scale scale, Criterion criterion, bool missingIsBest)
    {
        var isBounded = scale is Scale.Binary or Scale.Unit;
        var worst = isBounded ? criterion.HigherIsBetter ? 0.0 : 1 : criterion.HigherIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
        return ExampleScores.Of(rows.Keys, column.Values, worst, isBounded && missingIsBest ? 1 - worst : worst);
    }

    static IReadOnlyList<ChangedExample> ChangedIn(UInt128[] examples, double[] candidate, double[] baseline, Criterion criterion)
    {
        var sign = criterion.HigherIsBetter ? 1 : -1;
        var changed = Enumerable.Range(0, examples.Length).Where(i => candidate[i] != baseline[i])
            .Select(i => new ChangedExample(baseline[i], candidate[i], sign * (candidate[i] - baseline[i]) < 0) { Key = examples[i] })
            .OrderByDescending(f => Math.Abs(f.After - f.Before)).ThenBy(f => f.Key).ToArray();
        return [.. changed.Where(f => f.Worse).Take(MostWorse), .. changed.Where(f => !f.Worse).Take(MostBetter)];
    }
}

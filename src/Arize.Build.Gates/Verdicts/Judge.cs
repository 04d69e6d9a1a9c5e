namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// From rows to a verdict. Pure: no clock, no culture, no order of rows plays a part. First the data policy, then each criterion; several blocking comparisons are
/// corrected together (Holm). Rows without a score are tried at their worst and at their best; where that would change a criterion, it is inconclusive.
/// </summary>
internal static class Judge
{
    /// <summary>Judges.</summary>
    /// <param name="request">What there is to judge.</param>
    public static GateVerdict Verdict(JudgeRequest request)
    {
        var rows = request.Candidate;
        var problems = DataCheck.Rows(rows, request.Data, request.Counters).ToList();
        if (request.Baseline is { } baseline && request.Criteria.Any(c => c.IsComparison))
            problems.AddRange(DataCheck.Baseline(baseline, request.Data));
        if (request.Criteria.Count == 0)
            problems.Add(DataCheck.NotJudged("The gate has no criteria, so there is nothing that could pass."));
        CriterionVerdict[] criteria = problems.Count > 0 ? [] : [.. Criteria(request).Select(c => Waivers.Apply(c, request.Waivers, request.Today))];

        // Too many errors are an answer: the release is not good enough. Everything else means that there is none.
        var worst = problems.Count == 0 ? criteria.Max(c => c.Outcome) : problems.TrueForAll(p => p.Code == GateErrorCode.TooManyErrors) ? Outcome.Fail : Outcome.Error;
        return new GateVerdict
        {
            Outcome = worst == Outcome.Warn ? Outcome.Pass : worst,
            Passed = worst is Outcome.Pass or Outcome.Warn || worst == Outcome.Inconclusive && request.PassInconclusive,
            Criteria = criteria,
            Waivers = Waivers.Used(request.Waivers, criteria, request.Today),
            DataProblems = problems,
            Rows = rows.Rows,
            Examples = rows.Examples,
            RowErrors = rows.Errors,
        };
    }

    static CriterionVerdict[] Criteria(JudgeRequest request)
    {
        var worst = new CriteriaEvaluator(request, missingIsBest: false).Judge();
        if (worst.All(c => c.Missing == 0))
            return [.. worst.Select(c => c.Verdict)];
        var best = new CriteriaEvaluator(request, missingIsBest: true).Judge();
        return [.. worst.Zip(best, Merge)];
    }

    static CriterionVerdict Merge(Judged worst, Judged best)
    {
        if (worst.Missing == 0 || worst.Verdict.Outcome == best.Verdict.Outcome)
            return worst.Verdict;
        var criterion = worst.Verdict.Criterion;
        var outcome = criterion.IsBlocking ? Outcome.Inconclusive : Outcome.Warn;
        return worst.Verdict with
        {
            Outcome = outcome,
            Sentence = $"{NumberFormat.Count(worst.Missing, "row")} without a score of {criterion.Metric} would decide. "
                + $"At their worst: {worst.Verdict.Sentence} At their best: {best.Verdict.Sentence}",
        };
    }
}

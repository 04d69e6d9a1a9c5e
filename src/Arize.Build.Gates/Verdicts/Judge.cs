namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// From rows to a verdict. Pure: no clock, no culture, no order of rows plays a part. First the data policy, then each criterion; several blocking comparisons are
/// corrected together (Holm). Rows without a score are tried at their worst and at their best; where that would change a criterion, it is inconclusive.
/// </summary>
public static class Judge
{
    /// <summary>Judges.</summary>
    /// <param name="request">What there is to judge.</param>
    public static GateVerdict Verdict(JudgeRequest request)
    {
        var rows = request.Candidate;
        var faults = DataCheck.Rows(rows, request.Data, request.Counters).ToList();
        if (request.Baseline is { } baseline && request.Criteria.Any(c => c.IsRegression))
            faults.AddRange((baseline.Rows == 0 ? ["the experiment has no rows."] : DataCheck.Errors(baseline, request.Data)).Select(f => $"The baseline cannot be used: {f}"));
        if (request.Criteria.Count == 0)
            faults.Add("The gate has no criteria, so there is nothing that could pass.");
        CriterionVerdict[] criteria = faults.Count > 0 ? [] : [.. Criteria(request).Select(c => Waivers.Apply(c, request.Waivers, request.Today))];

        var worst = faults.Count > 0 ? Outcome.Error : criteria.Max(c => c.Outcome);
        return new GateVerdict
        {
            Outcome = worst == Outcome.Warn ? Outcome.Pass : worst,
            Passed = worst is Outcome.Pass or Outcome.Warn || worst == Outcome.Inconclusive && request.PassInconclusive,
            Criteria = criteria,
            Waivers = Waivers.Used(request.Waivers, criteria, request.Today),
            DataFaults = faults,
            Rows = rows.Rows,
            Examples = rows.Examples,
            RowErrors = rows.Errors,
        };
    }

    static CriterionVerdict[] Criteria(JudgeRequest request)
    {
        var worst = new Assumption(request, missingIsBest: false).Judge();
        if (worst.All(c => c.Missing == 0))
            return [.. worst.Select(c => c.Verdict)];
        var best = new Assumption(request, missingIsBest: true).Judge();
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
            Reason = Reason.Of(outcome, criterion,
                $"{Numbers.Count(worst.Missing, "row")} without a score of {criterion.Metric} would decide. At their worst: {Said(worst)} At their best: {Said(best)}"),
        };

        static string Said(Judged judged) => judged.Verdict.Reason[(judged.Verdict.Reason.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }
}

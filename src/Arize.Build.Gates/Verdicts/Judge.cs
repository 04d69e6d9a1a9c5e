namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// From rows to a verdict. Pure: no clock, no culture, no order of rows plays a part. First the data policy, then each criterion by one interval and one line; comparisons that can fail the gate
/// are corrected together (Holm). Rows without a score are tried at their worst and at their best; if that changes a criterion, it is inconclusive.
/// </summary>
internal static class Judge
{
    /// <summary>Judges.</summary>
    /// <param name="request">What there is to judge.</param>
    public static GateVerdict Verdict(JudgeRequest request)
    {
        var rows = request.Candidate;
        var problems = DataCheck.Gate(request).ToList();
        var (criteria, identical) = problems.Count > 0 ? ([], null) : Criteria(request);
        criteria = [.. criteria.Select(c => Waivers.Apply(c, request.Waivers, request.Today))];

        // Too many errors are an answer: the release is not good enough. Everything else means that there is none.
        var worst = problems.Count == 0 ? criteria.Max(c => c.Outcome) : problems.TrueForAll(p => p.Code == GateErrorCode.TooManyErrors) ? Outcome.Fail : Outcome.Error;
        return new GateVerdict
        {
            Outcome = worst == Outcome.Warn ? Outcome.Pass : worst,
            Passed = worst is Outcome.Pass or Outcome.Warn || worst == Outcome.Inconclusive && request.PassInconclusive,
            Criteria = criteria,
            Waivers = Waivers.Used(request.Waivers, criteria, request.Today),
            DataProblems = problems,
            Warnings = [.. DataCheck.Warnings(request)],
            IdenticalModel = identical,
            Rows = rows.Rows,
            Examples = rows.Examples,
            RowErrors = rows.Errors,
        };
    }

    static (CriterionVerdict[], PassEstimate?) Criteria(JudgeRequest request)
    {
        var verdicts = new CriterionVerdict[request.Criteria.Count];
        var open = new List<(int At, Criterion Criterion)>();
        for (var i = 0; i < verdicts.Length; i++)
            if (Early(request, request.Criteria[i]) is { } early)
                verdicts[i] = early;
            else
                open.Add((i, request.Criteria[i]));

        var isUnchanged = OutputCheck.IsUnchanged(request);
        var measured = open.ConvertAll(o => CriterionData.Of(request, o.Criterion, MissingScores.LeftOut, isUnchanged));
        var (worst, best) = (Data(MissingScores.AtWorst), Data(MissingScores.AtBest));
        // A pair may be missing on one side only: what has no pair left is found here.
        for (var i = open.Count - 1; i >= 0; i--)
            if (DataCheck.Pairs(worst[i], request.Data) is { } problem)
            {
                verdicts[open[i].At] = Problem(open[i].Criterion, problem);
                open.RemoveAt(i);
                worst.RemoveAt(i);
                best.RemoveAt(i);
                measured.RemoveAt(i);
            }
        var evaluator = new CriteriaEvaluator(request);
        var whatIs = evaluator.Decide(measured);
        var (atWorst, atBest) = open.Exists(o => Missing(request, o.Criterion) > 0) ? (evaluator.Decide(worst), evaluator.Decide(best)) : (whatIs, whatIs);
        for (var i = 0; i < open.Count; i++)
            verdicts[open[i].At] = Merge(Measured(request, whatIs[i]) with { LeftOut = LeftOut(worst[i]) }, atWorst[i], atBest[i], Missing(request, open[i].Criterion));
        return (verdicts, request.Baseline is null ? null : IdenticalModel.Of(request, measured));

        // Where no score is missing, the numbers are the measured ones.
        List<CriterionData> Data(MissingScores missing) =>
            [.. open.Select((o, i) => Missing(request, o.Criterion) > 0 ? CriterionData.Of(request, o.Criterion, missing, isUnchanged) : measured[i])];
    }

    static CriterionVerdict Measured(JudgeRequest request, CriteriaEvaluator.Decision decision)
    {
        var verdict = CriterionVerdicts.Of(decision);
        return !request.IsTraffic ? verdict : verdict with
        {
            Noun = request.Noun!,
            Coverage = Coverage(request.Candidate),
            BaselineCoverage = decision.Criterion.IsComparison ? Coverage(request.Baseline!) : null,
        };

        double Coverage(RowSummary rows) => rows.For(decision.Criterion).Scored / (double)rows.Rows;
    }

    /// <summary>What is decided without statistics; null if nothing is.</summary>
    static CriterionVerdict? Early(JudgeRequest request, Criterion criterion)
    {
        if (criterion.IsCounter)
            return Counter(request, criterion);
        if (criterion.IsComparison && request.Baseline is null)
            return new() { Criterion = criterion, Outcome = request.WithoutBaseline is Outcome.Pass or Outcome.Warn ? request.WithoutBaseline : Outcome.Error, Finding = Finding.NoBaseline };
        return DataCheck.Criterion(request, criterion) is { } problem ? Problem(criterion, problem) : null;
    }

    static CriterionVerdict Counter(JudgeRequest request, Criterion criterion)
    {
        // Of several runs the worst one counts.
        var values = request.Counters.Select(c => c.Value(criterion.Metric));
        if ((request.Counters.Any(c => c.Value(criterion.Metric) is null) ? null : criterion.HigherIsBetter ? values.Min() : values.Max()) is not { } value)
            return Problem(criterion, $"{criterion.Metric} is not known: there is no run, or the service does not report this counter.");
        var finding = CriterionRule.Threshold(new Estimate { Method = StatisticalMethod.Counter, Value = value, Candidate = value, N = 0 }, criterion, request.Error(criterion));
        return new() { Criterion = criterion, Outcome = CriteriaEvaluator.Weigh(CriterionRule.Outcome(finding), criterion), Finding = finding, Method = StatisticalMethod.Counter, Value = value };
    }

    static CriterionVerdict Problem(Criterion criterion, string problem) => new() { Criterion = criterion, Outcome = Outcome.Error, Finding = Finding.Problem, Problem = problem };

    /// <summary>What was measured is reported; rows without a score decide only if they change the outcome.</summary>
    static CriterionVerdict Merge(CriterionVerdict measured, CriteriaEvaluator.Decision worst, CriteriaEvaluator.Decision best, int missing)
    {
        if (missing == 0)
            return measured;
        var verdict = measured with { Missing = missing, AtWorst = worst.Outcome, AtBest = best.Outcome };
        return worst.Outcome != best.Outcome
            ? verdict with { Finding = Finding.MissingScoresDecide, Outcome = CriteriaEvaluator.Weigh(Outcome.Inconclusive, measured.Criterion) }
            : verdict.Outcome == worst.Outcome ? verdict : verdict with { Finding = worst.Finding, Outcome = worst.Outcome };
    }

    /// <summary>Examples of a comparison that an error took out.</summary>
    static int LeftOut(CriterionData data) => data.Criterion.IsComparison ? data.Mine.LeftOut + data.Theirs!.LeftOut : 0;

    /// <summary>Rows without a score, of both sides in a comparison.</summary>
    static int Missing(JudgeRequest request, Criterion criterion) =>
        request.Candidate.For(criterion).Missing + (criterion.IsComparison ? request.Baseline!.For(criterion).Missing : 0);
}

using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>A judged criterion with what pictures of it need.</summary>
/// <param name="Verdict">The criterion as judged.</param>
/// <param name="Candidate">How the candidate's scores are spread; null if there are none to show.</param>
/// <param name="Baseline">How the baseline's are; null if nothing was compared.</param>
/// <param name="BaselineLevel">The baseline's number, where another criterion of the metric has it: a floor is read beside it.</param>
internal sealed record ReportCriterion(CriterionVerdict Verdict, Distribution? Candidate = null, Distribution? Baseline = null, double? BaselineLevel = null)
{
    /// <summary>The criteria of a verdict, with the spread of the scores that it was given by.</summary>
    public static IReadOnlyList<ReportCriterion> Of(GateVerdict verdict, RowSummary candidate, RowSummary? baseline) => [.. verdict.Criteria.Select(c =>
    {
        var (mine, theirs) = Distribution.Pair(candidate.Find(c.Criterion)?.Known, baseline?.Find(c.Criterion)?.Known, NumberFormat.IsInPoints(c.Scale));
        var other = c.Criterion.IsComparison ? null
            : verdict.Criteria.FirstOrDefault(o => o.Baseline is not null && ColumnKey.Of(o.Criterion).Equals(ColumnKey.Of(c.Criterion)) && o.Criterion.Statistic == c.Criterion.Statistic);
        return new ReportCriterion(c, mine, theirs, other?.Baseline);
    })];
}

using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Reports;

/// <summary>The statistics of a criterion, a sentence each, for those who want to know how sure it is.</summary>
internal static class StatisticsText
{
    public static IEnumerable<string> Sentences(CriterionVerdict verdict)
    {
        var criterion = verdict.Criterion;
        if (verdict.Examples is { } n)
            yield return criterion.IsComparison
                ? $"{NumberFormat.Count(n, verdict.Broke is null ? "row" : "example")} {(n == 1 ? "has" : "have")} a score on both sides{Clusters(verdict)}."
                : $"{NumberFormat.Count(n, criterion.IsMean ? "example" : "row")} {(n == 1 ? "has" : "have")} a score{Clusters(verdict)}.";
        if (ReportWording.Interval(verdict) is { } interval)
            yield return $"The {CriterionText.Level(verdict)} interval of the true {(criterion.IsComparison ? "change" : "value")} is {interval}"
                + $"{(ReportWording.Method(verdict.Method) is { } method ? $" ({method})" : "")}{(criterion.IsComparison || criterion.EvidenceRequired ? "; it decides" : "; the value itself decides")}.";
        if (ReportWording.Changes(verdict) is { } changes && verdict.Broke + verdict.Fixed > 0)
            yield return $"Example by example, {changes}; the others are unchanged.";
        if (verdict is { Family: > 1 and var family, CorrectedError: not null })
            yield return $"{NumberFormat.Count(family, "comparison")} can fail this gate, so each must be surer of a failure than one alone (Holm's correction).";
        // After a failure it is of no use: the drop was seen.
        if (verdict.Outcome is not (Outcome.Fail or Outcome.Error) && ReportWording.DropThatPasses(verdict) is { } drop)
            yield return $"{ReportWording.DropLabel(verdict)}: {drop}.";
    }

    static string Clusters(CriterionVerdict verdict) => verdict.Clusters is { } count ? $", in {NumberFormat.Count(count, "cluster")}" : "";
}

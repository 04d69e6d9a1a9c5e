using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What fits together in one criterion, and what does not.</summary>
internal static class CriterionRules
{
    public static void Check(Section section, Criterion shared, IReadOnlyList<Criterion> asked)
    {
        var isShare = shared.Statistic is StatisticKind.PassRate or StatisticKind.LabelShare;
        if (shared.Statistic == StatisticKind.PassRate && shared.Cutoff is null && !section.Has("cutoff"))
            section.Add("statistic", "A pass rate needs the score from which on a row passes: add \"cutoff\".");
        if (section.Has("cutoff") && shared.Statistic != StatisticKind.PassRate)
            section.Add("cutoff", "'cutoff' belongs to the statistic passRate.");
        if (shared.Statistic == StatisticKind.LabelShare && shared.Labels.Count == 0)
            section.Add("statistic", "A label share needs the labels to count: add \"labels\".");
        if (section.Has("labels") && shared.Statistic != StatisticKind.LabelShare)
            section.Add("labels", "'labels' belongs to the statistic labelShare.");
        if (isShare && shared.Scale is not null)
            section.Add("scale", "A share of rows is binary by itself: leave 'scale' out.");
        if (section.Has("evidence") && asked.All(c => c.IsComparison))
            section.Add("evidence", "'evidence' belongs to atLeast and atMost; for a comparison write \"policy\": \"require-evidence\".");
        if (section.Has("policy") && !asked.Any(c => c.IsComparison))
            section.Add("policy", "'policy' belongs to mayDropBy and mayRiseBy; for a floor write \"evidence\": \"lower-bound\".");
        foreach (var criterion in asked)
            foreach (var fault in Diagnostics(criterion))
                section.Add(criterion.Operator.Key(), fault);
    }

    static IEnumerable<string> Diagnostics(Criterion criterion)
    {
        var isShare = criterion.Statistic is StatisticKind.PassRate or StatisticKind.LabelShare;
        var isBounded = isShare || criterion.Scale is Scale.Binary or Scale.Unit;
        if (criterion.IsComparison && criterion.Statistic is not (StatisticKind.Mean or StatisticKind.PassRate or StatisticKind.LabelShare))
            yield return "Only the mean, a pass rate and a label share can be compared with a baseline: no test is right for the others. Judge them by atLeast or atMost.";
        if (criterion.Metric.StartsWith(RunCounters.Prefix, StringComparison.Ordinal))
        {
            if (!RunCounters.Names.Contains(criterion.Metric))
                yield return $"{RemoteText.Quote(criterion.Metric)} is no counter of a run. There are: {string.Join(", ", RunCounters.Names)}.";
            if (criterion.IsComparison || criterion.Statistic != StatisticKind.Mean || criterion.Evidence != EvidenceRule.Point)
                yield return "A counter of the run is one number: it takes atLeast or atMost, and nothing else.";
        }
        if (isBounded && criterion.IsComparison && criterion.Limit >= 1)
            yield return "No share can change by so much, so this could never fail. Write 0.02 for two points.";
        if (isBounded && !criterion.IsComparison && criterion.Statistic != StatisticKind.Sum && criterion.Limit is < 0 or > 1)
            yield return "A share lies between 0 and 1, so this limit says nothing or can never be met. Write 0.9 for 90 %.";
        if (criterion is { Scale: Scale.Ordinal, IsComparison: true, Policy: RegressionPolicy.RequireEvidence })
            yield return "Grades have no interval, so there is no evidence to require: leave the policy at block-on-evidence.";
        if (criterion is { Evidence: EvidenceRule.Bound, IsComparison: false } && (criterion.Statistic is StatisticKind.Min or StatisticKind.Sum || criterion.Scale == Scale.Ordinal && criterion.Statistic == StatisticKind.Mean))
            yield return "This number has no interval, so no bound can decide: leave 'evidence' out.";
    }
}

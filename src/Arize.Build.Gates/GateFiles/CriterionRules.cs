using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What fits together in one criterion, and what does not.</summary>
internal static class CriterionRules
{
    public static void Check(Section section, Criterion shared, IReadOnlyList<Criterion> asked)
    {
        if (shared.Statistic == StatisticKind.PassRate && shared.Cutoff is null && !section.Has("cutoff"))
            section.Add("statistic", "A pass rate needs the score from which on a row passes: add \"cutoff\".");
        if (section.Has("cutoff") && shared.Statistic is not (StatisticKind.PassRate or StatisticKind.PassAll))
            section.Add("cutoff", "'cutoff' belongs to the statistics passRate and passAll.");
        if (shared.Statistic == StatisticKind.LabelShare && shared.Labels.Count == 0)
            section.Add("statistic", "A label share needs the labels to count: add \"labels\".");
        if (section.Has("labels") && shared.Statistic != StatisticKind.LabelShare)
            section.Add("labels", "'labels' belongs to the statistic labelShare.");
        if (shared.Statistic == StatisticKind.LabelShare && shared.Range is not null)
            section.Add("range", "A share of labels has no scores: leave 'range' out.");
        foreach (var criterion in asked)
            foreach (var problem in Problems(criterion))
                section.Add(criterion.Operator.Key(), problem);
    }

    static IEnumerable<string> Problems(Criterion criterion)
    {
        if (criterion is { Statistic: StatisticKind.PassAll, HigherIsBetter: false })
            yield return "passAll counts the examples that pass in every run, so more is better: use atLeast or mayDropBy.";
        if (criterion.IsComparison && criterion.Statistic is StatisticKind.Min or StatisticKind.Max or StatisticKind.Sum)
            yield return "The lowest, the highest and the sum cannot be compared with a baseline: no interval is right for them. Use atLeast or atMost.";
        if (criterion.IsCounter)
        {
            if (!RunCounters.Names.Contains(criterion.Metric))
                yield return $"{RemoteText.Quote(criterion.Metric)} is not a counter of a run. Valid: {string.Join(", ", RunCounters.Names)}.";
            if (criterion.IsComparison || criterion.Statistic != StatisticKind.Mean || criterion.EvidenceRequired || criterion.Slices is not null || criterion.Range is not null)
                yield return "A counter of the run is one number: it takes atLeast or atMost, and nothing else.";
        }
        if (criterion is { IsComparison: true, IsRelative: false } && Width(criterion) is { } width && criterion.Limit >= width)
            yield return criterion.Range is null ? "No share can change by so much, so this could never fail. Write 0.02 for two points."
                : "No score can change by so much within its range, so this could never fail.";
        if (!criterion.IsComparison && criterion.Statistic != StatisticKind.Sum && Range(criterion) is { } range && !(criterion.Limit >= range.Low && criterion.Limit <= range.High))
            yield return criterion.IsShare ? "A share lies between 0 and 1, so this limit is always or never met. Write 0.9 for 90 %." : "The limit lies outside the range, so it is always or never met.";
        if (criterion is { EvidenceRequired: true, IsComparison: false, Statistic: StatisticKind.Min or StatisticKind.Max or StatisticKind.Sum })
            yield return "This number has no interval, so there is no evidence to require: leave 'evidence' out.";
        if (criterion is { Slices: not null, Statistic: StatisticKind.Min or StatisticKind.Max or StatisticKind.Sum })
            yield return "This number has no interval, so no slice of it can be judged: leave 'slices' out.";
    }

    static ScoreRange? Range(Criterion criterion) => criterion.IsShare ? ScoreRange.Unit : criterion.Range;

    static double? Width(Criterion criterion) => Range(criterion)?.Width;
}

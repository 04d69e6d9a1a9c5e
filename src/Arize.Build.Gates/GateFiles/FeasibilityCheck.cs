using Arize.Build.Gates.Statistics;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Finds criteria that no run could meet: with so few examples, even one without a single failure would not do.</summary>
internal static class FeasibilityCheck
{
    /// <summary>What could never pass.</summary>
    /// <param name="gate">The criteria.</param>
    /// <param name="data">The data policy.</param>
    /// <param name="examples">The maximum number of examples; null if it is not known yet.</param>
    /// <param name="looks">How many times the gate may be judged: each time has its share of the error.</param>
    public static IEnumerable<(Criterion? Criterion, string Message)> Diagnostics(IEnumerable<Criterion> gate, DataPolicy data, int? examples, int looks = 1)
    {
        if (examples < data.MinExamples)
            yield return (null, $"There are at most {NumberFormat.Count(examples.Value, "example")}, fewer than data.minExamples {NumberFormat.Count(data.MinExamples, "example")}: this gate could never pass.");
        if (examples < data.Examples)
            yield return (null, $"There are at most {NumberFormat.Count(examples.Value, "example")}, fewer than the {NumberFormat.Count(data.Examples.Value, "example")} of data.examples: this gate could never pass.");
        foreach (var criterion in gate.Where(c => c.EvidenceRequired))
            if (Needs(criterion, looks) is { } needs && !(needs <= (examples ?? int.MaxValue - 1)))
                yield return (criterion, needs == int.MaxValue
                    ? $"No number of examples can show this: {(criterion.IsComparison ? "allow a drop" : "leave room for one failure")}, or leave 'evidence' out."
                    : $"Even a run without a single failure needs {NumberFormat.Count(needs, "example")} to show this, and there are at most {NumberFormat.Count(examples!.Value, "example")}. "
                        + "Add examples, require less, or leave 'evidence' out.");
    }

    /// <summary>The minimum number of examples with which the criterion can pass; null if any number will do.</summary>
    static int? Needs(Criterion criterion, int looks)
    {
        var error = (1 - criterion.Confidence) / looks;
        if (criterion.IsComparison)
            return criterion is { IsRelative: false, Limit: 0 } ? int.MaxValue
                : criterion is { IsRelative: false, IsShare: true } ? Planning.ExamplesForTolerance(criterion.Limit, error)
                : criterion.Statistic == StatisticKind.Median ? OrderStatistics.LeastN(0.5, 1 - error) : null;
        if (criterion.Statistic is StatisticKind.Percentile or StatisticKind.Median)
            return OrderStatistics.LeastN(criterion.HigherIsBetter ? 1 - criterion.Quantile : criterion.Quantile, 1 - error);
        if (criterion.Range is { } range && (criterion.HigherIsBetter ? criterion.Limit >= range.High : criterion.Limit <= range.Low))
            return int.MaxValue;
        var floor = criterion.HigherIsBetter ? criterion.Limit : 1 - criterion.Limit;
        // A score that may turn out not to be binary is not refused for it.
        return !criterion.IsShare ? null : floor >= 1 ? int.MaxValue : floor <= 0 ? null : ClopperPearson.ExamplesForFloor(floor, error);
    }
}

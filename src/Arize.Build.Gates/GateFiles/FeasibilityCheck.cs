using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.GateFiles;

/// <summary>Finds criteria that no run could meet: with so few examples, even one without a single failure would not do.</summary>
internal static class FeasibilityCheck
{
    /// <summary>What could never pass.</summary>
    /// <param name="gate">The criteria.</param>
    /// <param name="data">The data policy.</param>
    /// <param name="examples">The most examples there can be; null where that is not known yet.</param>
    public static IEnumerable<(Criterion? Criterion, string Message)> Diagnostics(IEnumerable<Criterion> gate, DataPolicy data, int? examples)
    {
        if (examples < data.MinExamples)
            yield return (null, $"There are at most {NumberFormat.Count(examples.Value, "example")}, fewer than data.minExamples {NumberFormat.Count(data.MinExamples, "example")}: this gate could never pass.");
        if (examples < data.Examples)
            yield return (null, $"There are at most {NumberFormat.Count(examples.Value, "example")}, fewer than the {NumberFormat.Count(data.Examples.Value, "example")} of data.examples: this gate could never pass.");
        foreach (var criterion in gate)
            if (Needs(criterion) is { } needs && !(needs <= (examples ?? int.MaxValue - 1)))
                yield return (criterion, needs == int.MaxValue
                    ? $"No number of examples can show this: {(criterion.IsComparison ? "allow some drop, or leave out require-evidence" : "leave room for one failure, or leave out lower-bound")}."
                    : $"Even a run without a single failure needs {NumberFormat.Count(needs, "example")} to show this, and there are at most {NumberFormat.Count(examples!.Value, "example")}. "
                        + $"Add examples, ask for less, or leave out {(criterion.IsComparison ? "require-evidence" : "lower-bound")}.");
    }

    /// <summary>The least number of examples with which the criterion can pass; null where any will do.</summary>
    static int? Needs(Criterion criterion)
    {
        if (criterion.IsComparison)
            return criterion.Policy == RegressionPolicy.BlockOnEvidence ? null
                : criterion.Limit > 0 ? IsBinary(criterion) ? Planning.ExamplesForTolerance(criterion.Limit, criterion.Confidence) : null : int.MaxValue;
        if (criterion.Evidence == EvidenceRule.Point)
            return null;
        if (criterion.Statistic is StatisticKind.Percentile or StatisticKind.Median)
        {
            var q = (criterion.Percentile ?? 50) / 100;
            return Statistics.Percentile.LeastN(criterion.HigherIsBetter ? 1 - q : q, criterion.Confidence);
        }
        var floor = criterion.HigherIsBetter ? criterion.Limit : 1 - criterion.Limit;
        return !IsBinary(criterion) ? null : floor >= 1 ? int.MaxValue : Planning.ExamplesForFloor(floor, criterion.Confidence);
    }

    /// <summary>A score whose scale is not said may turn out not to be binary, so nothing is refused for it.</summary>
    static bool IsBinary(Criterion criterion) => criterion.Statistic is StatisticKind.PassRate or StatisticKind.LabelShare || criterion.Scale == Scale.Binary;
}

using System.Runtime.CompilerServices;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The number that a floor or a ceiling is held against: the method by the data.</summary>
internal static class ThresholdEstimates
{
    public static Estimate Of(CriterionData data)
    {
        var criterion = data.Criterion;
        var rows = data.Mine.Rows;
        return criterion.Statistic switch
        {
            StatisticKind.Min => Plain(rows.Min(), rows.Length),
            StatisticKind.Max => Plain(rows.Max(), rows.Length),
            StatisticKind.Sum => Plain(Sum(rows), rows.Length),
            StatisticKind.Median or StatisticKind.Percentile => Ranked(rows, criterion),
            _ => Mean(data),
        };
    }

    static Estimate Mean(CriterionData data)
    {
        var (values, criterion) = (data.Mine.Means, data.Criterion);
        var sample = Sample.Of(values);
        var mean = new Estimate { Method = StatisticalMethod.StudentT, Value = sample.Mean, Candidate = sample.Mean, N = values.Length };
        if (data.Clusters is { } clusters)
        {
            var sums = ClusterSums.Of(values, clusters.Numbers, clusters.Keys.Length);
            return data.Range is { } ends
                ? mean with
                {
                    Method = StatisticalMethod.BoundedClusters,
                    Clusters = sums.Count,
                    At = error => Clip(MeanEstimate.BoundedClusters(sums, ends.Low, ends.High, error).Interval(error), ends),
                }
                : mean with { Method = StatisticalMethod.UnboundedClusters, Clusters = sums.Count, At = MeanEstimate.UnboundedClusters(sums).Interval };
        }
        if (data.Scale == Scale.Binary)
        {
            var ones = Ones(values);
            return criterion.EvidenceRequired
                ? mean with { Method = StatisticalMethod.ClopperPearson, At = error => ClopperPearson.Interval(ones, values.Length, error) }
                : mean with { Method = StatisticalMethod.Wilson, At = error => Wilson.Interval(ones, values.Length, Normal.Quantile(1 - error)) };
        }
        return data.Range is { } range
            ? mean with { Method = StatisticalMethod.BoundedMean, At = error => PseudoScores.OfMean(sample, range.Low, range.High, error) }
            : mean with { At = MeanEstimate.Unbounded(sample).Interval };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Ones(double[] values)
    {
        var ones = 0;
        foreach (var value in values)
            ones += value == 1 ? 1 : 0;
        return ones;
    }

    static Estimate Ranked(double[] rows, Criterion criterion)
    {
        double[] sorted = [.. rows];
        Array.Sort(sorted);
        var value = sorted[OrderStatistics.Rank(sorted.Length, criterion.Quantile) - 1];
        return new Estimate
        {
            Method = StatisticalMethod.OrderStatistics,
            Value = value,
            Candidate = value,
            N = sorted.Length,
            At = error => Bounds(sorted, criterion.Quantile, error),
            Needs = error => OrderStatistics.LeastN(criterion.HigherIsBetter ? 1 - criterion.Quantile : criterion.Quantile, 1 - error),
        };
    }

    /// <summary>The bounds of a quantile of sorted numbers; an end is infinite if there are too few.</summary>
    public static Interval Bounds(double[] sorted, double quantile, double error)
    {
        var (low, high) = (OrderStatistics.LowerRank(sorted.Length, quantile, 1 - error), OrderStatistics.UpperRank(sorted.Length, quantile, 1 - error));
        return new(low is { } l ? sorted[l - 1] : double.NegativeInfinity, high is { } h ? sorted[h - 1] : double.PositiveInfinity);
    }

    public static Interval Clip(Interval interval, ScoreRange range) => new(Math.Max(range.Low, interval.Low), Math.Min(range.High, interval.High));

    static Estimate Plain(double value, int n) => new() { Method = StatisticalMethod.NoInterval, Value = value, Candidate = value, N = n };

    static double Sum(double[] rows)
    {
        double[] sorted = [.. rows];
        Array.Sort(sorted);
        var sum = new CompensatedSum();
        foreach (var value in sorted)
            sum.Add(value);
        return sum.Total;
    }
}

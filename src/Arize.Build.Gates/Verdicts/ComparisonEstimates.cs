using System.Runtime.CompilerServices;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The gain of the candidate over the baseline: the method by the data.</summary>
internal static class ComparisonEstimates
{
    public static Estimate Of(CriterionData data) => data switch
    {
        { Criterion.Statistic: StatisticKind.Percentile } => Percentile(data),
        { Criterion.Statistic: StatisticKind.Median, IsUnpaired: true } => Percentile(data),
        { IsUnpaired: true } => Unpaired(data),
        _ => Paired(data),
    };

    // An identical model is judged thousands of times, while .NET still compiles for a quick start.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Estimate Paired(CriterionData data)
    {
        var criterion = data.Criterion;
        var (mine, theirs) = (data.PairedMine, data.PairedTheirs);
        var (sign, factor) = (Sign(criterion), Factor(criterion));
        var (gains, worse, better, squares) = (new double[mine.Length], 0, 0, 0.0);
        for (var i = 0; i < gains.Length; i++)
        {
            gains[i] = sign * (mine[i] - factor * theirs[i]);
            worse += sign * (mine[i] - theirs[i]) < 0 ? 1 : 0;
            better += sign * (mine[i] - theirs[i]) > 0 ? 1 : 0;
            squares += gains[i] * gains[i];
        }
        var sample = Sample.Of(gains);
        var baseline = Sample.Of(theirs).Mean;
        var estimate = new Estimate
        {
            Method = StatisticalMethod.PairedT,
            Value = sample.Mean,
            N = gains.Length,
            Candidate = Sample.Of(mine).Mean,
            Baseline = baseline,
            Allowed = criterion.IsRelative ? criterion.Limit * baseline : criterion.Limit,
            Line = criterion.IsRelative ? 0 : criterion.Limit,
            Worse = worse,
            Better = better,
            StandardError = sample.StandardError,
            Squares = squares,
        };
        if (criterion.Statistic == StatisticKind.Median)
            return Median(estimate, gains, mine, theirs, criterion);
        if (data.PairedClusters is { } clusters)
            return Clustered(estimate, ClusterSums.Of(gains, clusters.Numbers, clusters.Keys.Length), data);
        if (data.Scale == Scale.Binary && !criterion.IsRelative)
            return estimate with { Method = StatisticalMethod.Tango, At = PairedShares(gains.Length, worse, better, criterion.Limit).At };
        if (data.Range is { } range)
        {
            var (low, high) = Ends(range, criterion);
            return estimate with { Method = StatisticalMethod.PlusZSquared, At = error => PseudoScores.OfDifferences(sample, low, high, error) };
        }
        return estimate with { At = MeanEstimate.Unbounded(sample).Interval, Dominating = Dominating(gains, sample) };
    }

    /// <summary>Paired 0 and 1, by counts alone: that is all they hold.</summary>
    /// <param name="n">Pairs.</param>
    /// <param name="worse">Pairs that got worse.</param>
    /// <param name="better">Pairs that got better.</param>
    /// <param name="tolerance">The allowed drop.</param>
    public static Estimate PairedShares(int n, int worse, int better, double tolerance) => new()
    {
        Method = StatisticalMethod.Tango,
        Value = (better - worse) / (double)n,
        N = n,
        Candidate = double.NaN,
        Allowed = tolerance,
        Line = tolerance,
        Worse = worse,
        Better = better,
        At = error => Tango.Interval(worse, better, n, Normal.Quantile(1 - error)),
    };

    static Estimate Median(Estimate estimate, double[] gains, double[] mine, double[] theirs, Criterion criterion)
    {
        Array.Sort(gains);
        var baseline = Middle(theirs);
        return estimate with
        {
            Method = StatisticalMethod.MedianChange,
            Value = gains[OrderStatistics.Rank(gains.Length, 0.5) - 1],
            Candidate = Middle(mine),
            Baseline = baseline,
            Allowed = criterion.IsRelative ? criterion.Limit * baseline : criterion.Limit,
            At = error => ThresholdEstimates.Bounds(gains, 0.5, error),
            StandardError = null,
            Squares = null,
            Needs = error => OrderStatistics.LeastN(0.5, 1 - error),
        };

        static double Middle(double[] values)
        {
            double[] sorted = [.. values];
            Array.Sort(sorted);
            return sorted[OrderStatistics.Rank(sorted.Length, 0.5) - 1];
        }
    }

    static Estimate Clustered(Estimate estimate, ClusterSums sums, CriterionData data)
    {
        if (data.Range is { } range)
        {
            var (low, high) = Ends(range, data.Criterion);
            return estimate with
            {
                Method = StatisticalMethod.BoundedClusters,
                Clusters = sums.Count,
                At = error => ThresholdEstimates.Clip(MeanEstimate.BoundedClusters(sums, low, high, error).Interval(error), new(low, high)),
                StandardError = MeanEstimate.BoundedClusters(sums, low, high, 1 - data.Criterion.Confidence).StandardError,
                Squares = null,
            };
        }
        var whole = MeanEstimate.UnboundedClusters(sums);
        return estimate with { Method = StatisticalMethod.UnboundedClusters, Clusters = sums.Count, At = whole.Interval, StandardError = whole.StandardError, Squares = null };
    }

    static Estimate Unpaired(CriterionData data)
    {
        var criterion = data.Criterion;
        var (mine, theirs) = (Sample.Of(data.Mine.Means), Sample.Of(data.Theirs!.Means));
        var (sign, factor) = (Sign(criterion), Factor(criterion));
        var ours = data.Clusters is { } a ? ClusterSums.Of(data.Mine.Means, a.Numbers, a.Keys.Length) : null;
        var others = data.TheirClusters is { } b ? ClusterSums.Of(data.Theirs.Means, b.Numbers, b.Keys.Length) : null;
        MeanEstimate At(double error) => Side(mine, ours, error).Minus(Side(theirs, others, error).Times(factor)).Times(sign);
        return new Estimate
        {
            Method = (data.Range, data.Clusters) switch
            {
                (not null, null) => StatisticalMethod.UnpairedBounded,
                (null, null) => StatisticalMethod.Welch,
                (not null, _) => StatisticalMethod.BoundedClusters,
                _ => StatisticalMethod.UnboundedClusters,
            },
            Value = sign * (mine.Mean - factor * theirs.Mean),
            N = mine.N,
            Clusters = ours?.Count,
            Candidate = mine.Mean,
            Baseline = theirs.Mean,
            Allowed = criterion.IsRelative ? criterion.Limit * theirs.Mean : criterion.Limit,
            Line = criterion.IsRelative ? 0 : criterion.Limit,
            At = error => At(error).Interval(error),
            Sides = error => (Clipped(Side(mine, ours, error).Interval(error)), Clipped(Side(theirs, others, error).Interval(error))),
            StandardError = At(1 - criterion.Confidence).StandardError,
        };

        Interval Clipped(Interval interval) => data.Range is { } range ? ThresholdEstimates.Clip(interval, range) : interval;

        MeanEstimate Side(Sample sample, ClusterSums? sums, double error)
        {
            if (sums is null)
                return data.Range is { } range ? MeanEstimate.Bounded(sample, range.Low, range.High) : MeanEstimate.Unbounded(sample);
            if (data.Range is not { } ends)
                return MeanEstimate.UnboundedClusters(sums);
            var whole = MeanEstimate.BoundedClusters(sums, ends.Low, ends.High, error);
            return whole with { Degrees = sums.Count + Math.Pow(Normal.Quantile(1 - error), 2) - 1 };
        }
    }

    /// <summary>The bounds of each side, at half of the error each.</summary>
    static Estimate Percentile(CriterionData data)
    {
        var criterion = data.Criterion;
        var (sign, factor) = (Sign(criterion), Factor(criterion));
        // Rows of both sides of the same examples; of unpaired samples, all.
        double[] mine = data.IsUnpaired ? [.. data.Mine.Rows] : [.. data.Pairs.Mine.SelectMany(i => data.Mine.RowsOf(i).ToArray())];
        double[] theirs = data.IsUnpaired ? [.. data.Theirs!.Rows] : [.. data.Pairs.Theirs.SelectMany(i => data.Theirs!.RowsOf(i).ToArray())];
        Array.Sort(mine);
        Array.Sort(theirs);
        var (q, candidate, baseline) = (criterion.Quantile, At(mine), At(theirs));
        return new Estimate
        {
            Method = StatisticalMethod.OrderStatistics,
            Value = sign * (candidate - factor * baseline),
            N = mine.Length,
            Candidate = candidate,
            Baseline = baseline,
            Allowed = criterion.IsRelative ? criterion.Limit * baseline : criterion.Limit,
            Line = criterion.IsRelative ? 0 : criterion.Limit,
            At = error =>
            {
                var (ours, others) = (ThresholdEstimates.Bounds(mine, q, error / 2), ThresholdEstimates.Bounds(theirs, q, error / 2));
                var difference = new Interval(ours.Low - factor * others.High, ours.High - factor * others.Low);
                return sign > 0 ? difference : difference.Mirrored;
            },
            Sides = data.IsUnpaired ? error => (ThresholdEstimates.Bounds(mine, q, error), ThresholdEstimates.Bounds(theirs, q, error)) : null,
            Needs = error => Math.Max(OrderStatistics.LeastN(q, 1 - error / 2), OrderStatistics.LeastN(1 - q, 1 - error / 2)),
        };

        double At(double[] sorted) => sorted[OrderStatistics.Rank(sorted.Length, criterion.Quantile) - 1];
    }

    /// <summary>The pair that carries more than half of the squares about the mean.</summary>
    static int? Dominating(double[] gains, Sample sample)
    {
        var all = sample.Deviation * sample.Deviation * (sample.N - 1);
        var first = Array.FindIndex(gains, g => all > 0 && Math.Pow(g - sample.Mean, 2) > all / 2);
        return gains.Length > 2 && first >= 0 ? first : null;
    }

    static int Sign(Criterion criterion) => criterion.HigherIsBetter ? 1 : -1;

    /// <summary>What the baseline is multiplied by: a relative tolerance of 10 % allows 1.1 times, or 0.9 times, of it.</summary>
    static double Factor(Criterion criterion) => criterion.IsRelative ? 1 - Sign(criterion) * criterion.Limit : 1;

    /// <summary>What a gain can be.</summary>
    static (double, double) Ends(ScoreRange range, Criterion criterion)
    {
        var factor = Factor(criterion);
        return criterion.HigherIsBetter ? (range.Low - factor * range.High, range.High - factor * range.Low) : (factor * range.Low - range.High, factor * range.High - range.Low);
    }
}

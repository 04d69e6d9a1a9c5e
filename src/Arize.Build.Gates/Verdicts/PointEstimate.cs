using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>The number that a floor or a ceiling is held against, with its interval.</summary>
internal sealed record PointEstimate
{
    public required double Value { get; init; }

    /// <summary>One-sided bounds; null where the statistic has none. An end is infinite where the examples are too few for it.</summary>
    public required Interval? Interval { get; init; }

    public required string Method { get; init; }
    public required int N { get; init; }

    /// <summary>How many examples the interval needs; 0 where it needs no special number.</summary>
    public int Needs { get; init; }

    /// <summary>True where the examples say too little for any decision but a fail.</summary>
    public bool TooFew { get; init; }

    /// <summary>True for a share of ones, whose interval a run without a failure can place.</summary>
    public bool IsShare { get; init; }

    public static PointEstimate Of(ExampleScores scores, Scale scale, Criterion criterion) => criterion.Statistic switch
    {
        StatisticKind.Min => Plain("least value", scores.Values.Min(), scores.N),
        StatisticKind.Sum => Plain("sum over rows", Sum(scores.RowValues), scores.N),
        StatisticKind.Median => Ranked(scores, 0.5, criterion),
        StatisticKind.Percentile => Ranked(scores, criterion.Percentile!.Value / 100, criterion),
        _ => Mean(scores, scale, criterion),
    };

    static PointEstimate Mean(ExampleScores scores, Scale scale, Criterion criterion)
    {
        if (scale == Scale.Binary)
        {
            var ones = scores.Values.Count(v => v == 1);
            return new PointEstimate
            {
                Value = ones / (double)scores.N,
                Interval = Wilson.Interval(ones, scores.N, Normal.Quantile(criterion.Confidence)),
                Method = "Wilson interval",
                IsShare = true,
                N = scores.N,
            };
        }
        var sample = Sample.Of(scores.Values);
        // Grades have no distances, so no interval either.
        return scale == Scale.Ordinal
            ? Plain("mean", sample.Mean, scores.N)
            : new PointEstimate
            {
                Value = sample.Mean,
                Interval = scores.N < 2 ? null : sample.Interval(criterion.Confidence),
                Method = scores.N < 2 ? "mean" : "t interval",
                N = scores.N,
                Needs = Comparison.FewestForT,
                TooFew = scores.N < Comparison.FewestForT,
            };
    }

    static PointEstimate Ranked(ExampleScores scores, double q, Criterion criterion)
    {
        var sorted = (double[])scores.Values.Clone();
        Array.Sort(sorted);
        var (low, high) = (Statistics.Percentile.LowerRank(scores.N, q, criterion.Confidence), Statistics.Percentile.UpperRank(scores.N, q, criterion.Confidence));
        return new PointEstimate
        {
            Value = sorted[Statistics.Percentile.Rank(scores.N, q) - 1],
            Interval = new(low is { } l ? sorted[l - 1] : double.NegativeInfinity, high is { } h ? sorted[h - 1] : double.PositiveInfinity),
            Method = "order statistics",
            N = scores.N,
            Needs = Statistics.Percentile.LeastN(criterion.HigherIsBetter ? 1 - q : q, criterion.Confidence),
        };
    }

    static PointEstimate Plain(string method, double value, int n) => new() { Value = value, Interval = null, Method = method, N = n };

    static double Sum(double[] rows)
    {
        var sorted = (double[])rows.Clone();
        Array.Sort(sorted);
        var sum = new CompensatedSum();
        foreach (var value in sorted)
            sum.Add(value);
        return sum.Total;
    }
}

using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>
/// Candidate against baseline over the same examples. <see cref="Gain"/>, its bounds and p are corrected for direction: above 0 is better, whichever way the metric runs.
/// </summary>
internal sealed record Comparison
{
    /// <summary>With fewer, a t interval of anything but 0 and 1 is not worth the name.</summary>
    public const int FewestForT = 10;

    public required Scale Scale { get; init; }
    public required string Method { get; init; }
    public required int N { get; init; }

    /// <summary>The means over the pairs, as they are.</summary>
    public required double Baseline { get; init; }
    public required double Candidate { get; init; }

    public required double Gain { get; init; }

    /// <summary>The one-sided bounds of the gain; null for grades, which have no interval.</summary>
    public required Interval? Bounds { get; init; }

    public required int Worse { get; init; }
    public required int Better { get; init; }

    /// <summary>One-sided p of "it got worse".</summary>
    public required double P { get; init; }

    /// <summary>One-sided p of "it got better".</summary>
    public required double BetterP { get; init; }

    /// <summary>The standard deviation of the differences.</summary>
    public required double Deviation { get; init; }

    public required double Confidence { get; init; }

    public double SmallestVisible => Planning.SmallestVisible(Deviation, N, Confidence);

    public bool TooFew => N < FewestForT && (Scale is Scale.Unit or Scale.Continuous);

    public static Comparison Of(double[] candidate, double[] baseline, Scale scale, Criterion criterion)
    {
        var sign = criterion.HigherIsBetter ? 1 : -1;
        var gains = new double[candidate.Length];
        for (var i = 0; i < gains.Length; i++)
            gains[i] = candidate[i] == baseline[i] ? 0 : sign * (candidate[i] - baseline[i]);
        var (worse, better) = (gains.Count(g => g < 0), gains.Count(g => g > 0));
        if (scale == Scale.Binary)
            return Binary(candidate.Length, baseline.Count(v => v == 1), worse, better, criterion);

        var sample = Sample.Of(gains);
        var isOrdinal = scale == Scale.Ordinal;
        return new Comparison
        {
            Scale = scale,
            Method = isOrdinal ? "sign test mid-p" : "paired t",
            N = gains.Length,
            Baseline = Sample.Of(baseline).Mean,
            Candidate = Sample.Of(candidate).Mean,
            Gain = sample.Mean,
            Bounds = isOrdinal || gains.Length < 2 ? null : sample.Interval(criterion.Confidence),
            Worse = worse,
            Better = better,
            P = isOrdinal ? SignTest.WorseMidP(worse, better) : sample.BelowZeroP(),
            BetterP = isOrdinal ? SignTest.WorseMidP(better, worse) : (sample with { Mean = -sample.Mean }).BelowZeroP(),
            Deviation = sample.Deviation,
            Confidence = criterion.Confidence,
        };
    }

    /// <summary>From counts alone: that is all that 0 and 1 hold.</summary>
    /// <param name="n">Pairs.</param>
    /// <param name="baselineOnes">Pairs in which the baseline scores 1.</param>
    /// <param name="worse">Pairs that got worse.</param>
    /// <param name="better">Pairs that got better.</param>
    /// <param name="criterion">The criterion.</param>
    public static Comparison Binary(int n, int baselineOnes, int worse, int better, Criterion criterion)
    {
        var candidateOnes = criterion.HigherIsBetter ? baselineOnes - worse + better : baselineOnes + worse - better;
        var net = (better - worse) / (double)n;
        var squares = worse + better - n * net * net;
        return new Comparison
        {
            Scale = Scale.Binary,
            Method = "McNemar mid-p, Tango interval",
            N = n,
            Baseline = baselineOnes / (double)n,
            Candidate = candidateOnes / (double)n,
            Gain = net,
            Bounds = Tango.Interval(worse, better, n, Normal.Quantile(criterion.Confidence)),
            Worse = worse,
            Better = better,
            P = McNemar.WorseMidP(worse, better),
            BetterP = McNemar.WorseMidP(better, worse),
            Deviation = n > 1 ? Math.Sqrt(Math.Max(0, squares) / (n - 1)) : 0,
            Confidence = criterion.Confidence,
        };
    }
}

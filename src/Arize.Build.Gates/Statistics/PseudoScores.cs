namespace Arize.Build.Gates.Statistics;

/// <summary>
/// Means of bounded scores. Half of the added weight lies at each end of what a score can be, so that scores that happen to be all alike do not look certain.
/// </summary>
/// <param name="N">The number of scores, added ones included.</param>
/// <param name="Mean">The mean, added ones included: pulled towards the middle. It is never reported, only the interval around it.</param>
/// <param name="Squares">The sum of squares about that mean.</param>
internal readonly record struct PseudoScores(double N, double Mean, double Squares)
{
    /// <summary>Adds a weight at each end of a range.</summary>
    public static PseudoScores Add(Sample sample, double low, double high, double weight)
    {
        var n = sample.N + 2 * weight;
        var mean = (sample.N * sample.Mean + weight * (low + high)) / n;
        var own = sample.N > 1 ? (sample.N - 1) * sample.Deviation * sample.Deviation : 0;
        var squares = own + sample.N * Square(sample.Mean - mean) + weight * (Square(low - mean) + Square(high - mean));
        return new PseudoScores(n, mean, squares);
    }

    /// <summary>The interval of the mean of scores between two ends, against a limit: a normal interval with this error at each end, clipped.</summary>
    public static Interval OfMean(Sample sample, double low, double high, double error)
    {
        var z = Normal.Quantile(1 - error);
        var all = Add(sample, low, high, z * z / 2);
        var reach = z * Math.Sqrt(all.Squares / all.N / all.N);
        return new Interval(Math.Max(low, all.Mean - reach), Math.Min(high, all.Mean + reach));
    }

    /// <summary>The interval of the mean of paired differences between two ends: a t interval with n + 1 degrees and this error at each end, clipped.</summary>
    public static Interval OfDifferences(Sample sample, double low, double high, double error)
    {
        var z = Normal.Quantile(1 - error);
        var all = Add(sample, low, high, z * z / 2);
        var reach = StudentT.Quantile(1 - error, sample.N + 1) * Math.Sqrt(all.Variance / all.N);
        return new Interval(Math.Max(low, all.Mean - reach), Math.Min(high, all.Mean + reach));
    }

    /// <summary>The variance with N - 1.</summary>
    public double Variance => Squares / (N - 1);

    static double Square(double number) => number * number;
}

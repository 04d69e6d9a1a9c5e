namespace Arize.Build.Gates.Statistics;

/// <summary>A mean with the square of its standard error and the degrees of freedom of that.</summary>
/// <param name="Mean">The mean that the interval lies around.</param>
/// <param name="SquaredError">The square of the standard error; not finite if there is none.</param>
/// <param name="Degrees">Degrees of freedom.</param>
internal readonly record struct MeanEstimate(double Mean, double SquaredError, double Degrees)
{
    public double StandardError => Math.Sqrt(SquaredError);

    /// <summary>One of two samples of bounded scores that are not paired: one added score at each end.</summary>
    public static MeanEstimate Bounded(Sample sample, double low, double high)
    {
        var all = PseudoScores.Add(sample, low, high, 1);
        return new(all.Mean, all.Variance / all.N, all.N - 1);
    }

    /// <summary>A sample of numbers without bounds.</summary>
    public static MeanEstimate Unbounded(Sample sample) => sample.N < 2
        ? new(sample.Mean, double.PositiveInfinity, 1)
        : new(sample.Mean, sample.StandardError * sample.StandardError, sample.N - 1);

    /// <summary>Clusters of bounded scores: z² clusters of average size are added, half at each end.</summary>
    public static MeanEstimate BoundedClusters(ClusterSums clusters, double low, double high, double error)
    {
        var square = Math.Pow(Normal.Quantile(1 - error), 2);
        double n = clusters.N, g = clusters.Count, size = n / g;
        var all = n + square * size;
        var mean = (clusters.Total + square * size * (low + high) / 2) / all;
        var h = g + square;
        var ends = square * size * size * (Math.Pow(high - mean, 2) + Math.Pow(low - mean, 2)) / 2;
        return new(mean, h / (h - 1) * (clusters.SquaresAbout(mean) + ends) / (all * all), g + 1);
    }

    /// <summary>Clusters of numbers without bounds (CR1). One cluster has no error.</summary>
    public static MeanEstimate UnboundedClusters(ClusterSums clusters)
    {
        double n = clusters.N, g = clusters.Count;
        var mean = clusters.Total / n;
        return g < 2 ? new(mean, double.PositiveInfinity, 1) : new(mean, g / (g - 1) * clusters.SquaresAbout(mean) / (n * n), g - 1);
    }

    /// <summary>The difference of two independent means, with Welch's and Satterthwaite's degrees.</summary>
    public MeanEstimate Minus(MeanEstimate other)
    {
        var both = SquaredError + other.SquaredError;
        var degrees = both * both / (SquaredError * SquaredError / Degrees + other.SquaredError * other.SquaredError / other.Degrees);
        return new(Mean - other.Mean, both, double.IsFinite(degrees) ? degrees : Math.Min(Degrees, other.Degrees));
    }

    /// <summary>The mean multiplied by a number.</summary>
    public MeanEstimate Times(double factor) => new(factor * Mean, factor * factor * SquaredError, Degrees);

    /// <summary>The t interval. Without spread it is the mean itself; without an error it is unbounded.</summary>
    /// <param name="error">The error of each end.</param>
    public Interval Interval(double error)
    {
        if (SquaredError == 0)
            return new(Mean, Mean);
        if (!double.IsFinite(SquaredError))
            return new(double.NegativeInfinity, double.PositiveInfinity);
        var reach = StudentT.Quantile(1 - error, Degrees) * StandardError;
        return new(Mean - reach, Mean + reach);
    }
}

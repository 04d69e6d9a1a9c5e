using System.Runtime.CompilerServices;

namespace Arize.Build.Gates.Statistics;

/// <summary>The size, mean and standard deviation of a sample of numbers; paired data are the sample of their differences.</summary>
/// <param name="N">How many.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation, with n - 1; 0 if n is 1.</param>
internal readonly record struct Sample(int N, double Mean, double Deviation)
{
    /// <summary>Two passes, both compensated: the same to the last digits whatever lies where.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Sample Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return default;
        var sum = new CompensatedSum();
        foreach (var value in values)
            sum.Add(value);
        var mean = sum.Total / values.Length;
        var squares = new CompensatedSum();
        var allEqual = true;
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
            allEqual &= value == values[0];
        }
        return allEqual
            ? new Sample(values.Length, values[0], 0)
            : new Sample(values.Length, mean, Math.Sqrt(squares.Total / (values.Length - 1)));
    }

    /// <summary>The standard error of the mean.</summary>
    public double StandardError => Deviation / Math.Sqrt(N);

    /// <summary>The t interval of the mean with one-sided bounds at <paramref name="confidence"/>. Without spread it is the mean itself.</summary>
    public Interval Interval(double confidence)
    {
        if (Deviation == 0)
            return new(Mean, Mean);
        var reach = StudentT.Quantile(confidence, N - 1) * StandardError;
        return new(Mean - reach, Mean + reach);
    }
}

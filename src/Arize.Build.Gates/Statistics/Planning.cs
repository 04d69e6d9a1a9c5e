namespace Arize.Build.Gates.Statistics;

/// <summary>What a number of examples can show.</summary>
internal static class Planning
{
    const double Power = 0.8;

    /// <summary>The drop that a one-sided test at <paramref name="confidence"/> finds with 80 % chance: 2.4865 sd / √n at 95 %.</summary>
    public static double SmallestVisible(double deviation, int n, double confidence) => Factor(confidence) * deviation / Math.Sqrt(n);

    /// <summary>How many examples make a drop of <paramref name="size"/> visible.</summary>
    public static double ExamplesToSee(double size, double deviation, double confidence) => Math.Ceiling(Math.Pow(Factor(confidence) * deviation / size, 2));

    /// <summary>The least number of examples with which a run that passes all of them has a lower bound of <paramref name="floor"/>: t z² / (1 - t).</summary>
    public static int ExamplesForFloor(double floor, double confidence) => Whole(floor * Square(confidence) / (1 - floor));

    /// <summary>
    /// The least number of examples with which two runs alike in everything show that the drop is below <paramref name="tolerance"/>: z² / (n + z²) &lt; d.
    /// </summary>
    public static int ExamplesForTolerance(double tolerance, double confidence)
    {
        var square = Square(confidence);
        var n = Math.Max(1, Whole(square / tolerance - square));
        return square / (n + square) < tolerance ? n : n + 1;
    }

    static double Factor(double confidence) => Normal.Quantile(confidence) + Normal.Quantile(Power);

    static double Square(double confidence) => Math.Pow(Normal.Quantile(confidence), 2);

    static int Whole(double n) => n < int.MaxValue ? (int)Math.Ceiling(n) : int.MaxValue;
}

namespace Arize.Build.Gates.Statistics;

/// <summary>What a number of examples can show.</summary>
internal static class Planning
{
    const double Chance = 0.2;

    /// <summary>The normal quantile behind "a 20 % chance of passing".</summary>
    public static readonly double Reach = Normal.Quantile(1 - Chance);

    /// <summary>
    /// The true drop that passes with a chance of 20 % if the measured drop decides. It holds the drop's own variance, which a real drop adds.
    /// </summary>
    /// <param name="n">Pairs.</param>
    /// <param name="line">The measured drop that just passes.</param>
    /// <param name="squares">The mean square of a difference, with one added.</param>
    /// <param name="range">The width of the range.</param>
    public static double DropThatPasses(int n, double line, double squares, double range)
    {
        var k = Reach * Reach / n;
        var half = 2 * line + k * range;
        return (half + Math.Sqrt(Math.Max(0, half * half - 4 * (1 + k) * (line * line - k * squares)))) / (2 * (1 + k));
    }

    /// <summary>
    /// The minimum number of examples with which two runs that are alike in everything show that the drop is below <paramref name="tolerance"/>: z² / (n + z²) &lt; d.
    /// </summary>
    public static int ExamplesForTolerance(double tolerance, double error)
    {
        var square = Math.Pow(Normal.Quantile(1 - error), 2);
        var n = Math.Max(1, Whole(square / tolerance - square));
        return square / (n + square) < tolerance ? n : n + 1;
    }

    static int Whole(double n) => n < int.MaxValue ? (int)Math.Ceiling(n) : int.MaxValue;
}

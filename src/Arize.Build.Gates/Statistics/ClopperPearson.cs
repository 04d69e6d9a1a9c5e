namespace Arize.Build.Gates.Statistics;

/// <summary>The exact interval of a share: its error is never above what is stated, at any n.</summary>
internal static class ClopperPearson
{
    /// <param name="successes">How many of them.</param>
    /// <param name="n">How many in all.</param>
    /// <param name="error">The error of each end.</param>
    public static Interval Interval(long successes, long n, double error) => new(
        successes == 0 ? 0 : Bisection.Point(0, 1, p => Binomial.UpperTail(successes, n, p) < error),
        successes == n ? 1 : Bisection.Point(0, 1, p => Binomial.Cdf(successes, n, p) >= error));

    /// <summary>The minimum number of examples with which a run that passes all of them has a lower bound of <paramref name="floor"/>.</summary>
    public static int ExamplesForFloor(double floor, double error) => Math.Log(error) / Math.Log(floor) is < int.MaxValue and var n ? (int)Math.Ceiling(Math.Round(n, 9)) : int.MaxValue;
}

namespace Arize.Build.Gates.Reports;

/// <summary>Scores counted in bins of one width.</summary>
/// <param name="Low">Where the first bin begins.</param>
/// <param name="High">Where the last one ends.</param>
/// <param name="Counts">How many scores lie in each.</param>
/// <param name="IsBinary">True if all scores are 0 or 1: then there are two bins, one for each.</param>
internal sealed record Distribution(double Low, double High, IReadOnlyList<int> Counts, bool IsBinary)
{
    const int MostBins = 20;

    public int N => Counts.Sum();

    /// <summary>The scores of both in the same bins, from 0 to 1 if that is what scores can be; rows with an error and rows without a score are not among them.</summary>
    public static (Distribution? Candidate, Distribution? Baseline) Pair(IEnumerable<double>? candidate, IEnumerable<double>? baseline, bool isUnit)
    {
        var (mine, theirs) = (Finite(candidate), Finite(baseline));
        if (mine.Length == 0)
            return (null, null);
        var all = mine.Concat(theirs).ToArray();
        if (all.All(v => v is 0 or 1))
            return (Binary(mine), theirs.Length == 0 ? null : Binary(theirs));
        var (low, high) = isUnit && all.Min() >= 0 && all.Max() <= 1 ? (0, 1) : Bounds(all.Min(), all.Max());
        return (Bins(mine, low, high), theirs.Length == 0 ? null : Bins(theirs, low, high));
    }

    static Distribution Binary(double[] scores) => new(0, 1, [scores.Count(s => s == 0), scores.Count(s => s == 1)], true);

    static Distribution Bins(double[] scores, double low, double high)
    {
        var counts = new int[MostBins];
        foreach (var score in scores)
            counts[Math.Clamp((int)((score / 2 - low / 2) / (high / 2 - low / 2) * MostBins), 0, MostBins - 1)]++;
        return new Distribution(low, high, counts, false);
    }

    /// <summary>Round ends around the scores.</summary>
    static (double, double) Bounds(double least, double most)
    {
        var scale = PlotScale.Over(least, most);
        return (scale.Low, scale.High);
    }

    static double[] Finite(IEnumerable<double>? scores) => scores is null ? [] : [.. scores.Where(double.IsFinite)];
}

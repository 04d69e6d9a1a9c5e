namespace Arize.Build.Gates;

/// <summary>What a score can be.</summary>
/// <param name="Low">The lowest score.</param>
/// <param name="High">The highest score.</param>
public readonly record struct ScoreRange(double Low, double High)
{
    /// <summary>From 0 to 1.</summary>
    public static readonly ScoreRange Unit = new(0, 1);

    /// <summary>The difference between the ends.</summary>
    public double Width => High - Low;

    internal bool Contains(double score) => score >= Low && score <= High;
}

namespace Arize.Build.Gates;

/// <summary>An interval with both of its ends.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The interval of the negated numbers.</summary>
    public Interval Mirrored => new(-High, -Low);
}

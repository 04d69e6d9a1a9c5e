namespace Arize.Build.Gates.Statistics;

/// <summary>A sum that remembers what each addition rounded away (Neumaier).</summary>
internal struct CompensatedSum
{
    double sum;
    double lost;

    /// <summary>The sum so far.</summary>
    public readonly double Total => double.IsFinite(sum) ? sum + lost : sum;

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        var next = sum + value;
        lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }
}

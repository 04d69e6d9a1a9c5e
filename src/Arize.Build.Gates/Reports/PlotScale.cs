using System.Globalization;

namespace Arize.Build.Gates.Reports;

/// <summary>A scale with round ends and round ticks. Positions are percentages of its length, so that a plot is as wide as its page.</summary>
internal sealed record PlotScale(double Low, double High, double Step)
{
    const int Ticks = 5;

    /// <summary>The round scale around some numbers.</summary>
    public static PlotScale Over(params IEnumerable<double> numbers)
    {
        var finite = numbers.Where(double.IsFinite).ToArray();
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        // Numbers near the largest ones there are: no step between them can be told.
        (low, high) = (Math.Max(low, -1e300), Math.Min(high, 1e300));
        var span = high - low;
        if (!(span > Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9))
        {
            span = low == 0 ? 1 : Math.Abs(low) * 0.2;
            (low, high) = (low - span / 2, high + span / 2);
        }
        var rough = span / Ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return new PlotScale(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>The same, cut at the ends of what there can be.</summary>
    public PlotScale Within(double least, double most) => this with { Low = Math.Max(Low, least), High = Math.Min(High, most) };

    public IEnumerable<double> Marks()
    {
        for (var i = 0; i <= 4 * Ticks && Low + i * Step <= High + Step * 1e-6; i++)
            yield return Math.Abs(Low + i * Step) < Step * 1e-6 ? 0 : Low + i * Step;
    }

    /// <summary>Where a number lies, from 0 to 100; beyond the ends, at them.</summary>
    public double At(double number) => High > Low ? Math.Clamp((number / 2 - Low / 2) / (High / 2 - Low / 2) * 100, 0, 100) : 50;

    /// <summary>A tick's label, with as many decimals as the step has.</summary>
    public string Label(double number)
    {
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(Step) + 1e-9), 0, 12);
        return Math.Abs(number) >= 1e7 ? number.ToString("0.##e0", CultureInfo.InvariantCulture) : number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}

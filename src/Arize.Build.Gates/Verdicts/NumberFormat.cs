using System.Globalization;

namespace Arize.Build.Gates.Verdicts;

/// <summary>Numbers for people, the same under every culture. Two numbers that differ are never shown as one.</summary>
internal static class NumberFormat
{
    /// <summary>A metric's value: two decimals, fewer where it is large.</summary>
    public static string Value(double value) => Fixed(value, Decimals(value));

    /// <summary>Two values with as many decimals as it takes to tell them apart.</summary>
    public static (string First, string Second) Apart(double first, double second)
    {
        var decimals = Math.Min(Decimals(first), Decimals(second));
        while (first != second && decimals < 12 && Fixed(first, decimals) == Fixed(second, decimals))
            decimals++;
        return (Fixed(first, decimals), Fixed(second, decimals));
    }

    /// <summary>A value and the limit that it is held against: the limit to its last digit, the value with as many, and more where it takes them to tell the two apart.</summary>
    public static (string Value, string Limit) Against(double value, double limit)
    {
        var decimals = Math.Min(Decimals(value), Decimals(limit));
        while (decimals < 12 && (Math.Round(limit, decimals) != limit || value != limit && Fixed(value, decimals) == Fixed(limit, decimals)))
            decimals++;
        return (Fixed(value, decimals), Fixed(limit, decimals));
    }

    /// <summary>What was asked, to its last digit: a limit of 0.999 is not one of 1.</summary>
    public static string Limit(double limit) => Math.Abs(limit) < 1e15 ? ((decimal)limit).ToString("0.##################", CultureInfo.InvariantCulture) : Short(limit);

    /// <summary>What was asked of a difference, to its last digit.</summary>
    public static string Allowed(double difference, Scale? scale) => IsInPoints(scale) ? $"{Limit(difference * 100)} points" : Limit(difference);

    /// <summary>A difference: percentage points on scales from 0 to 1, else in the metric's own unit.</summary>
    public static string Difference(double difference, Scale? scale) =>
        IsInPoints(scale) ? $"{Points(difference)} points" : Short(difference);

    /// <summary>One decimal, two significant digits below 1; no needless zeros.</summary>
    public static string Short(double number)
    {
        if (!double.IsFinite(number))
            return number > 0 ? "infinity" : number < 0 ? "-infinity" : "none";
        if (number == 0)
            return "0";
        var size = Math.Abs(number);
        var decimals = size >= 1000 ? 0 : size >= 1 ? 1 : Math.Min(12, 1 - (int)Math.Floor(Math.Log10(size)));
        return Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("0.############", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number of things: "1 example", "12 examples".</summary>
    public static string Count(double count, string thing, string? things = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0} {(count == 1 ? thing : things ?? thing + "s")}");

    /// <summary>A difference without the word points.</summary>
    public static string Bare(double difference, Scale? scale) => IsInPoints(scale) ? Points(difference) : Short(difference);

    /// <summary>Percentage points with one decimal, so that two of them can be compared at a glance; smaller ones with two significant digits.</summary>
    static string Points(double difference)
    {
        var points = Math.Abs(difference * 100);
        return points is 0 or < 0.1 ? Short(points) : Math.Round(points, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>Two digits, and never below the number.</summary>
    public static double RoundUp(double number)
    {
        if (!(number > 0))
            return 0;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return Math.Round(Math.Ceiling(number / unit - 1e-9) * unit, 12);
    }

    /// <summary>Whether differences are percentage points.</summary>
    public static bool IsInPoints(Scale? scale) => scale is Scale.Binary or Scale.Proportion;

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => $"{Short(share * 100)} %";

    static int Decimals(double value) => Math.Abs(value) switch { >= 1000 => 0, >= 100 => 1, >= 0.1 or 0 => 2, _ => 4 };

    static string Fixed(double value, int decimals) => double.IsFinite(value) ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Short(value);
}

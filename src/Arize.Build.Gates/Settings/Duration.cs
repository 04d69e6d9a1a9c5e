using System.Globalization;

namespace Arize.Build.Gates.Settings;

/// <summary>
/// Durations as people write them: <c>90s</c>, <c>10m</c>, <c>1h</c>, <c>30d</c>, <c>hh:mm:ss</c>, or plain seconds. Not <see cref="TimeSpan.Parse(string)"/>, for which
/// <c>600</c> is 600 days.
/// </summary>
internal static class Duration
{
    /// <summary>The message for a text that cannot be read.</summary>
    public const string Valid = "Write seconds (600), a number with a unit (90s, 10m, 1h, 30d), or hh:mm:ss.";

    /// <summary>Reads a duration. Zero and negative ones are for the caller to refuse.</summary>
    /// <param name="text">The text; surrounding white space is ignored.</param>
    /// <param name="duration">The duration, if the text is one.</param>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
            return Clock(text, out duration);
        var unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : ' ';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        var number = seconds == 0 ? text : text[..^1];
        duration = default;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            || !double.IsFinite(amount) || Math.Abs(amount) * Math.Max(seconds, 1) > 3650 * 86400d)
            return false;
        duration = TimeSpan.FromSeconds(amount * Math.Max(seconds, 1));
        return true;
    }

    /// <summary>A duration as people read it: <c>3.2 s</c>, <c>12 m 5 s</c>, <c>1 h 2 m</c>.</summary>
    /// <param name="duration">The duration.</param>
    public static string Show(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes} m {duration.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes} m"),
    };

    static bool Clock(string text, out TimeSpan duration)
    {
        duration = default;
        var parts = text.Split(':');
        if (parts.Length != 3 || !parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit)) || parts[0].Length > 4 || parts[1].Length != 2 || parts[2].Length != 2)
            return false;
        var (hours, minutes, seconds) = (Whole(parts[0]), Whole(parts[1]), Whole(parts[2]));
        duration = new TimeSpan(hours, minutes, seconds);
        return minutes < 60 && seconds < 60;

        static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}

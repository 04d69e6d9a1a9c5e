using System.Globalization;

namespace Arize.Build.Gates.Runs;

/// <summary>A time window of production traffic: from its start on, up to but without its end.</summary>
/// <param name="From">The start, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
internal sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The longest window that can be evaluated.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>True if a moment lies in both.</summary>
    public bool Overlaps(TimeWindow other) => From < other.To && other.From < To;

    /// <summary>The window as people read it: <c>2026-11-25T08:00:00Z to 10:00:00Z</c>.</summary>
    public override string ToString() => From.UtcDateTime.Date == To.UtcDateTime.Date ? $"{Text(From)} to {To.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : $"{Text(From)} to {Text(To)}";

    /// <summary>A moment to the second.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

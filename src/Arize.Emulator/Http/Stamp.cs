using System.Globalization;

namespace Arize.Emulator.Http;

/// <summary>Writes instants as the API does: UTC, milliseconds, Z.</summary>
static class Stamp
{
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>With all digits that were sent, where milliseconds are too few.</summary>
    public static string? Exact(DateTimeOffset? at) => at is { } value && value.Ticks % TimeSpan.TicksPerMillisecond != 0
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) : Of(at);

    public static string? Of(DateTimeOffset? at) => at is { } value ? Of(value) : null;
}

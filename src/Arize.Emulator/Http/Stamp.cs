using System.Globalization;

namespace Arize.Emulator.Http;

/// <summary>Writes instants as the API does: UTC, milliseconds, Z.</summary>
static class Stamp
{
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Of(DateTimeOffset? at) => at is { } value ? Of(value) : null;
}

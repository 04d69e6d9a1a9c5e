using System.Globalization;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.GateFiles;

/// <summary>One end of a time window as a gate file writes it: a time, or an offset from the start of the gate.</summary>
/// <param name="At">The time; null for an offset.</param>
/// <param name="Ago">How long before the gate starts; null for a time.</param>
internal sealed record WindowMoment(DateTimeOffset? At, TimeSpan? Ago)
{
    /// <summary>What a text may be.</summary>
    public const string Valid = "a time such as \"2026-11-25T08:00:00Z\", with Z or an offset, or an offset from now such as \"-26h\"";

    /// <summary>Reads a text; null if it is neither.</summary>
    public static WindowMoment? Read(string text)
    {
        text = text.Trim();
        if (text.StartsWith('-'))
            return Duration.TryParse(text[1..], out var ago) && ago > TimeSpan.Zero ? new(null, ago) : null;
        // A time without an offset would depend on the machine's time zone.
        var hasZone = text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':';
        return hasZone && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new(at.ToUniversalTime(), null) : null;
    }

    /// <summary>The time that it is.</summary>
    /// <param name="now">The time at which the gate starts.</param>
    public DateTimeOffset When(DateTimeOffset now) => At ?? now - Ago!.Value;
}

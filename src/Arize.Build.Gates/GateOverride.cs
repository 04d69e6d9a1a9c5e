using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>An emergency override: lets a release out although its gate did not pass. The gate runs all the same, and its verdict stays what it is.</summary>
public sealed record GateOverride
{
    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The moment at which it ends.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Where it was written: the path of a file, or the name of an environment variable.</summary>
    public required string Source { get; init; }

    /// <summary>The override in one line.</summary>
    public override string ToString() => $"{RemoteText.OneLine(Owner, 100)}, until {Until}: {RemoteText.OneLine(Reason, 300)} (from {RemoteText.OneLine(Source, 300)})";

    /// <summary>The end as people read it.</summary>
    internal string Until => Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

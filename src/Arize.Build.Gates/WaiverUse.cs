using System.Globalization;
using Arize.Build.Client;

namespace Arize.Build.Gates;

/// <summary>A waiver, and what became of it.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="State">What happened to it.</param>
public sealed record WaiverUse(Waiver Waiver, WaiverState State)
{
    /// <summary>The waiver in one line. It is printed in every report, whatever it did: a waiver that nobody sees is never taken back.</summary>
    public override string ToString()
    {
        var whose = $"of {RemoteText.OneLine(Waiver.Owner, 100)} for {RemoteText.OneLine(Waiver.Criterion, 100)} ({RemoteText.OneLine(Waiver.Reason, 300)})";
        return State switch
        {
            WaiverState.Expired => $"The waiver {whose} expired on {Day}: the criterion counts again.",
            WaiverState.Applied => $"The waiver {whose} lets it through until {Day}.",
            _ => $"The waiver {whose} holds until {Day}, and nothing needs it.",
        };
    }

    /// <summary>The last day, as ISO 8601 writes it.</summary>
    internal string Day => Waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

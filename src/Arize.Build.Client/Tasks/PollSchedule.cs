namespace Arize.Build.Client;

/// <summary>
/// How long to pause between two polls of a run: in proportion to the time waited, so that the end of a short run is seen at once and a long one costs few
/// requests; with jitter, so that builds that began together do not ask together.
/// </summary>
internal static class PollSchedule
{
    const double Share = 0.06;
    const double Jitter = 0.2;
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.8);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static TimeSpan Next(TimeSpan elapsed)
    {
        var seconds = Math.Clamp(elapsed.TotalSeconds * Share, Shortest.TotalSeconds, Longest.TotalSeconds);
#pragma warning disable CA5394 // jitter needs no secrecy
        return TimeSpan.FromSeconds(seconds * (1 + Jitter * (2 * Random.Shared.NextDouble() - 1)));
#pragma warning restore CA5394
    }
}

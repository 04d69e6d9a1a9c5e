using System.Security.Cryptography;
using System.Text;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>
/// The traffic of a project. Time is cut into slots, and what happens in a slot follows from the seed and the slot's number: a window is made when it is read, and reading it again, or in
/// pages, gives the same spans.
/// </summary>
/// <param name="setup">What the traffic is like.</param>
/// <param name="seed">The seed of all draws.</param>
/// <param name="start">When the emulator started.</param>
/// <param name="examples">What users ask, with the answers; empty to make texts up.</param>
sealed class Traffic(ScenarioProject setup, string seed, DateTimeOffset start, IReadOnlyList<(string Question, string Answer)> examples)
{
    const int KeptSlots = 100;

    static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    /// <summary>Less than a slot, so that the spans of one slot are over before the slot after the next begins.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    readonly DateTimeOffset began = start - setup.Since;
    readonly Dictionary<long, List<LiveTrace>> made = [];

    public TimeSpan EvaluatedAfter => setup.EvaluatedAfter;

    /// <summary>The spans that start in a window and are over at a moment, newest first, each with its trace.</summary>
    public IEnumerable<(LiveTrace Trace, LiveSpan Span)> Spans(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        for (var slot = Last(until, now); slot >= First(from); slot--)
        {
            var inSlot = from trace in Traces(slot).Concat(Traces(slot - 1))
                         from span in trace.Spans
                         where SlotOf(span.Start) == slot && span.Start >= @from && span.Start < until && span.End <= now
                         select (Trace: trace, Span: span);
            foreach (var it in inSlot.OrderByDescending(it => it.Span.Start).ThenBy(it => it.Span.Id, StringComparer.Ordinal))
                yield return it;
        }
    }

    /// <summary>The traces whose root starts in a window and is over at a moment, newest first.</summary>
    public IEnumerable<LiveTrace> Traces(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        for (var slot = Last(until, now); slot >= First(from); slot--)
        {
            var inSlot = Traces(slot).Where(trace => trace.Root.Start >= from && trace.Root.Start < until && trace.Root.End <= now);
            foreach (var trace in inSlot.OrderByDescending(trace => trace.Root.Start).ThenBy(trace => trace.Id, StringComparer.Ordinal))
                yield return trace;
        }
    }

    long First(DateTimeOffset from) => SlotOf(from > began ? from : began);

    static long Last(DateTimeOffset until, DateTimeOffset now) => SlotOf(until < now ? until : now);

    static long SlotOf(DateTimeOffset at) => at.UtcTicks / Slot.Ticks;

    List<LiveTrace> Traces(long slot)
    {
        if (made.TryGetValue(slot, out var known))
            return known;

        if (made.Count >= KeptSlots)
            made.Clear();
        var expected = setup.RequestsPerHour * (Slot / TimeSpan.FromHours(1));
        var count = (int)(expected + Draw.Share(seed, "count", $"{slot}"));
        var sessions = Math.Max(1, (int)Math.Round(expected / setup.RequestsPerSession));
        return made[slot] = [.. Enumerable.Range(0, count).Select(i => Request(slot, (i, count), sessions)).OfType<LiveTrace>()];
    }

    /// <summary>Null if no version is deployed then.</summary>
    LiveTrace? Request(long slot, (int Index, int Count) place, int sessions)
    {
        var key = $"{seed}/{slot}/{place.Index}";
        var at = Rounded(new DateTimeOffset(slot * Slot.Ticks, TimeSpan.Zero) + (Slot * ((place.Index + Draw.Share(key, "at")) / place.Count)));
        var session = $"{seed}/{slot}/session {Draw.Index(sessions, key, "session")}";
        if (at < began || Version(at, Draw.Share(session, "version")) is not ({ } name, { } version))
            return null;

        var subject = Draw.Share(key, "alike") < setup.SessionEffect ? session : key;
        var request = new RequestDraws(key, at, name, Ids.Uuid(session), Draw.Share(subject, "luck"));
        return new SpanMaker(setup, version, examples).Make(request, Longest);
    }

    /// <summary>The version that a session gets, of those that are deployed at a moment.</summary>
    (string? Name, ScenarioVersion? Version) Version(DateTimeOffset at, double share)
    {
        var deployed = setup.Versions.Where(version => version.Value.DeployedFor is not { } age || at >= start - age).ToList();
        var left = share * deployed.Sum(version => version.Value.Share);
        foreach (var (name, version) in deployed)
        {
            left -= version.Share;
            if (left < 0)
                return (name, version);
        }

        return default;
    }

    public static DateTimeOffset Rounded(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>An id of a trace or a span, as OpenTelemetry makes them.</summary>
    public static string Hex(int digits, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, digits / 2));
}

/// <summary>What is drawn for one request before its spans are made.</summary>
sealed record RequestDraws(string Key, DateTimeOffset At, string Version, string Session, double Luck)
{
    /// <summary>A factor with mean 1 and a long right tail: one in twenty is above 2.</summary>
    public double Spread()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Draw.Share(Key, "latency"))) * Math.Cos(2 * Math.PI * Draw.Share(Key, "angle"));
        return Math.Exp((0.5 * normal) - 0.125);
    }}

using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates.GateFiles;

/// <summary>A time window and a filter, as a gate file writes them.</summary>
internal sealed record WindowSection
{
    /// <summary>How long before now the window begins; it ends now. Null if its ends are given.</summary>
    public TimeSpan? Last { get; init; }

    /// <summary>The start.</summary>
    public WindowMoment? From { get; init; }

    /// <summary>The end; null takes the start of the gate.</summary>
    public WindowMoment? To { get; init; }

    /// <summary>An expression over the spans; null takes all.</summary>
    public string? Filter { get; init; }

    /// <summary>True if the section gives a window, not only a filter.</summary>
    public bool HasWindow => Last is not null || From is not null;

    /// <summary>The window, once the gate starts.</summary>
    /// <param name="now">The time at which the gate starts, a whole second.</param>
    /// <param name="problem">What is wrong with it; null if nothing is.</param>
    public TimeWindow At(DateTimeOffset now, out string? problem)
    {
        var window = Last is { } last ? new TimeWindow(now - last, now) : new(From!.When(now), To?.When(now) ?? now);
        problem = window.From >= window.To ? $"The window {window} ends before it begins, or is empty."
            : window.To > now ? $"The window {window} ends in the future: it is {TimeWindow.Text(now)} now. Let it end now, or run the gate later."
            : window.To - window.From > TimeWindow.Longest ? $"The window {window} is longer than 30 days, and the service evaluates at most 30 days." : null;
        return window;
    }
}

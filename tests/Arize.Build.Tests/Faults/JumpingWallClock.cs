namespace Arize.Build.Tests.Faults;

/// <summary>A clock whose time of day is a day off at every look, there and back, and whose durations are right.</summary>
public sealed class JumpingWallClock(TimeProvider inner) : TimeProvider
{
    int looks;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddDays(Interlocked.Increment(ref looks) % 2 == 0 ? 1 : -1);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}

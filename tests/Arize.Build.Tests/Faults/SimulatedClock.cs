using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Arize.Build.Tests.Faults;

/// <summary>
/// A clock on which every pause is over at once, and has taken exactly its time. What takes time on the other side is said by <see cref="Spend"/>. For one waiter at a time.
/// </summary>
public sealed class SimulatedClock() : FakeTimeProvider(Started)
{
    static readonly DateTimeOffset Started = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    readonly ConcurrentQueue<TimeSpan> pauses = new();
    readonly ConcurrentDictionary<Deadline, DateTimeOffset> deadlines = new();

    /// <summary>Every pause that was asked for.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. pauses];

    /// <summary>Called in each pause.</summary>
    public Action? InPause { get; set; }

    /// <summary>Since the clock was made.</summary>
    public TimeSpan Elapsed => GetUtcNow() - Started;

    /// <summary>Lets time pass, up to the next deadline that somebody has set.</summary>
    /// <returns>False where the deadline came first.</returns>
    public bool Spend(TimeSpan time)
    {
        var now = GetUtcNow();
        var next = deadlines.Values.Where(d => d > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() - now;
        Advance(next > time ? time : next);
        return next > time;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is not Task) // Task.Delay gives itself; a deadline does not
            return new Deadline(this, callback, state, dueTime, period);
        var timer = new Pause(base.CreateTimer(callback, state, dueTime, period));
        if (dueTime > TimeSpan.Zero)
        {
            pauses.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                InPause?.Invoke();
                var end = GetUtcNow() + dueTime;
                // A deadline that comes first may end the pause, once whoever asked for it has heard.
                while (!timer.IsOver && GetUtcNow() < end)
                    if (!Spend(end - GetUtcNow()))
                        Thread.Sleep(5);
            });
        }
        return timer;
    }

    ITimer CreateInner(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime, period);

    sealed class Pause(ITimer inner) : ITimer
    {
        public bool IsOver { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            IsOver = true;
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }

    sealed class Deadline : ITimer
    {
        readonly SimulatedClock clock;
        readonly ITimer inner;

        public Deadline(SimulatedClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            this.clock = clock;
            Set(dueTime);
            inner = clock.CreateInner(s =>
            {
                clock.deadlines.TryRemove(this, out _);
                callback(s);
            }, state, dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Set(dueTime);
            return inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            clock.deadlines.TryRemove(this, out _);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        void Set(TimeSpan dueTime)
        {
            if (dueTime >= TimeSpan.Zero)
                clock.deadlines[this] = clock.GetUtcNow() + dueTime;
            else
                clock.deadlines.TryRemove(this, out _);
        }
    }
}

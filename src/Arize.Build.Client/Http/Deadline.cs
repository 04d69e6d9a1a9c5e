namespace Arize.Build.Client.Http;

/// <summary>A moment after which nothing more is tried, on the monotonic clock.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan limit)
{
    readonly long started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public TimeSpan Remaining => Elapsed >= limit ? TimeSpan.Zero : limit - Elapsed;
}

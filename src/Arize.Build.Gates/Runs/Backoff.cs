using Arize.Build.Client;

namespace Arize.Build.Gates.Runs;

/// <summary>The pauses between attempts: each twice as long as the one before, up to a maximum, with jitter so that builds do not act in step.</summary>
/// <param name="timeProvider">The clock that pauses.</param>
/// <param name="first">The first pause, before jitter.</param>
/// <param name="longest">The longest pause, before jitter.</param>
internal sealed class Backoff(TimeProvider timeProvider, TimeSpan first, TimeSpan longest)
{
    int attempts;

    /// <summary>A pause that stays the same, for looking again.</summary>
    public static Backoff Constant(TimeProvider timeProvider, TimeSpan pause) => new(timeProvider, pause, pause) { Least = 1 };

    /// <summary>The least that jitter leaves of a pause, 0 to 1.</summary>
    public double Least { get; init; }

    /// <summary>The next pause.</summary>
    /// <param name="asked">What the service asks for, which goes first; null if it does not.</param>
    public TimeSpan Next(TimeSpan? asked = null)
    {
        var pause = first * Math.Pow(2, Math.Min(attempts++, 30));
        return asked is { Ticks: > 0 } said ? said : (pause < longest ? pause : longest) * (Least + (1 - Least) * Jitter());
    }

    /// <summary>Pauses before something that failed is tried again.</summary>
    /// <param name="failure">Why it failed: who ends the pause is told why it took so long.</param>
    /// <param name="pause">The pause, as <see cref="Next"/> has given it.</param>
    /// <param name="cancellationToken">Ends the pause.</param>
    public async Task AfterAsync(ArizeException failure, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException(e.Message, failure, cancellationToken);
        }
    }

    /// <summary>Pauses.</summary>
    /// <param name="cancellationToken">Ends the pause.</param>
    /// <param name="limit">The longest that it may be; null for no limit.</param>
    public Task WaitAsync(CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        var pause = Next();
        return Task.Delay(pause < limit || limit is null ? pause : limit.Value, timeProvider, cancellationToken);
    }

#pragma warning disable CA5394 // jitter needs no secrecy
    static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}

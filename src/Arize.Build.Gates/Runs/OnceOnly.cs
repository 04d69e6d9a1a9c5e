using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// Sends a request at most once, whatever becomes of its answer, and across steps of one build. The service has no idempotency key, so what
/// is about to be sent is written down first; after a lost answer nothing is sent again, and what was made is looked for by what marks it
/// as ours. docs/once-only.md has the steps.
/// </summary>
internal sealed class OnceOnly(ArizeClient arize, IBuildLog log, RunRecord record)
{
    static readonly TimeSpan WhenInterrupted = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>Makes the record this owner's, and warns of what an earlier build has left in it.</summary>
    /// <param name="owner">The owner.</param>
    public void Begin(RecordOwner owner)
    {
        foreach (var left in record.Begin(owner, arize.ServerNow))
            WarnOf(left);
    }

    void WarnOf(SendEntry left)
    {
        if (left is { IsOpen: true, Status: null, IsRun: true })
            log.Warning(new ArizeDiagnostic(GateErrorCode.RunLeftBehind,
                $"An earlier build left {(left.RunId is null ? "a trigger whose outcome is unknown" : $"run {left.RunId}")} "
                + $"(task {RemoteText.Quote(left.TaskName ?? "")}). It may be active still, and cost money; this build does not wait for it."));
    }

    /// <summary>Sends a request, or goes on with what an earlier step of this build has sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Interrupts the call. What was sent already is still looked for, shortly, and given up.</param>
    /// <exception cref="ArizeException">Nothing was made, or it is not known.</exception>
    public async Task<T> RunAsync<T>(OnceOnlyRequest<T> request, CancellationToken cancellationToken)
        where T : class
    {
        if (request.Earlier is { IsOpen: true } earlier && request.IsSame(earlier))
        {
            if (earlier.State == SendState.Started)
                return await request.ContinueAsync(earlier, cancellationToken).ConfigureAwait(false);
            var stopped = $"an earlier step of this build was stopped after it had sent {request.What}";
            var since = arize.TimeProvider.GetTimestamp();
            return await ReconcileAsync(request, earlier, stopped, cancellationToken).ConfigureAwait(false)
                ?? throw await UnknownAsync(request, earlier, stopped, since).ConfigureAwait(false);
        }
        if (await request.IsTakenAsync(cancellationToken).ConfigureAwait(false))
            throw new ArizeException([request.NameTaken()]);
        var entry = await request.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (record.Sends.FirstOrDefault(entry.IsAbout) is { } other)
            WarnOf(other);
        return await SendAsync(request, entry, cancellationToken).ConfigureAwait(false);
    }

    async Task<T> SendAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, CancellationToken cancellationToken)
        where T : class
    {
        var started = arize.TimeProvider.GetTimestamp();
        var backoff = new Backoff(arize.TimeProvider, TimeSpan.FromSeconds(1), LongestPause);
        string? lost = null; // why an earlier answer was lost
        long searching = 0; // since when what was made is looked for
        while (true)
        {
            record.Write(entry with { State = SendState.Sent });
            // A second request that was refused proves nothing of the first.
            var unsent = lost is null ? entry : entry with { State = SendState.Sent };
            var (made, failure) = await TryAsync(request, entry, unsent, cancellationToken).ConfigureAwait(false);
            if (failure is null)
                return await KnownAsync(request, entry, made!, wasLost: false).ConfigureAwait(false);
            switch (SendFailure.Classify(failure, afterLostAnswer: lost is not null))
            {
                case SendFailure.Kind.Final:
                    record.Write(entry);
                    throw failure;
                case SendFailure.Kind.NameTaken:
                    record.Write(entry);
                    throw new ArizeException([request.NameTaken()], failure);
                case SendFailure.Kind.SendAgain:
                    record.Write(unsent);
                    var pause = backoff.Next(failure.RetryAfter);
                    if (pause > arize.MaxRetryDuration - arize.TimeProvider.GetElapsedTime(started))
                        throw lost is null ? failure : await UnknownAsync(request, entry, lost, searching, failure).ConfigureAwait(false);
                    log.Detail($"{Upper(request.What)} was not accepted, and nothing was made; sending it again in {Duration.Show(pause)}. {failure.Diagnostics[0]}");
                    await backoff.AfterAsync(failure, pause, cancellationToken).ConfigureAwait(false);
                    continue;
            }
            var why = failure.Diagnostics[0].Message;
            searching = lost is null ? arize.TimeProvider.GetTimestamp() : searching;
            if (await ReconcileAsync(request, entry, why, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
            if (request.SendsWhatIsMissing && arize.TimeProvider.GetElapsedTime(started) < arize.MaxRetryDuration)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await MissingAsync(request, entry, why, searching, cancellationToken).ConfigureAwait(false) is { } arrived)
                    return await KnownAsync(request, entry, arrived, wasLost: true).ConfigureAwait(false);
                continue;
            }
            if (!request.ResendOnce || request.Name is null || lost is not null || cancellationToken.IsCancellationRequested)
                throw await UnknownAsync(request, entry, why, searching, failure).ConfigureAwait(false);
            lost = why;
            log.Warning(new ArizeDiagnostic(GateErrorCode.SentAgain,
                $"The answer to {request.What} was lost and {request.Made} cannot be found; sending it once more under the same name {RemoteText.Quote(request.Name)} (ResendOnce)."));
        }
    }

    /// <summary>Searches once more, to the end: the search may have been cut off halfway, and what was not seen is not yet missing.</summary>
    async Task<T?> MissingAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, string why, long since, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await request.FindAsync(entry, false, cancellationToken).ConfigureAwait(false);
        }
        catch (ArizeException e)
        {
            throw await UnknownAsync(request, entry, why, since, e).ConfigureAwait(false);
        }
    }

    async Task<(T? Made, ArizeException? Failure)> TryAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, SendEntry unsent, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await request.SendAsync(entry, cancellationToken).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException)
        {
            record.Write(unsent); // never sent
            throw;
        }
        catch (ArizeException e)
        {
            return (null, e);
        }
    }

    /// <summary>Searches for what was made. An interrupted build searches briefly, with its own deadline, and gives up what it finds.</summary>
    async Task<T?> ReconcileAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, string why, CancellationToken cancellationToken, bool isLast = false)
        where T : class
    {
        var interrupted = cancellationToken.IsCancellationRequested;
        var limit = interrupted ? WhenInterrupted : request.ReconcileFor;
        log.Milestone(isLast ? $"No time is left; looking for {request.Made} for {Duration.Show(limit)} more."
            : $"The outcome of {request.What} is not known ({why}); looking for {request.Made} for up to {Duration.Show(limit)}, while there is time. "
            + (request.SendsWhatIsMissing ? "Only what is missing then is sent again." : "Nothing is sent again."));
        using var budget = new CancellationTokenSource(limit, arize.TimeProvider);
        using var either = interrupted ? budget : CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        T found;
        try
        {
            found = await UntilFoundAsync(request, entry, interrupted, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!interrupted && cancellationToken.IsCancellationRequested)
        {
            return await ReconcileAsync(request, entry, why, cancellationToken, isLast: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return null;
        }
        await KnownAsync(request, entry, found, wasLost: true).ConfigureAwait(false);
        if (!interrupted)
            return found;
        if (await request.AbandonAsync(found, WhenInterrupted).ConfigureAwait(false) is { } fate)
            log.Milestone($"Interrupted. {fate}");
        throw new OperationCanceledException(cancellationToken);
    }

    async Task<T> UntilFoundAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, bool interrupted, CancellationToken cancellationToken)
        where T : class
    {
        var backoff = new Backoff(arize.TimeProvider, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)) { Least = 1 / 3.0 };
        while (true)
        {
            try
            {
                if (await request.FindAsync(entry, interrupted, cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
            }
            catch (ArizeException e)
            {
                log.Detail($"Looking for {request.Made}: {e.Diagnostics[0]}");
            }
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What was made is reported and written down before anything else happens; what cannot be written down is not left behind.</summary>
    async Task<T> KnownAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, T made, bool wasLost)
        where T : class
    {
        if (request.Announce(made, wasLost) is { } line)
            log.Milestone(line);
        try
        {
            record.Write(request.Known(entry, made));
            return made;
        }
        catch (ArizeException e)
        {
            var fate = await request.AbandonAsync(made, RunSupervisor.CancelBudget).ConfigureAwait(false);
            throw fate is null ? e : new ArizeException([e.Diagnostics[0] with { Message = $"{e.Diagnostics[0].Message} {fate}" }], e);
        }
    }

    /// <param name="request">The request.</param>
    /// <param name="entry">What was recorded.</param>
    /// <param name="why">Why its outcome is not known.</param>
    /// <param name="since">When the search began; it may have ended early, with the gate's time.</param>
    /// <param name="inner">The cause.</param>
    async Task<ArizeException> UnknownAsync<T>(OnceOnlyRequest<T> request, SendEntry entry, string why, long since, Exception? inner = null)
        where T : class
    {
        var searched = Duration.Show(arize.TimeProvider.GetElapsedTime(since));
        using var limit = new CancellationTokenSource(WhenInterrupted, arize.TimeProvider);
        return new ArizeException([await request.UnknownAsync(entry, why, searched, record.Path, limit.Token).ConfigureAwait(false)], inner);
    }

    static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

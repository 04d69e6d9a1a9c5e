using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>One cancel: repeated until the service has taken it, confirmed by the run itself, within a few seconds.</summary>
internal sealed class RunCanceller(Api api, string runPath, Func<JsonElement, TaskRun> read)
{
    /// <summary>What CI systems leave between the first signal and the kill, with a margin.</summary>
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>One hanging socket does not use up the budget.</summary>
    static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(2);

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(300);

    readonly Deadline deadline = new(api.TimeProvider, Budget);

    public async Task<TaskRun> RunAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause *= 2)
        {
            ArizeException fault;
            try
            {
                // No body: the contract has none, and a strict gateway may refuse one. .NET may repeat such a request by itself on a stale connection; this one has a fresh connection.
                var run = read(await api.WriteAsync(new ApiRequest(HttpMethod.Post, $"{runPath}/cancel"), LongestAttempt, cancellationToken).ConfigureAwait(false));
                return run.IsFinal ? run : await ConfirmAsync(run, cancellationToken).ConfigureAwait(false);
            }
            catch (ArizeException e) when (e.IsTransient || e.IsUnreadable)
            {
                fault = e;
            }
            catch (ArizeException e) when (e.Status is >= 400 and < 500 and not (401 or 403))
            {
                // The contract does not say how cancelling a final run is refused: the run itself does.
                if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { IsFinal: true } ended)
                    return ended;
                throw;
            }
            if (fault.RetryAfter is { } asked && asked > pause)
                pause = asked;
            if (pause >= deadline.Remaining || cancellationToken.IsCancellationRequested)
                return await LastWordAsync(fault, cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, api.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An answer that was lost may have cancelled the run.</summary>
    async Task<TaskRun> LastWordAsync(ArizeException fault, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            throw fault;
        return await ReadAsync(cancellationToken).ConfigureAwait(false) is { IsFinal: true } ended ? ended : throw fault;
    }

    /// <summary>The service has taken the cancel; the run may need a moment.</summary>
    async Task<TaskRun> ConfirmAsync(TaskRun run, CancellationToken cancellationToken)
    {
        while (deadline.Remaining > FirstPause)
        {
            await Task.Delay(FirstPause, api.TimeProvider, cancellationToken).ConfigureAwait(false);
            run = await ReadAsync(cancellationToken).ConfigureAwait(false) ?? run;
            if (run.IsFinal)
                break;
        }
        return run;
    }

    /// <summary>The run; null if it cannot be read just now.</summary>
    async Task<TaskRun?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return read(await api.GetOnceAsync(new ApiRequest(HttpMethod.Get, runPath), deadline, cancellationToken).ConfigureAwait(false));
        }
        catch (ArizeException)
        {
            return null; // the caller has the fault that matters
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Arize.Build.Client.Settings;

namespace Arize.Build.Client.Http;

/// <summary>
/// What the resource clients call: reads are repeated while they fail temporarily, until a deadline or the limit of faults; writes are sent once.
/// </summary>
internal sealed partial class Api : IDisposable
{
    /// <summary>Less than this is never given to an attempt, so that a finished run is seen even with a tiny timeout.</summary>
    public static readonly TimeSpan LeastAttempt = TimeSpan.FromSeconds(2);

    static readonly TimeSpan LookupLimit = TimeSpan.FromMinutes(1);
    /// <summary>A service that has sent nothing but unreadable answers for so long will not recover by waiting.</summary>
    static readonly TimeSpan UnreadableLimit = TimeSpan.FromMinutes(1);

    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    readonly ArizeClientOptions options;
    readonly Lazy<Transport> transport;
    long serverDate;

    /// <summary>Reads and checks nothing: the first use does.</summary>
    public Api(ArizeClientOptions options, HttpMessageHandler? handler)
    {
        this.options = options;
        transport = new Lazy<Transport>(() => new Transport(Connection.From(options), options, handler));
    }

    public TimeProvider TimeProvider => options.TimeProvider;

    public int PageSize => options.PageSize;

    public TimeSpan MaxRetryDuration => options.MaxRetryDuration;

    public Uri BaseUrl => transport.Value.BaseUrl;

    /// <summary>The service's clock as its last answer told it; null before the first answer. This machine's clock may be wrong.</summary>
    public DateTimeOffset? ServerDate => Volatile.Read(ref serverDate) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>An enum value as this server wants it.</summary>
    public string Enum(string screaming) => options.EnumCasing == EnumCasing.Lower ? screaming.ToLowerInvariant() : screaming;

    /// <summary>A text without the API key.</summary>
    public string WithoutKey(string text) => transport.Value.WithoutKey(text);

    /// <summary>Checks all settings now.</summary>
    public void Validate() => _ = transport.Value;

    public void Dispose()
    {
        if (transport.IsValueCreated)
            transport.Value.Dispose();
    }

    /// <summary>Reads one object, with the patience of a look-up.</summary>
    public Task<JsonElement> GetAsync(ApiRequest call, CancellationToken cancellationToken) =>
        GetAsync(call, LookupDeadline(), null, cancellationToken);

    /// <summary>Reads one object until the deadline; <paramref name="onFault"/> hears of every failed attempt that will be repeated.</summary>
    public Task<JsonElement> GetAsync(ApiRequest call, Deadline deadline, Action<ArizeException>? onFault, CancellationToken cancellationToken) =>
        ReadAsync(call, Root, deadline, onFault, cancellationToken);

    /// <summary>Reads the state of a run until the deadline. One answer that cannot be read, such as a proxy's page, does not end a wait; only such answers end it early.</summary>
    public Task<T> PollAsync<T>(ApiRequest call, Func<JsonElement, T> read, Deadline deadline, Action<ArizeException>? onFault, CancellationToken cancellationToken) =>
        ReadAsync(call, (answer, asked) => read(Root(answer, asked)), deadline, onFault, cancellationToken, repeatUnreadable: true);

    async Task<T> ReadAsync<T>(
        ApiRequest call, Func<ApiResponse, ApiRequest, T> read, Deadline deadline, Action<ArizeException>? onFault, CancellationToken cancellationToken, bool repeatUnreadable = false)
    {
        var failing = new Deadline(TimeProvider, options.MaxRetryDuration);
        Deadline? unreadable = null;
        ArizeException? last = null;
        for (var attempt = 1; ; attempt++)
        {
            ArizeException fault;
            try
            {
                var answer = await transport.Value.SendAsync(call, AttemptTime(deadline), cancellationToken).ConfigureAwait(false);
                return Parse(answer, call, read);
            }
            catch (ArizeException e) when (e.IsTransient || repeatUnreadable && e.IsUnreadable)
            {
                fault = last = e;
            }
            catch (OperationCanceledException e) when (last is not null)
            {
                throw Interrupted(e, last, cancellationToken);
            }
            unreadable = fault.IsUnreadable ? unreadable ?? new Deadline(TimeProvider, UnreadableLimit) : null;
            var left = Least(deadline.Remaining, failing.Remaining, unreadable?.Remaining ?? TimeSpan.MaxValue);
            if (left <= TimeSpan.Zero || fault.RetryAfter >= left)
                throw GiveUp(fault, failing.Elapsed, left);
            var backoff = Backoff(attempt);
            // The last attempt lands on the deadline. A service that asks for no wait at all would be asked again without a pause, for minutes.
            var delay = fault.RetryAfter is { Ticks: > 0 } asked ? asked : backoff < left ? backoff : left;
            onFault?.Invoke(fault);
            RequestLog.Retry(options, $"{call}: trying again in {delay.TotalSeconds:0.0} s. {fault.Diagnostics[0]}");
            try
            {
                await Task.Delay(delay, TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                throw Interrupted(e, fault, cancellationToken);
            }
        }
    }

    /// <summary>The caller ends the call; the fault before says why it took so long.</summary>
    static OperationCanceledException Interrupted(OperationCanceledException end, ArizeException fault, CancellationToken cancellationToken) => new(end.Message, fault, cancellationToken);

    /// <summary>Reads one object with one attempt: the caller has another way.</summary>
    public async Task<JsonElement> GetOnceAsync(ApiRequest call, Deadline deadline, CancellationToken cancellationToken) =>
        Parse(await transport.Value.SendAsync(call, AttemptTime(deadline), cancellationToken).ConfigureAwait(false), call, Root);

    /// <summary>
    /// Sends a write once. A cancellation before anything was written throws <see cref="OperationCanceledException"/>; one after that throws an
    /// <see cref="ArizeException"/>, because the service may have done what was asked. A large body gets more time than other requests.
    /// </summary>
    public Task<JsonElement> WriteAsync(ApiRequest call, CancellationToken cancellationToken, TimeSpan more = default) => WriteAsync(call, options.RequestTimeout + more, cancellationToken);

    /// <summary>The same, with a separate time limit.</summary>
    public async Task<JsonElement> WriteAsync(ApiRequest call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await transport.Value.SendAsync(call, timeout < options.RequestTimeout || call.Body is not null ? timeout : options.RequestTimeout, cancellationToken).ConfigureAwait(false);
            return answer.Status == 204 ? default : Parse(answer, call, Root);
        }
        catch (ArizeException e) when (e.NeverSent && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    Deadline LookupDeadline() => new(TimeProvider, options.MaxRetryDuration < LookupLimit ? options.MaxRetryDuration : LookupLimit);

    static TimeSpan Least(params ReadOnlySpan<TimeSpan> spans)
    {
        var least = TimeSpan.MaxValue;
        foreach (var span in spans)
            least = span < least ? span : least;
        return least;
    }

    TimeSpan AttemptTime(Deadline deadline)
    {
        var left = deadline.Remaining < LeastAttempt ? LeastAttempt : deadline.Remaining;
        return left < options.RequestTimeout ? left : options.RequestTimeout;
    }

    T Parse<T>(ApiResponse answer, ApiRequest call, Func<ApiResponse, ApiRequest, T> read)
    {
        if (answer.Date is { } date)
            Volatile.Write(ref serverDate, date.UtcTicks);
        if (!answer.IsSuccess)
            throw ResponseError.From(answer, call, RetryAfter.Read(answer, TimeProvider));
        if (!answer.IsJson)
            throw ResponseError.NotJson(answer, call);
        try
        {
            return read(answer, call);
        }
        catch (JsonException e)
        {
            throw ResponseError.BadJson(answer, call, e);
        }
    }

    static JsonElement Root(ApiResponse answer, ApiRequest call)
    {
        UniqueMembers.Demand(answer.Text().Span);
        var root = answer.Json().RootElement; // not disposed: the answer owns its body, and a copy of a large page costs as much as reading it
        return root.ValueKind == JsonValueKind.Object ? root : throw JsonFields.Unexpected(call, "the answer is not a JSON object");
    }

    /// <summary>Full jitter: up to 0.5 s, 1 s, 2 s and so on.</summary>
    static TimeSpan Backoff(int attempt)
    {
        var most = Math.Min(LongestDelay.TotalSeconds, 0.5 * Math.Pow(2, Math.Min(attempt - 1, 10)));
#pragma warning disable CA5394 // jitter needs no secrecy
        return TimeSpan.FromSeconds(most * Random.Shared.NextDouble());
#pragma warning restore CA5394
    }

    static ArizeException GiveUp(ArizeException fault, TimeSpan elapsed, TimeSpan left)
    {
        var why = fault.RetryAfter is { } asked && asked >= left
            ? $"The service asks to wait {(asked.TotalDays < 10_000 ? asked.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s" : "too long")}, more than the {left.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s left."
            : elapsed > TimeSpan.FromSeconds(1) ? string.Create(CultureInfo.InvariantCulture, $"Tried for {elapsed.TotalSeconds:0} s.") : null;
        return why is null ? fault : new ArizeException(fault.Diagnostics[0] with { Message = $"{fault.Diagnostics[0].Message} {why}" }, fault)
        {
            Status = fault.Status,
            Detail = fault.Detail,
            ErrorCode = fault.ErrorCode,
            RequestId = fault.RequestId,
            RetryAfter = fault.RetryAfter,
            IsTransient = true,
            IsUnreadable = fault.IsUnreadable,
        };
    }
}

using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Arize.Build.Client.Settings;
using RestSharp;
using RestSharp.Authenticators;

namespace Arize.Build.Client.Http;

/// <summary>
/// The only file that knows RestSharp. It sends one request once and gives back one answer or one <see cref="ArizeException"/>; it follows no redirect,
/// keeps no cookie, retries nothing, and reads at most <see cref="MaxAnswerBytes"/>.
/// </summary>
internal sealed class Transport : IDisposable
{
    /// <summary>16 MiB, counted after decompression: a small answer cannot unpack into a large one.</summary>
    public const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>The maximum number of requests at once: a build that waits for two thousand runs opens no more sockets than this.</summary>
    public const int MostAtOnce = 32;

    readonly SemaphoreSlim turns = new(MostAtOnce);
    readonly Connection connection;
    readonly ArizeClientOptions options;
    readonly HttpMessageHandler? handler;
    readonly RestClient reads;

    public Transport(Connection connection, ArizeClientOptions options, HttpMessageHandler? handler)
    {
        (this.connection, this.options, this.handler) = (connection, options, handler);
        reads = NewClient(TimeSpan.FromMinutes(2), null);
    }

    public Uri BaseUrl => connection.BaseUrl;

    public string WithoutKey(string text) => connection.Key.Mask.Hide(text);

    public void Dispose()
    {
        reads.Dispose();
        turns.Dispose();
    }

    /// <summary>Sends once. A write has its own connection, opened for it and closed after it: a stale pooled one could swallow it or send it twice.</summary>
    public async Task<ApiResponse> SendAsync(ApiRequest call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var wire = new WireWatch();
        var started = options.TimeProvider.GetTimestamp();
        using var deadline = new CancellationTokenSource(timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var response = await InTurnAsync(call, wire, either.Token).ConfigureAwait(false);

        if (response.StatusCode == 0) // RestSharp's sign for "no whole answer"
        {
            RequestLog.Request(options, $"{call}: {RemoteText.OneLine(response.ErrorException?.Message, 200)}");
            if (call.Repeatable && cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException(response.ErrorException?.Message, Slow(call, options.TimeProvider.GetElapsedTime(started)), cancellationToken);
            throw TransportError.From(response.ErrorException, call, connection.BaseUrl, deadline.IsCancellationRequested ? timeout : null,
                neverSent: !call.Repeatable && handler is null && !wire.HasWritten);
        }
        var answer = ((Received)response).Answer;
        connection.Key.Mask.Hide(answer.Body.Span);
        RequestLog.Request(options, $"{call}: {answer.Status}, {answer.Body.Length} bytes, {options.TimeProvider.GetElapsedTime(started).TotalMilliseconds:0} ms");
        return answer;
    }

    /// <summary>What was wrong with a request that its caller gave up; null if it had no time to be answered.</summary>
    ArizeException? Slow(ApiRequest call, TimeSpan after) => after < Api.LeastAttempt ? null : TransportError.From(null, call, connection.BaseUrl, after, neverSent: false);

    /// <summary>The wait for a turn is part of the attempt, and so of its timeout; a request that got no turn was never sent.</summary>
    async Task<RestResponse> InTurnAsync(ApiRequest call, WireWatch wire, CancellationToken cancellationToken)
    {
        try
        {
            await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            return new RestResponse(NewRequest(call)) { ErrorException = e };
        }
        try
        {
            if (call.Repeatable || handler is not null)
                return await reads.ExecuteAsync(NewRequest(call), cancellationToken).ConfigureAwait(false);
            using var write = NewClient(TimeSpan.Zero, wire);
            return await write.ExecuteAsync(NewRequest(call), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>An answer as HTTP has it: RestSharp would make a string of every body, which nobody reads.</summary>
    sealed class Received : RestResponse
    {
        public Received(HttpResponseMessage http, RestRequest request, KeyMask mask) : base(request)
        {
            StatusCode = http.StatusCode;
            ResponseStatus = ResponseStatus.Completed;
            using var body = http.Content.ReadAsStream(); // it is all there
            var bytes = ArrayPool<byte>.Shared.Rent((int)body.Length).AsMemory(0, (int)body.Length);
            body.ReadExactly(bytes.Span);
            Answer = new ApiResponse((int)http.StatusCode, bytes, http.Content.Headers.ContentType?.MediaType is { } type ? mask.Hide(type) : null, Header("Retry-After"), http.Headers.Date);

            string? Header(string name) => http.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
        }

        public ApiResponse Answer { get; }
    }

    /// <summary>A new one for each attempt: RestSharp keeps cookies and interceptors on a request that is used again.</summary>
    RestRequest NewRequest(ApiRequest call)
    {
        var request = new RestRequest(call.Path, Enum.Parse<Method>(call.Method.Method, ignoreCase: true));
        request.AddOrUpdateHeader("Accept", "application/json, application/problem+json");
        foreach (var (name, value) in call.Query)
            if (value is not null)
                request.AddQueryParameter(name, value);
        request.AdvancedResponseWriter = (http, asked) => new Received(http, asked, connection.Key.Mask);
        if (call.Body is not null)
            request.AddBody(call.Body, ContentType.Json);
        return request;
    }

    RestClient NewClient(TimeSpan connectionLifetime, WireWatch? wire)
    {
        var http = new HttpClient(handler ?? NewHandler(connectionLifetime, wire), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
        return new RestClient(http, new RestClientOptions(connection.BaseUrl)
        {
            Authenticator = new Bearer(connection.Key),
            FollowRedirects = false,
            UserAgent = Agent,
            Timeout = Timeout.InfiniteTimeSpan,
            ThrowOnAnyError = false,
        }, disposeHttpClient: true);
    }

    SocketsHttpHandler NewHandler(TimeSpan connectionLifetime, WireWatch? wire)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = connectionLifetime,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            AutomaticDecompression = DecompressionMethods.All,
            SslOptions = Tls(connection.Authorities),
            Proxy = connection.Proxy,
            // Without variables, Windows and macOS have a proxy in their settings, which .NET knows how to find.
            UseProxy = connection.Proxy is not null || !OperatingSystem.IsLinux() && !connection.BaseUrl.IsLoopback,
        };
        if (wire is not null)
            sockets.PlaintextStreamFilter = wire.Watch;
        return sockets;
    }

    static SslClientAuthenticationOptions Tls(X509Certificate2Collection? authorities)
    {
        var tls = new SslClientAuthenticationOptions();
        if (authorities is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            tls.CertificateChainPolicy = policy;
        }
        return tls;
    }

    string Agent => (options.UserAgent is { Length: > 0 } user ? RemoteText.OneLine(user, 100) + " " : "")
        + $"Arize.Build.Client/{Version} ({RuntimeInformation.FrameworkDescription})";

    static string Version { get; } =
        typeof(Transport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The key as a header of one request: a default header would be shown by RestSharp's own parameters.</summary>
    sealed class Bearer(ApiKey key) : IAuthenticator
    {
        public ValueTask Authenticate(IRestClient client, RestRequest request, CancellationToken cancellationToken = default)
        {
            request.AddOrUpdateHeader("Authorization", key.Bearer);
            return default;
        }
    }
}

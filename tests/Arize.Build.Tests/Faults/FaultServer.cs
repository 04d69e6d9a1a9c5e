using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Arize.Build.Tests.Faults;

/// <summary>
/// A server of bytes on a free loopback port: each route has a script of replies, of which the last repeats. It knows no HTTP library, so it can do what none would: reset,
/// hang, cut, drip. It also answers CONNECT, as a proxy would. Dispose it to end it.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly ConcurrentQueue<FaultRequest> requests = new();
    readonly ConcurrentDictionary<string, Script> scripts = new(StringComparer.Ordinal);
    readonly List<TcpListener> others = [];
    int connections;

    FaultServer(X509Certificate2? certificate)
    {
        Certificate = certificate;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    /// <summary>With a certificate (and its key) new connections speak TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>All requests, in the order in which they were read whole.</summary>
    public IReadOnlyList<FaultRequest> Requests => [.. requests];

    /// <summary>How many connections were opened, with or without a request.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>What to reply where no script fits. Default: a 501, so that a forgotten script is seen.</summary>
    public Func<FaultRequest, Reply>? Otherwise { get; set; }

    /// <summary>What befalls a new connection before a byte of it is read; null serves it.</summary>
    public Func<Reply?>? OnConnection { get; set; }

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">With a certificate (and its key) it speaks TLS.</param>
    public static FaultServer Start(X509Certificate2? certificate = null) => new(certificate);

    /// <summary>Scripts a route.</summary>
    /// <param name="route">Method and path without the query, such as <c>GET /v2/tasks</c>.</param>
    /// <param name="replies">In order; the last repeats.</param>
    public FaultServer On(string route, params Reply[] replies)
    {
        scripts[route] = new Script(replies);
        return this;
    }

    /// <summary>Refuses new connections; those that are open go on.</summary>
    public void StopListening() => listener.Dispose();

    /// <summary>Takes connections again, on the same port.</summary>
    public void ListenAgain()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    /// <summary>Listens on another address, too, on a free port of it.</summary>
    public Uri AlsoOn(IPAddress address)
    {
        var other = new TcpListener(address, 0);
        other.Start();
        others.Add(other);
        _ = AcceptAsync(other);
        return new UriBuilder(Url) { Host = address.ToString(), Port = ((IPEndPoint)other.LocalEndpoint).Port }.Uri;
    }

    /// <summary>How many requests a route had.</summary>
    /// <param name="route">Method and path without the query.</param>
    public int Count(string route) => requests.Count(r => r.Route == route);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        others.ForEach(o => o.Dispose());
        stop.Dispose();
    }

    async Task AcceptAsync(TcpListener from)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await from.AcceptSocketAsync(stop.Token);
                _ = ServeAsync(socket, Interlocked.Increment(ref connections), stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task ServeAsync(Socket socket, int connection, CancellationToken cancellationToken)
    {
        using var _ = socket;
        socket.NoDelay = true;
        try
        {
            Stream stream = new NetworkStream(socket);
            if (OnConnection?.Invoke() is { } fate)
            {
                await fate.PlayAsync(socket, stream, cancellationToken);
                return;
            }
            if (Certificate is not null)
            {
                var tls = new SslStream(stream);
                stream = tls;
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellationToken);
            }
            while (await FaultRequest.ReadAsync(stream, connection, cancellationToken) is { } request)
            {
                requests.Enqueue(request);
                var reply = scripts.TryGetValue(request.Route, out var script) ? script.Next()
                    : Otherwise?.Invoke(request) ?? Reply.Json($$"""{"title":"Not scripted","status":501,"detail":"{{request.Route}}"}""", 501);
                if (!await reply.PlayAsync(socket, stream, cancellationToken))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other side went away, or the test is over.
        }
    }

    sealed class Script(Reply[] replies)
    {
        int next;

        public Reply Next() => replies[Math.Min(Interlocked.Increment(ref next), replies.Length) - 1];
    }
}

/// <summary>A request as its bytes came.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">What was asked for: path and query, or HOST:PORT of a CONNECT.</param>
/// <param name="Headers">The headers, names in any casing.</param>
/// <param name="Body">The body; empty where there was none.</param>
/// <param name="Connection">The number of the connection.</param>
public sealed record FaultRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Connection)
{
    /// <summary>Method and path, without the query.</summary>
    public string Route => $"{Method} {Target.Split('?')[0]}";

    /// <summary>The query without its question mark; empty where there was none.</summary>
    public string Query => Target.Split('?', 2).ElementAtOrDefault(1) ?? "";

    internal static async Task<FaultRequest?> ReadAsync(Stream stream, int connection, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !CollectionsEndWithBlankLine(head))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                return null;
            head.Add(one[0]);
        }
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).GroupBy(h => h[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(h => h[1].Trim())), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        var start = lines[0].Split(' ');
        return new FaultRequest(start[0], start[1], headers, Encoding.UTF8.GetString(body), connection);
    }

    static bool CollectionsEndWithBlankLine(List<byte> bytes) =>
        bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n' && bytes[^4] == '\r';
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arize.Build.Tests.Faults;

/// <summary>
/// A forward proxy on a free loopback port, as a company has one: it answers CONNECT with a tunnel, and passes bytes on that it cannot read. Whatever name is asked for, one server is behind it.
/// </summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly ConcurrentQueue<FaultRequest> asked = new();
    readonly int behind;

    ForwardProxy(int behind)
    {
        this.behind = behind;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What it was asked for, as far as it can read it.</summary>
    public IReadOnlyList<FaultRequest> Asked => [.. asked];

    /// <summary>The status with which it refuses the next tunnel; null opens it.</summary>
    public Func<int?> Refuses { get; set; } = () => null;

    /// <summary>Starts a proxy.</summary>
    /// <param name="behind">The port of the server that it leads to.</param>
    public static ForwardProxy To(int behind) => new(behind);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token), stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var _ = socket;
        try
        {
            await using var near = new NetworkStream(socket);
            if (await FaultRequest.ReadAsync(near, 0, cancellationToken) is not { } request)
                return;
            asked.Enqueue(request);
            var status = request.Method == "CONNECT" ? Refuses() ?? 200 : 405;
            await near.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status} Proxy\r\n{(status == 200 ? "" : "Content-Length: 0\r\nProxy-Authenticate: Basic realm=\"corp\"\r\n")}\r\n"), cancellationToken);
            if (status != 200)
                return;
            using var service = new TcpClient();
            await service.ConnectAsync(IPAddress.Loopback, behind, cancellationToken);
            var far = service.GetStream();
            await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side went away, or the test is over.
        }
    }
}

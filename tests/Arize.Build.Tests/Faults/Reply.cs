using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Arize.Build.Tests.Faults;

/// <summary>What a <see cref="FaultServer"/> does with one request, byte by byte.</summary>
public sealed class Reply
{
    readonly Func<Socket, Stream, CancellationToken, Task<bool>> play;
    Action? before;

    Reply(Func<Socket, Stream, CancellationToken, Task<bool>> play) => this.play = play;

    /// <summary>An answer with JSON; the connection stays open.</summary>
    public static Reply Json(string body, int status = 200, params string[] headers) =>
        With(status, [.. headers, $"Content-Type: {(status < 400 ? "application/json" : "application/problem+json")}"], Encoding.UTF8.GetBytes(body));

    /// <summary>A problem document.</summary>
    public static Reply Problem(int status, string detail = "for a test", params string[] headers) =>
        Json($$"""{"title":"Problem","status":{{status}},"detail":"{{detail}}"}""", status, headers);

    /// <summary>A page as a proxy or a login shows it.</summary>
    public static Reply Html(string page = "<html><title>Sign in</title></html>", int status = 200) => With(status, ["Content-Type: text/html"], Encoding.UTF8.GetBytes(page));

    /// <summary>Any answer with a length; the connection stays open.</summary>
    public static Reply With(int status, string[] headers, byte[] body) => new(async (_, stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(status, [.. headers, $"Content-Length: {body.Length}"])), cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
        return true;
    });

    /// <summary>JSON that is compressed on the way.</summary>
    public static Reply Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return With(200, ["Content-Type: application/json", "Content-Encoding: gzip"], packed.ToArray());
    }

    /// <summary>Bytes as given, then the end of the connection.</summary>
    public static Reply Raw(string bytes) => new(async (_, stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken);
        return false;
    });

    /// <summary>An answer that ends before its body does.</summary>
    /// <param name="body">The whole body; half of it is sent.</param>
    /// <param name="saysLength">Whether the answer says how long it would be; without, only the JSON shows that it was cut.</param>
    public static Reply Truncated(string body, bool saysLength) =>
        Raw(Head(200, saysLength ? ["Content-Type: application/json", $"Content-Length: {body.Length}"] : ["Content-Type: application/json", "Connection: close"]) + body[..(body.Length / 2)]);

    /// <summary>A whole answer at one byte each 20 ms, far too slow.</summary>
    public static Reply Dripping(string body) => new(async (_, stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(200, ["Content-Type: application/json", $"Content-Length: {body.Length}"])), cancellationToken);
        foreach (var one in Encoding.UTF8.GetBytes(body))
        {
            await stream.WriteAsync(new[] { one }, cancellationToken);
            await Task.Delay(20, cancellationToken);
        }
        return true;
    });

    /// <summary>A whole answer at one byte each second of the clock.</summary>
    public static Reply Dripping(string body, SimulatedClock clock) => new(async (_, stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(200, ["Content-Type: application/json", $"Content-Length: {body.Length}"])), cancellationToken);
        foreach (var one in Encoding.UTF8.GetBytes(body))
        {
            if (!clock.Spend(TimeSpan.FromSeconds(1)))
                return false;
            await stream.WriteAsync(new[] { one }, cancellationToken);
        }
        return true;
    });

    /// <summary>A body without end, as fast as it is taken.</summary>
    public static Reply Endless() => new(async (_, stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(200, ["Content-Type: application/json", "Connection: close"]) + "{\"a\":\""), cancellationToken);
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)'x');
        for (var sent = 0L; sent < 200L * 1024 * 1024; sent += block.Length)
            await stream.WriteAsync(block, cancellationToken);
        return false;
    });

    /// <summary>The connection is reset: the request was read, and nothing is said.</summary>
    public static Reply Reset() => new((socket, _, _) =>
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.FromResult(false);
    });

    /// <summary>The connection is reset once the request lies there, and nobody has read it.</summary>
    public static Reply ResetUnread() => new(async (socket, _, cancellationToken) =>
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken); // returns when there is something
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return false;
    });

    /// <summary>The connection is closed in order, without a word.</summary>
    public static Reply Close() => new((_, _, _) => Task.FromResult(false));

    /// <summary>Nothing, until the test is over.</summary>
    public static Reply Hang() => new(async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return false;
    });

    /// <summary>An answer, after which the server closes the connection without having said so: the client's pool holds a dead one.</summary>
    public static Reply ThenClose(Reply first) => new(async (socket, stream, cancellationToken) =>
    {
        await first.PlayAsync(socket, stream, cancellationToken);
        return false;
    });

    /// <summary>The same reply, with something done first: time that passes, a token that is cancelled.</summary>
    public Reply After(Action effect) => new(play) { before = effect };

    /// <summary>The same reply, after time on the clock. Where the client gives up before, it comes never.</summary>
    public Reply Taking(TimeSpan time, SimulatedClock clock) =>
        new(async (socket, stream, cancellationToken) =>
        {
            for (var end = clock.GetUtcNow() + time; !clock.Spend(end - clock.GetUtcNow());)
                if (await HangsUpAsync(socket, cancellationToken))
                    return await Hang().PlayAsync(socket, stream, cancellationToken);
            return await PlayAsync(socket, stream, cancellationToken);
        });

    /// <summary>Whether the deadline that has just come was the caller's: it hangs up at once, in real time.</summary>
    static async Task<bool> HangsUpAsync(Socket socket, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 20; look++)
        {
            if (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0)
                return true;
            await Task.Delay(10, cancellationToken);
        }
        return false;
    }

    internal Task<bool> PlayAsync(Socket socket, Stream stream, CancellationToken cancellationToken)
    {
        before?.Invoke();
        return play(socket, stream, cancellationToken);
    }

    static string Head(int status, string[] headers) => $"HTTP/1.1 {status} Scripted\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n";
}

using System.Text;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>What goes wrong with one answer of a service that is well otherwise.</summary>
/// <param name="Play">From the true answer (status and body) to what is sent instead.</param>
/// <param name="Applied">Whether the service has done what was asked before the answer went wrong.</param>
public sealed record Breakage(Func<int, string, Reply> Play, bool Applied = true)
{
    public static Breakage Instead(Func<Reply> reply, bool applied = false) => new((_, _) => reply(), applied);

    public static Breakage Problem(int status, string detail = "for a test", params string[] headers) => Instead(() => Reply.Problem(status, detail, headers));

    /// <summary>The service does what it is asked, and its answer is lost.</summary>
    public static Breakage Lost(Func<Reply> reply) => Instead(reply, applied: true);

    /// <summary>The true answer, and something else that happens just before it is sent.</summary>
    public static Breakage Doing(Action effect) => new((status, body) => Reply.Json(body, status).After(effect));

    /// <summary>The true answer, after which the connection is closed without a word: the client's pool holds a dead one.</summary>
    public static Breakage ThenClosed(Action? effect = null) => new((status, body) => Reply.ThenClose(Reply.Json(body, status)).After(() => effect?.Invoke()));

    /// <summary>The true answer with something done to its text.</summary>
    public static Breakage Altered(Func<string, string> change) => new((status, body) => Reply.Json(change(body), status));

    /// <summary>The true answer cut after a number of bytes.</summary>
    public static Breakage Cut(int at, bool saysLength) => new((status, body) =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var length = saysLength ? $"Content-Length: {bytes.Length}" : "Connection: close";
        return Reply.Raw($"HTTP/1.1 {status} Cut\r\nContent-Type: application/json\r\n{length}\r\n\r\n{Encoding.Latin1.GetString(bytes, 0, Math.Abs(at) % Math.Max(1, bytes.Length))}");
    });

    /// <summary>The true answer with one byte that is another one.</summary>
    public static Breakage Garbage(int at, byte with) => new((status, body) =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (bytes.Length > 0)
            bytes[Math.Abs(at) % bytes.Length] = with;
        return Reply.With(status, ["Content-Type: application/json"], bytes);
    });

    /// <summary>The true answer, late.</summary>
    public Breakage After(TimeSpan time, SimulatedClock clock) => this with { Play = (status, body) => Play(status, body).Taking(time, clock) };
}

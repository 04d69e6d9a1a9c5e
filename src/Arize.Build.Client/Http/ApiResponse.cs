using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Arize.Build.Client.Http;

/// <summary>One complete answer. The body is decompressed and at most <see cref="Transport.MaxAnswerBytes"/> long.</summary>
internal sealed record ApiResponse(int Status, Memory<byte> Body, string? ContentType, string? RetryAfter, DateTimeOffset? Date)
{
    /// <summary>Returns the body's memory for the next large answer. Call it only if nothing refers to the body any more; otherwise leave it to the garbage collector.</summary>
    public void Free()
    {
        if (MemoryMarshal.TryGetArray<byte>(Body, out var rented))
            ArrayPool<byte>.Shared.Return(rented.Array!);
    }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsJson =>
        ContentType is { } type && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonDocument Json() => JsonDocument.Parse(Text());

    /// <summary>The body as UTF-8, repaired in place.</summary>
    public ReadOnlyMemory<byte> Text() => Utf8Repair.In(Body);
}

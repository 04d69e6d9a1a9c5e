using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client.Http;

/// <summary>A request that is not sent yet: its path consists of checked, escaped ids.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Parameters without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    /// <summary>
    /// JSON in UTF-8. Given for a POST that must not be repeated: .NET re-sends a POST without a body by itself when a pooled connection turns out stale (dotnet/runtime#86714). A cancel has none.
    /// </summary>
    public byte[]? Body { get; init; }

    /// <summary>
    /// Whether sending it again changes nothing. A GET is repeatable; so is a read by POST, which says so. A request that is repeatable shares pooled connections, may be cancelled
    /// without doubt, and is tried again like any read.
    /// </summary>
    public bool Repeatable { get; init; } = Method == HttpMethod.Get;

    /// <summary>A body as it is sent.</summary>
    public static byte[] Json(JsonObject body) => Json(json => body.WriteTo(json));

    /// <summary>A body as it is sent.</summary>
    /// <param name="write">Writes it, so that no object has to hold all of it.</param>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            write(json);
        return bytes.WrittenSpan.ToArray();
    }

    public override string ToString() =>
        $"{Method} {Path}{(Query.Any(q => q.Value is not null) ? "?" + string.Join('&', from q in Query where q.Value is not null select q.Name) : "")}";
}

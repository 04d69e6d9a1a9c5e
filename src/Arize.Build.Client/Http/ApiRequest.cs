using System.Text.Json.Nodes;

namespace Arize.Build.Client.Http;

/// <summary>A request that is not sent yet: its path consists of checked, escaped ids.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Parameters without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    /// <summary>
    /// Given for a POST that must not be repeated: .NET re-sends a POST without a body by itself when a pooled connection turns out stale (dotnet/runtime#86714). A cancel has none.
    /// </summary>
    public JsonObject? Body { get; init; }

    /// <summary>
    /// Whether sending it again changes nothing. A GET is repeatable; so is a read by POST, which says so. A request that is repeatable shares pooled connections, may be cancelled
    /// without doubt, and is tried again like any read.
    /// </summary>
    public bool Repeatable { get; init; } = Method == HttpMethod.Get;

    public override string ToString() =>
        $"{Method} {Path}{(Query.Any(q => q.Value is not null) ? "?" + string.Join('&', from q in Query where q.Value is not null select q.Name) : "")}";
}

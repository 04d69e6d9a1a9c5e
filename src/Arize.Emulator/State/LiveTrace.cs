using System.Globalization;

namespace Arize.Emulator.State;

/// <summary>One request of a project's traffic.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Spans">The root first, then in order of time.</param>
/// <param name="Version">How good the version is that answered.</param>
/// <param name="Luck">From 0 up to 1: what the scores follow from.</param>
sealed record LiveTrace(string Id, IReadOnlyList<LiveSpan> Spans, ScenarioVersion Version, double Luck)
{
    public LiveSpan Root => Spans[0];
}

/// <summary>One span of it.</summary>
sealed class LiveSpan
{
    public required string Id { get; init; }

    public required string TraceId { get; init; }

    /// <summary>Null on the root.</summary>
    public string? ParentId { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>Null if nothing failed.</summary>
    public string? Error { get; init; }

    /// <summary>Texts and numbers by dotted name.</summary>
    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    /// <summary>Null on a span that reports none.</summary>
    public string? StatusCode => Error is not null ? "ERROR" : ParentId is null ? "OK" : null;

    public double Milliseconds => (End - Start).TotalMilliseconds;

    /// <summary>A column of the filter language as text; null when absent.</summary>
    public string? Text(string column) => column switch
    {
        "name" => Name,
        "span_kind" => Kind,
        "status_code" => StatusCode ?? "UNSET",
        "status_message" => Error,
        "parent_id" => ParentId,
        "context.trace_id" => TraceId,
        "context.span_id" => Id,
        "latency_ms" => Milliseconds.ToString("R", CultureInfo.InvariantCulture),
        _ => Attributes.TryGetValue(column["attributes.".Length..], out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null,
    };
}

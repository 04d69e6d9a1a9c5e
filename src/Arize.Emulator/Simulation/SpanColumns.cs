namespace Arize.Emulator.Simulation;

/// <summary>What a filter over spans may name.</summary>
static class SpanColumns
{
    public static IReadOnlyList<string> Fields { get; } =
        ["name", "span_kind", "status_code", "status_message", "parent_id", "context.trace_id", "context.span_id", "latency_ms"];

    public static IReadOnlyList<string> Attributes { get; } =
    [
        "input.value", "output.value", "session.id", "service.version", "llm.model_name", "llm.token_count.prompt", "llm.token_count.completion", "llm.token_count.total", "llm.cost.total",
    ];

    /// <summary>What is wrong with a filter over spans; null if nothing is.</summary>
    public static string? Complaint(string text)
    {
        if (QueryFilter.Parse(text) is not { } filter)
            return $"'{text}' is not a filter that this emulator understands: comparisons such as attributes.service.version = '1.4', joined by 'and'.";

        var known = Fields.Concat(Attributes.Select(name => $"attributes.{name}")).ToList();
        return filter.Columns.FirstOrDefault(column => !known.Contains(column)) is { } unknown
            ? $"'{unknown}' is not a column of these spans. They have {string.Join(", ", known)}."
            : null;
    }
}

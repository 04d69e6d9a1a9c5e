namespace Arize.Build.Gates;

/// <summary>One of the worst observations of traffic, for the reports. Its texts are shortened, and not neutralised.</summary>
/// <param name="SpanId">The span that has the texts: of a trace, its root.</param>
/// <param name="TraceId">Its trace.</param>
/// <param name="Start">When it began.</param>
internal sealed record WorstObservation(string SpanId, string TraceId, DateTimeOffset Start)
{
    /// <summary>What was asked: <c>input.value</c>; null if the span has none.</summary>
    public string? Question { get; init; }

    /// <summary>The answer: <c>output.value</c>; null if the span has none.</summary>
    public string? Answer { get; init; }

    /// <summary>The page of the trace; null if the organization or the space is not known.</summary>
    public string? Page { get; init; }

    /// <summary>What it scored under the criteria that did not pass: what was measured, the number, and the evaluator's explanation.</summary>
    public IReadOnlyList<(string Title, double Value, string? Explanation)> Scores { get; init; } = [];
}

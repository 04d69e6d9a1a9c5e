namespace Arize.Build.Client;

/// <summary>One unit of work of a trace: a call of a model, a tool, or the whole answer to a request.</summary>
public sealed record Span
{
    /// <summary>The span's id.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the trace that the span belongs to.</summary>
    public required string TraceId { get; init; }

    /// <summary>The id of the span above; null on a root span.</summary>
    public string? ParentId { get; init; }

    /// <summary>The name that the application gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The kind in upper case: <c>LLM</c>, <c>CHAIN</c>, <c>RETRIEVER</c>, <c>EMBEDDING</c>, <c>AGENT</c>, <c>TOOL</c>, <c>RERANKER</c>, <c>GUARDRAIL</c>, <c>EVALUATOR</c>, <c>PROMPT</c>, <c>UNKNOWN</c>, or a newer one.</summary>
    public required string Kind { get; init; }

    /// <summary>When the work began.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When the work ended.</summary>
    public required DateTimeOffset EndTime { get; init; }

    /// <summary>How the work ended. Default: <see cref="SpanStatus.Unset"/>, which is not an error.</summary>
    public SpanStatus Status { get; init; }

    /// <summary>What the application reported about the status; null if nothing. Not neutralised.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>
    /// The attributes that hold text, by their dotted names such as <c>session.id</c>. A truth value is <c>true</c> or <c>false</c>; a list is its JSON. Not neutralised.
    /// </summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>The attributes that hold a number, by their dotted names such as <c>llm.token_count.total</c>.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>Evaluations by evaluator name.</summary>
    public IReadOnlyDictionary<string, Evaluation> Evaluations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>Human annotations of this span, by name.</summary>
    public IReadOnlyDictionary<string, Evaluation> Annotations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>Human annotations of the span's trace, by name.</summary>
    public IReadOnlyDictionary<string, Evaluation> TraceAnnotations { get; init; } = new Dictionary<string, Evaluation>();

    /// <summary>True if no span is above this one.</summary>
    public bool IsRoot => ParentId is null;

    /// <summary>How long the work took. Negative if the application's clock was set back meanwhile.</summary>
    public TimeSpan Duration => EndTime - StartTime;
}

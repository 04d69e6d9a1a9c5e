namespace Arize.Build.Client;

/// <summary>Which spans to list.</summary>
public sealed record ListSpansRequest
{
    /// <summary>The project: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Project { get; init; }

    /// <summary>The space (name or id) in which a project's name is looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>The earliest start of a span. Default: the service's, a week ago.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Spans start before this time. It is after <see cref="StartTime"/>. Default: the service's, now.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>An expression over a span's fields and attributes, such as <c>attributes.service.version = '1.4'</c>. Default: none.</summary>
    public string? Filter { get; init; }

    /// <summary>The maximum number of spans in one page. Default: <see cref="ArizeClientOptions.PageSize"/>, and up to 500 if spans are small. Valid: 1 to 500.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Whether spans have all their texts: <see cref="Span.Texts"/>, <see cref="Span.StatusMessage"/>, and the explanations of evaluations and annotations. Default: true. False costs less
    /// time and memory, for a caller that needs scores and numbers only.
    /// </summary>
    public bool IncludeTexts { get; init; } = true;

    /// <summary>The names of attributes that <see cref="Span.Texts"/> contains even if <see cref="IncludeTexts"/> is false, such as <c>session.id</c>. Default: none.</summary>
    public IReadOnlyList<string> TextAttributes { get; init; } = [];
}

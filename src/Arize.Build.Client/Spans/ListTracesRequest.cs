namespace Arize.Build.Client;

/// <summary>Which traces to list.</summary>
public sealed record ListTracesRequest
{
    /// <summary>The project: id, or a name in <see cref="Space"/>. Required.</summary>
    public required ResourceReference Project { get; init; }

    /// <summary>The space (name or id) in which a project's name is looked up.</summary>
    public ResourceReference? Space { get; init; }

    /// <summary>The earliest start of a span. A trace whose root span is earlier is left out. Default: the service's, a week ago.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Spans start before this time. It is after <see cref="StartTime"/>. Default: the service's, now.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>An expression over a span's fields and attributes. A trace is listed, with all its spans, if one of its spans matches. Default: none.</summary>
    public string? Filter { get; init; }

    /// <summary>The maximum number of traces in one page. Default: 50, or <see cref="ArizeClientOptions.PageSize"/> if that is less. Valid: 1 to 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether spans have all their texts: see <see cref="ListSpansRequest.IncludeTexts"/>. Default: true.</summary>
    public bool IncludeTexts { get; init; } = true;

    /// <summary>The names of attributes that <see cref="Span.Texts"/> contains even if <see cref="IncludeTexts"/> is false. Default: none.</summary>
    public IReadOnlyList<string> TextAttributes { get; init; } = [];

    /// <summary>The same request for spans: the service takes the same fields.</summary>
    internal ListSpansRequest ForSpans() => new()
    {
        Project = Project,
        Space = Space,
        StartTime = StartTime,
        EndTime = EndTime,
        Filter = Filter,
        Limit = Limit,
        IncludeTexts = IncludeTexts,
        TextAttributes = TextAttributes,
    };
}

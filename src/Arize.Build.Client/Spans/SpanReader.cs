using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>Reads spans and traces, a page at a time and in one pass.</summary>
/// <param name="asked">Which texts are wanted.</param>
internal sealed class SpanReader(ListSpansRequest asked)
{
    static readonly Dictionary<string, Evaluation> None = [];

    static readonly KnownMembers SpanMembers = new("name", "context", "kind", "parent_id", "start_time", "end_time", "status_code", "status_message", "attributes", "annotations", "trace_annotations", "evaluations");
    static readonly KnownMembers ContextMembers = new("trace_id", "span_id");
    static readonly KnownMembers TraceMembers = new("trace_id", "root_span_id", "start_time", "end_time", "spans_truncated", "spans");

    readonly EvaluationReader evaluations = new(asked.IncludeTexts);
    readonly AttributeReader attributes = new(asked);

    public Page<Span> ReadSpans(Memory<byte> page, ApiRequest call) => PageReader.Read(page, call, "spans", Span);

    public Page<Trace> ReadTraces(Memory<byte> page, ApiRequest call) => PageReader.Read(page, call, "traces", Trace);

    Trace Trace(ref Utf8JsonReader json)
    {
        string? id = null, root = null;
        DateTimeOffset? start = null, end = null;
        bool? truncated = null;
        List<Span>? spans = null;
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = TraceMembers.Read(ref json, ref seen);
            json.Read();
            switch (member)
            {
                case "trace_id":
                    id = JsonFields.Text(ref json, member);
                    break;
                case "root_span_id":
                    root = JsonFields.Text(ref json, member);
                    break;
                case "start_time":
                    start = JsonFields.Moment(ref json, member);
                    break;
                case "end_time":
                    end = JsonFields.Moment(ref json, member);
                    break;
                case "spans_truncated" when json.TokenType is JsonTokenType.True or JsonTokenType.False:
                    truncated = json.GetBoolean();
                    break;
                case "spans" when json.TokenType == JsonTokenType.StartArray:
                    spans = PageReader.Items(ref json, "trace", member, Span);
                    break;
            }
            json.Skip();
        }
        return new Trace
        {
            Id = Given(id, "trace", "trace_id"),
            RootSpanId = Given(root, "trace", "root_span_id"),
            StartTime = start,
            EndTime = end,
            IsTruncated = truncated ?? throw Missing("trace", "spans_truncated"),
            Spans = spans ?? throw Missing("trace", "spans"),
        };
    }

    Span Span(ref Utf8JsonReader json)
    {
        string? id = null, trace = null, parent = null, name = null, kind = null, message = null;
        DateTimeOffset? start = null, end = null;
        var status = SpanStatus.Unset;
        Dictionary<string, Evaluation>? scores = null, annotations = null, traceAnnotations = null;
        var seen = 0u;
        attributes.Restart();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = SpanMembers.Read(ref json, ref seen);
            json.Read();
            switch (member)
            {
                case "name":
                    name = JsonFields.Text(ref json, member);
                    break;
                case "context" when json.TokenType == JsonTokenType.StartObject:
                    (trace, id) = Context(ref json);
                    break;
                case "kind":
                    kind = JsonFields.Text(ref json, member);
                    break;
                case "parent_id":
                    parent = JsonFields.Text(ref json, member);
                    break;
                case "start_time":
                    start = JsonFields.Moment(ref json, member);
                    break;
                case "end_time":
                    end = JsonFields.Moment(ref json, member);
                    break;
                case "status_code":
                    status = Status(JsonFields.Text(ref json, member));
                    break;
                case "status_message" when asked.IncludeTexts:
                    message = JsonFields.Text(ref json, member);
                    break;
                case "attributes":
                    attributes.Read(ref json);
                    break;
                case "annotations":
                    evaluations.Read(json, annotations = New(), severalEach: true);
                    break;
                case "trace_annotations":
                    evaluations.Read(json, traceAnnotations = New(), severalEach: true);
                    break;
                case "evaluations":
                    evaluations.Read(json, scores = New(), severalEach: false);
                    break;
            }
            json.Skip(); // to the end of an object or a list
        }
        return new Span
        {
            Id = Given(id, "span", "context.span_id"),
            TraceId = Given(trace, "span", "context.trace_id"),
            ParentId = string.IsNullOrEmpty(parent) ? null : parent,
            Name = name ?? throw Missing("span", "name"),
            Kind = JsonFields.Screaming(kind ?? throw Missing("span", "kind")),
            StartTime = start ?? throw Missing("span", "start_time"),
            EndTime = end ?? throw Missing("span", "end_time"),
            Status = status,
            StatusMessage = message,
            Texts = attributes.Texts,
            Numbers = attributes.Numbers,
            Evaluations = scores ?? None,
            Annotations = annotations ?? None,
            TraceAnnotations = traceAnnotations ?? None,
        };
    }

    static (string? Trace, string? Span) Context(ref Utf8JsonReader json)
    {
        string? trace = null, span = null;
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = ContextMembers.Read(ref json, ref seen);
            json.Read();
            if (member == "trace_id")
                trace = JsonFields.Text(ref json, member);
            else if (member == "span_id")
                span = JsonFields.Text(ref json, member);
            json.Skip();
        }
        return (trace, span);
    }

    static SpanStatus Status(string? text) => text is null ? SpanStatus.Unset : JsonFields.Screaming(text) switch
    {
        "UNSET" or "" => SpanStatus.Unset,
        "OK" => SpanStatus.Ok,
        "ERROR" => SpanStatus.Error,
        _ => SpanStatus.Unknown,
    };

    static Dictionary<string, Evaluation> New() => new(StringComparer.Ordinal);

    static string Given(string? value, string what, string field) => value is { Length: > 0 } ? value : throw Missing(what, field);

    static ArizeException Missing(string what, string field) => JsonFields.Unexpected(what, $"the field '{field}' is missing");
}

using System.Globalization;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// What must be true of all pages of a list of spans together. A span that comes twice would count twice, and one outside the window is not what was asked for: a list that has either is
/// not read any further.
/// </summary>
internal sealed class SpanCheck(ListSpansRequest asked, ApiRequest call)
{
    /// <summary>A service may print times less exactly than it compares them.</summary>
    static readonly TimeSpan Printed = TimeSpan.FromMilliseconds(1);

    readonly IdSet seen = new();
    readonly IdSet traces = new();

    public void Add(Trace trace)
    {
        if (!traces.Add(trace.Id))
            throw JsonFields.Unexpected(call, $"the trace {RemoteText.Quote(trace.Id)} is in the list twice");
        foreach (var span in trace.Spans)
        {
            if (span.TraceId != trace.Id)
                throw JsonFields.Unexpected(call, $"the trace {RemoteText.Quote(trace.Id)} has a span of another trace, {RemoteText.Quote(span.TraceId)}");
            Add(span);
        }
    }

    public void Add(Span span)
    {
        if (span.StartTime + Printed <= asked.StartTime || span.StartTime - Printed >= asked.EndTime)
            throw JsonFields.Unexpected(call, $"the span {RemoteText.Quote(span.Id)} starts at {Exact(span.StartTime)}, outside the time window that was asked for");
        if (!seen.Add(span.TraceId, span.Id))
            throw JsonFields.Unexpected(call, $"the span {RemoteText.Quote(span.Id)} is in the list twice");
    }

    static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
}

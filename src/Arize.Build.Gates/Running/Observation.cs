using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.Running;

/// <summary>One observation of production traffic: a span, or a trace.</summary>
/// <param name="Row">What the judge sees of it.</param>
/// <param name="Span">The span that carries its scores and texts.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
internal readonly record struct Observation(ExperimentRow Row, Span Span, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The attribute with the question.</summary>
    public const string Input = "input.value";

    /// <summary>The attribute with the answer.</summary>
    public const string Output = "output.value";

    /// <summary>Attributes that are sums over the spans of a trace: tokens and cost.</summary>
    static readonly string[] Summed = ["llm.token_count.", "llm.cost."];

    /// <summary>A span.</summary>
    public static Observation Of(Span span) => new(ToRow(span, span.Id, span.Numbers, span.EndTime - span.StartTime, span.Status == SpanStatus.Error), span, span.StartTime, span.EndTime);

    /// <summary>A trace: the scores of its root span; time, tokens, cost and errors of all.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="root">Its root span.</param>
    public static Observation Of(Trace trace, Span root)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, number) in root.Numbers)
            if (!IsSummed(name))
                numbers[name] = number;
        var (start, end, failed) = (root.StartTime, root.EndTime, false);
        foreach (var span in trace.Spans)
        {
            foreach (var (name, number) in span.Numbers)
                if (IsSummed(name))
                    numbers[name] = numbers.GetValueOrDefault(name) + number;
            (start, end) = (span.StartTime < start ? span.StartTime : start, span.EndTime > end ? span.EndTime : end);
            failed |= span.Status == SpanStatus.Error;
        }
        return new(ToRow(root, trace.Id, numbers, end - start, failed), root, start, end);
    }

    /// <summary>The text of an attribute by its name; null if there is none.</summary>
    public string? Field(string name) => name == TrafficMetrics.TraceId ? Span.TraceId
        : Span.Texts.GetValueOrDefault(name) ?? (Span.Numbers.TryGetValue(name, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : null);

    static ExperimentRow ToRow(Span span, string id, IReadOnlyDictionary<string, double> attributes, TimeSpan duration, bool failed) => new()
    {
        Id = id,
        Digest = span.Texts.TryGetValue(Output, out var output) ? OutputDigest.Of(output) : null,
        Evaluations = span.Evaluations,
        Annotations = span.TraceAnnotations.Count == 0 ? span.Annotations : Merged(span.TraceAnnotations, span.Annotations),
        Numbers = new Dictionary<string, double>(attributes, StringComparer.Ordinal)
        {
            [TrafficMetrics.Latency] = duration.TotalMilliseconds,
            [TrafficMetrics.Error] = failed ? 1 : 0,
            [TrafficMetrics.Count] = 1,
        },
    };

    /// <summary>What people said of the span goes before what they said of its trace.</summary>
    static Dictionary<string, Evaluation> Merged(IReadOnlyDictionary<string, Evaluation> ofTrace, IReadOnlyDictionary<string, Evaluation> ofSpan)
    {
        var all = new Dictionary<string, Evaluation>(ofTrace, StringComparer.Ordinal);
        foreach (var (name, said) in ofSpan)
            all[name] = said;
        return all;
    }

    static bool IsSummed(string name) => Array.Exists(Summed, s => name.StartsWith(s, StringComparison.Ordinal));
}

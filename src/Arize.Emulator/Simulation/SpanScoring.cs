using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Scores a span with an evaluator. The score follows from the luck of the request and the version's mean, so a version with a lower mean scores no request higher.</summary>
static class SpanScoring
{
    /// <summary>Null when the evaluator cannot judge the span.</summary>
    public static Score? Of(Evaluator evaluator, string key, (LiveTrace Trace, LiveSpan Span) it, DateTimeOffset visibleFrom)
    {
        var setup = evaluator.Setup;
        if (Value(setup, key, it.Trace, it.Span) is not { } value)
            return null;

        var label = value >= 0.5 ? setup.GoodLabel : setup.BadLabel;
        var version = it.Span.Attributes["service.version"];
        return new(evaluator.Name, value, label, $"Drawn by the emulator for version {version}.", visibleFrom);
    }

    static double? Value(ScenarioEvaluator setup, string key, LiveTrace trace, LiveSpan span)
    {
        if (trace.Version.Scores.TryGetValue(key, out var mean))
            return setup.GoodLabel is not null || setup.BadLabel is not null ? trace.Luck >= 1 - mean ? 1 : 0 : Graded(mean, trace.Luck);

        return setup.Kind switch
        {
            EvaluatorKind.JsonParseable when span.Text("attributes.output.value") is { } output => IsJson(output) ? 1 : 0,
            EvaluatorKind.Number when setup.Field == "latency_ms" => span.Milliseconds,
            EvaluatorKind.Number when span.Text($"attributes.{setup.Field}") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    /// <summary>A power of an even draw has exactly the mean that is wanted.</summary>
    static double Graded(double mean, double luck) => mean <= 0 ? 0 : Math.Round(Math.Pow(luck, (1 - mean) / mean), 3);

    static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

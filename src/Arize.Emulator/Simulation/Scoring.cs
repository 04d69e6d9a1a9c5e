using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Simulation;

/// <summary>Scores a row with an evaluator. Null when the evaluator cannot judge the row.</summary>
static class Scoring
{
    public static Score? Of(Evaluator evaluator, Experiment experiment, Row row, string? reference, DateTimeOffset visibleFrom)
    {
        var setup = evaluator.Setup;
        if (row.Output is not { } output || Value(setup, experiment, row, output, reference) is not { } value)
            return null;

        var label = value >= 0.5 ? setup.GoodLabel : setup.BadLabel;
        return new Score(evaluator.Name, value, label, Explain(setup, value, reference), visibleFrom);
    }

    static double? Value(ScenarioEvaluator setup, Experiment experiment, Row row, string output, string? reference) => setup.Kind switch
    {
        EvaluatorKind.JsonParseable => Json(output) is null ? 0 : 1,
        EvaluatorKind.Number => Number(row.Columns[setup.Field]) ?? Number((Json(output) as JsonObject)?[setup.Field]),
        EvaluatorKind.Data => Given(setup, experiment.Name, row) ?? Given(setup, experiment.Model, row),
        _ when reference is null => null,
        EvaluatorKind.ExactMatch => Words.AreEqual(output, reference) ? 1 : 0,
        EvaluatorKind.Contains => Words.Contain(output, reference) ? 1 : 0,
        _ => setup.Threshold is { } least ? Words.F1(output, reference) >= least ? 1 : 0 : Math.Round(Words.F1(output, reference), 6),
    };

    static double? Given(ScenarioEvaluator setup, string? source, Row row) =>
        source is not null && row.ExampleId is not null
        && setup.Scores.TryGetValue(source, out var scores) && scores.TryGetValue(row.ExampleId, out var score) ? score : null;

    static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;

    static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Explain(ScenarioEvaluator setup, double value, string? reference) => setup.Kind switch
    {
        EvaluatorKind.Data => "Score given by the scenario.",
        EvaluatorKind.JsonParseable => value == 1 ? "The output is JSON." : "The output is not JSON.",
        EvaluatorKind.Number => $"Value of {setup.Field}.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} against the expected answer: {reference}"),
    };
}

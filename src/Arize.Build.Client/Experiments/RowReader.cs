using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>
/// Reads a row in every shape that is known. The contract leaves rows open and does not say where evaluations stand: flat keys <c>eval.NAME.score</c>, an object
/// <c>evaluations</c> by name, or a list <c>evaluations</c> of objects with a name.
/// </summary>
internal static class RowReader
{
    const string Prefix = "eval.";

    /// <summary>Reads a row in one pass over its fields.</summary>
    /// <param name="row">The row.</param>
    /// <param name="texts">Whether outputs and explanations are wanted.</param>
    public static ExperimentRow Read(JsonElement row, bool texts = true)
    {
        Dictionary<string, Evaluation>? evaluations = null, annotations = null;
        Dictionary<string, double>? numbers = null;
        JsonElement nested = default;
        string? id = null, example = null, output = null, error = null;
        foreach (var field in row.EnumerateObject())
            if (field.NameEquals("id"u8))
                id = Wire.Text(field);
            else if (field.NameEquals("example_id"u8))
                example = Wire.Text(field);
            else if (field.NameEquals("output"u8))
                output = texts ? Wire.Text(field) : null;
            else if (field.NameEquals("error"u8))
                error = Wire.Text(field);
            else if (field.NameEquals("evaluations"u8))
                nested = field.Value;
            else if (field.NameEquals("annotations"u8))
                Nested(field.Value, annotations ??= New(), texts);
            else if (field.Value.ValueKind == JsonValueKind.Number && !field.Name.StartsWith(Prefix, StringComparison.Ordinal))
                (numbers ??= new(StringComparer.Ordinal))[field.Name] = field.Value.GetDouble();
            else if (field.Name.StartsWith(Prefix, StringComparison.Ordinal))
                Flat(field, evaluations ??= New(), texts);
        if (nested.ValueKind != JsonValueKind.Undefined)
            Nested(nested, evaluations ??= New(), texts); // after the flat ones, wherever it stands
        return new ExperimentRow
        {
            Id = id ?? throw Wire.Unexpected("experiment row", "the field 'id' is missing"),
            ExampleId = example,
            Output = output,
            Error = error,
            Evaluations = evaluations ?? NoEvaluations,
            Annotations = annotations ?? NoEvaluations,
            Numbers = numbers ?? NoNumbers,
        };
    }

    static readonly Dictionary<string, Evaluation> NoEvaluations = [];
    static readonly Dictionary<string, double> NoNumbers = [];

    static Dictionary<string, Evaluation> New() => new(StringComparer.Ordinal);

    /// <summary>Names may hold dots, so the name ends at the last one that a known suffix follows.</summary>
    static void Flat(JsonProperty field, Dictionary<string, Evaluation> into, bool texts)
    {
        var text = field.Name;
        var dot = text.LastIndexOf('.');
        if (dot <= Prefix.Length - 1)
            return;
        var suffix = text.AsSpan(dot + 1);
        if (suffix is not ("score" or "label" or "explanation"))
            return;
        var name = text[Prefix.Length..dot];
        var known = into.GetValueOrDefault(name) ?? new Evaluation(null, null, null);
        into[name] = suffix switch
        {
            "score" => known with { Score = Score(field.Value) },
            "label" => known with { Label = Text(field.Value) },
            _ => texts ? known with { Explanation = Text(field.Value) } : known,
        };
    }

    static void Nested(JsonElement evaluations, Dictionary<string, Evaluation> into, bool texts)
    {
        if (evaluations.ValueKind == JsonValueKind.Object)
            foreach (var one in evaluations.EnumerateObject())
                Add(one.Name, one.Value, into, texts);
        else if (evaluations.ValueKind == JsonValueKind.Array)
            foreach (var one in evaluations.EnumerateArray())
                if (one.ValueKind == JsonValueKind.Object && Wire.Text(one, "name") is { } name)
                    Add(name, one, into, texts);
    }

    static void Add(string name, JsonElement one, Dictionary<string, Evaluation> into, bool texts)
    {
        if (one.ValueKind == JsonValueKind.Object)
            into[name] = new Evaluation(Score(Field(one, "score")), Text(Field(one, "label")), texts ? Text(Field(one, "explanation")) ?? Text(Field(one, "text")) : null);
    }

    static JsonElement Field(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A score that is there but is no number must not look like one that is absent: it reads as not a number, and a gate refuses it.</summary>
    static double? Score(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => double.NaN,
    };

    static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

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
    static readonly HashSet<string> Own = ["id", "example_id", "output", "error", "annotations", "evaluations", "created_at", "updated_at"];

    public static ExperimentRow Read(JsonElement row)
    {
        var evaluations = new Dictionary<string, Evaluation>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var field in row.EnumerateObject())
            if (field.Name.StartsWith(Prefix, StringComparison.Ordinal))
                Flat(field, evaluations);
            else if (!Own.Contains(field.Name) && field.Value.ValueKind == JsonValueKind.Number)
                numbers[field.Name] = field.Value.GetDouble();
        if (row.TryGetProperty("evaluations", out var nested))
            Nested(nested, evaluations);
        var annotations = new Dictionary<string, Evaluation>(StringComparer.Ordinal);
        if (row.TryGetProperty("annotations", out var people))
            Nested(people, annotations);
        return new ExperimentRow
        {
            Id = Wire.Required(row, "id", "experiment row"),
            ExampleId = Wire.Text(row, "example_id"),
            Output = Wire.Text(row, "output"),
            Error = Wire.Text(row, "error"),
            Evaluations = evaluations,
            Annotations = annotations,
            Numbers = numbers,
        };
    }

    /// <summary>Names may hold dots, so the name ends at the last one that a known suffix follows.</summary>
    static void Flat(JsonProperty field, Dictionary<string, Evaluation> into)
    {
        var dot = field.Name.LastIndexOf('.');
        if (dot <= Prefix.Length - 1)
            return;
        var name = field.Name[Prefix.Length..dot];
        var known = into.GetValueOrDefault(name) ?? new Evaluation(null, null, null);
        switch (field.Name[(dot + 1)..])
        {
            case "score":
                into[name] = known with { Score = Score(field.Value) };
                break;
            case "label":
                into[name] = known with { Label = Text(field.Value) };
                break;
            case "explanation":
                into[name] = known with { Explanation = Text(field.Value) };
                break;
        }
    }

    static void Nested(JsonElement evaluations, Dictionary<string, Evaluation> into)
    {
        if (evaluations.ValueKind == JsonValueKind.Object)
            foreach (var one in evaluations.EnumerateObject())
                Add(one.Name, one.Value, into);
        else if (evaluations.ValueKind == JsonValueKind.Array)
            foreach (var one in evaluations.EnumerateArray())
                if (one.ValueKind == JsonValueKind.Object && Wire.Text(one, "name") is { } name)
                    Add(name, one, into);
    }

    static void Add(string name, JsonElement one, Dictionary<string, Evaluation> into)
    {
        if (one.ValueKind == JsonValueKind.Object)
            into[name] = new Evaluation(Score(Field(one, "score")), Text(Field(one, "label")), Text(Field(one, "explanation")) ?? Text(Field(one, "text")));
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

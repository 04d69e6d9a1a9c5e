using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arize.Build.Client;

/// <summary>What a line of a results file must be. What writes one and what reads one share these rules.</summary>
internal static class ResultsRules
{
    /// <summary>The number of the answer, if an example is answered several times.</summary>
    public const string Repeat = "repeat";

    const string Evaluations = "evaluations";

    /// <summary>What belongs to the service.</summary>
    static readonly string[] Reserved = ["id", "annotations"];

    static readonly string[] ReservedPrefixes = ["eval.", "annotation."];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="problem">Called for each thing that is wrong.</param>
    /// <returns>The content; null if something is wrong.</returns>
    public static ResultContent? Read(JsonObject line, Action<string> problem)
    {
        var isGood = true;
        foreach (var field in line.Select(f => f.Key).Where(IsReserved))
            Say($"The field {RemoteText.Quote(field)} belongs to the service. " + (field == "id" ? "The example's id is written as example_id."
                : "Write scores that the build has computed into 'evaluations', and give a number of your own another name."));
        var id = Text(line, "example_id", "the id of the example", Say);
        if (line["error"] is not null)
            _ = Text(line, "error", "why there is no output", Say);
        var output = line["error"] is not null && line["output"] is null ? "" : Text(line, "output", "what the application answered", Say, mayBeEmpty: true);
        var repeat = RepeatOf(line, Say);
        var evaluations = EvaluationsOf(line[Evaluations], Say);
        return isGood ? new ResultContent(id!, repeat, output!, evaluations) : null;

        void Say(string what)
        {
            isGood = false;
            problem(what);
        }
    }

    /// <summary>The row as it is sent: evaluations are flat columns, and the service demands an output.</summary>
    /// <param name="line">The line.</param>
    /// <param name="content">Its content.</param>
    public static JsonObject ToRow(JsonObject line, ResultContent content)
    {
        if (content.Evaluations.Count == 0 && line["output"] is not null && !line.ContainsKey(Evaluations))
            return line;
        var row = line.DeepClone().AsObject();
        row.Remove(Evaluations);
        row["output"] ??= content.Output;
        foreach (var (name, evaluation) in content.Evaluations)
        {
            Add("score", evaluation.Score is { } score ? JsonValue.Create(score) : null);
            Add("label", evaluation.Label);
            Add("explanation", evaluation.Explanation);

            void Add(string part, JsonNode? value)
            {
                if (value is not null)
                    row[$"eval.{name}.{part}"] = value;
            }
        }
        return row;
    }

    static bool IsReserved(string field) => Reserved.Contains(field) || ReservedPrefixes.Any(p => field.StartsWith(p, StringComparison.Ordinal));

    static string? Text(JsonObject line, string field, string what, Action<string> problem, bool mayBeEmpty = false)
    {
        if (line[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && (mayBeEmpty || text.Trim().Length > 0))
            return text;
        problem($"'{field}' must be text: {what}.{(line[field] is null or JsonValue ? "" : " Write an object or a list as its JSON text.")}");
        return null;
    }

    static int RepeatOf(JsonObject line, Action<string> problem)
    {
        if (!line.TryGetPropertyValue(Repeat, out var node))
            return 1;
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out var repeat) && repeat >= 1)
            return repeat;
        problem($"'{Repeat}' must be a whole number, 1 or more: which answer to the example this is.");
        return 1;
    }

    static Dictionary<string, Evaluation> EvaluationsOf(JsonNode? node, Action<string> problem)
    {
        var all = new Dictionary<string, Evaluation>(StringComparer.Ordinal);
        switch (node)
        {
            case null:
                break;
            case JsonObject map:
                foreach (var (name, value) in map)
                    Add(name, value, isListed: false);
                break;
            case JsonArray list:
                foreach (var value in list)
                    Add(value is JsonObject one ? Text(one, "name", "the name of the evaluator", problem) : "", value, isListed: true);
                break;
            default:
                problem($"'{Evaluations}' must be an object by evaluator name, or a list of objects with a name.");
                break;
        }
        return all;

        void Add(string? name, JsonNode? value, bool isListed)
        {
            if (name is null)
                return;
            if (value is not JsonObject fields)
                problem($"Each entry of '{Evaluations}' must be an object with score, label or both.");
            else if (name.Trim().Length == 0 || RowField.Of($"eval.{name}.score") is not { Kind: RowFieldKind.Score } field || field.Name != name)
                problem($"{RemoteText.Quote(name)} cannot be the name of an evaluator. It must not be empty or contain '.metadata.'.");
            else if (!all.TryAdd(name, One(name, fields, isListed, problem)))
                problem($"The evaluator {RemoteText.Quote(name)} is in '{Evaluations}' twice. Keep one.");
        }
    }

    static Evaluation One(string name, JsonObject fields, bool isListed, Action<string> problem)
    {
        double? score = null;
        string? label = null, explanation = null;
        foreach (var (key, value) in fields)
            switch (key)
            {
                case "score" when value is JsonValue number && number.GetValueKind() == JsonValueKind.Number:
                    score = number.GetValue<double>();
                    break;
                case "label" when value is JsonValue text && text.GetValueKind() == JsonValueKind.String:
                    label = text.GetValue<string>();
                    break;
                case "explanation" when value is JsonValue text && text.GetValueKind() == JsonValueKind.String:
                    explanation = text.GetValue<string>();
                    break;
                case "score" or "label" or "explanation" when value is null:
                case "name" when isListed:
                    break;
                case "score":
                    problem($"The score of {RemoteText.Quote(name)} must be a number.");
                    return new();
                case "label" or "explanation":
                    problem($"The {key} of {RemoteText.Quote(name)} must be text.");
                    return new();
                default:
                    problem($"{RemoteText.Quote(key)} is not a field of an evaluation. Valid: score, label and explanation{(isListed ? ", besides name" : "")}.");
                    return new();
            }
        if (score is { } finite && !double.IsFinite(finite))
            problem($"The score of {RemoteText.Quote(name)} is not a finite number.");
        else if (score is null && label is null)
            problem($"The evaluation {RemoteText.Quote(name)} has neither a score nor a label.");
        return new Evaluation { Score = score, Label = label, Explanation = explanation };
    }
}

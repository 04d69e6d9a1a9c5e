using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Rows of experiments, with evaluation results in the shape of the scenario.</summary>
static class ExperimentRows
{
    /// <summary>A row as a caller stores it; its further columns are kept.</summary>
    public static Row New(string experiment, JsonObject sent, int index)
    {
        var columns = sent.DeepClone().AsObject();
        foreach (var key in new[] { "id", "example_id", "output", "annotations" })
            columns.Remove(key);
        var example = sent["example_id"]?.GetValue<string>();
        return new(Ids.Uuid(experiment, $"{index}"), example, sent["output"]!.GetValue<string>(), null, columns);
    }

    public static JsonObject Json(Call call, Row row)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["example_id"] = row.ExampleId,
            ["output"] = row.Output,
            ["error"] = row.Error,
        };
        foreach (var (key, value) in row.Columns)
            json[key] = value?.DeepClone();
        if (row.Annotations.Count > 0)
            json["annotations"] = new JsonArray([.. row.Annotations.Values.Select(annotation => annotation.DeepClone())]);
        AddScores(json, row.ScoresAt(call.Now), call.World.Scenario.RowShape);
        return json;
    }

    /// <summary>Sets annotations of a row. A field that is left out keeps its value.</summary>
    public static void Annotate(Row row, JsonArray values, Call call)
    {
        foreach (var value in values.Select(value => value!.AsObject()))
        {
            var name = value["name"]!.GetValue<string>();
            if (!row.Annotations.TryGetValue(name, out var annotation))
                row.Annotations[name] = annotation = new JsonObject { ["name"] = name };
            foreach (var (key, content) in value)
                annotation[key] = content?.DeepClone();
            annotation["updated_at"] = Stamp.Of(call.Now);
            annotation["annotator"] = new JsonObject { ["id"] = call.World.UserId, ["email"] = "person@example.com" };
        }
    }

    static void AddScores(JsonObject json, IEnumerable<Score> scores, RowShape shape)
    {
        foreach (var score in scores)
        {
            if (shape == RowShape.Flat)
            {
                json[$"eval.{score.Evaluator}.score"] = score.Value;
                json[$"eval.{score.Evaluator}.label"] = score.Label;
                json[$"eval.{score.Evaluator}.explanation"] = score.Explanation;
                continue;
            }

            var result = new JsonObject { ["score"] = score.Value, ["label"] = score.Label, ["explanation"] = score.Explanation };
            if (shape == RowShape.List)
                result.Insert(0, "name", score.Evaluator);
            if (!json.ContainsKey("evaluations"))
                json["evaluations"] = shape == RowShape.List ? new JsonArray() : new JsonObject();
            if (shape == RowShape.List)
                json["evaluations"]!.AsArray().Add(result);
            else
                json["evaluations"]![score.Evaluator] = result;
        }
    }
}

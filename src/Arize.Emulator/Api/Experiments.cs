using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Experiments and their rows.</summary>
static class Experiments
{
    static readonly Shape NewRow = Open(May("example_id", OrNull(Text())), Must("output", Text()));

    static readonly Shape NewExperiment = Closed(
        Must("name", ExperimentName), May("dataset_id", OrNull(Id)), May("space_id", OrNull(Id)),
        Must("experiment_runs", ListOf(NewRow, atLeast: 1)));

    static readonly Shape MoreRows = Closed(Must("experiment_runs", ListOf(NewRow, atLeast: 1, atMost: 1000)));

    static readonly Shape Annotations = Closed(Must("annotations", ListOf(
        Closed(Must("record_id", Text()), Must("values", ListOf(
            Closed(Must("name", Text(atLeast: 1)), May("score", Number()), May("label", Text()), May("text", Text())), atLeast: 1))),
        atLeast: 1, atMost: 1000)));

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_experiments", "GET", "/v2/experiments", ["dataset_id", "space_id", "name", .. Filters.Paging], List),
        new("create_experiment", "POST", "/v2/experiments", [], Create),
        new("get_experiment", "GET", "/v2/experiments/{experiment_id}", [], call => Answer.Ok(Json(Named(call)))),
        new("delete_experiment", "DELETE", "/v2/experiments/{experiment_id}", [], Delete),
        new("list_experiment_runs", "GET", "/v2/experiments/{experiment_id}/runs", Filters.Paging, ListRows),
        new("insert_experiment_runs", "POST", "/v2/experiments/{experiment_id}/runs", [], Append),
        new("annotate_experiment_runs", "POST", "/v2/experiments/{experiment_id}/runs/annotate", [], Annotate),
    ];

    static Experiment Named(Call call) => call.At(call.World.Experiments, "experiment_id", "experiment");

    static Answer List(Call call)
    {
        if (call.Query.Text("dataset_id") is not null && call.Query.Text("space_id") is not null)
            throw Refusal.Malformed("dataset_id and space_id exclude each other.");

        var dataset = call.InQuery(call.World.Datasets, "dataset_id", "dataset");
        var space = call.InQuery(call.World.Spaces, "space_id", "space");
        var experiments = call.Named(call.World.Experiments)
            .Where(experiment => dataset is null || experiment.DatasetId == dataset.Id)
            .Where(experiment => space is null || experiment.SpaceId == space.Id);
        return Page.Of(call, "experiments", experiments, Json);
    }

    static Answer ListRows(Call call) =>
        Page.Of(call, "experiment_runs", Named(call).RowsAt(call.Now), row => ExperimentRows.Json(call, row), most: 500);

    static Answer Delete(Call call)
    {
        call.World.Delete(Named(call));
        return Answer.Gone;
    }

    static Answer Create(Call call)
    {
        var body = call.Body(NewExperiment);
        if (body["dataset_id"] is null == body["space_id"] is null)
            throw Refusal.Malformed("An experiment needs exactly one of dataset_id and space_id.");

        var name = body["name"]!.GetValue<string>();
        var rows = body["experiment_runs"]!.AsArray().Select(row => row!.AsObject()).ToList();
        var dataset = body["dataset_id"]?.GetValue<string>() is { } id ? Call.Find(call.World.Datasets, id, "dataset") : null;
        var space = dataset?.SpaceId ?? Call.Find(call.World.Spaces, body["space_id"]!.GetValue<string>(), "space").Id;
        CheckRows(dataset, rows);
        if (name.Length == 0)
            throw Refusal.AgainstTheRules("name must not be empty.");
        if (dataset is null ? IsTakenInSpace(call, space, name) : call.World.IsTaken(dataset.Id, name))
            throw Refusal.Taken($"An experiment '{name}' exists already.");

        var experiment = new Experiment
        {
            Id = call.World.Ids.Next("Experiment"),
            Name = name,
            SpaceId = space,
            DatasetId = dataset?.Id,
            DatasetVersionId = dataset?.Versions[^1].Id,
            CreatedAt = call.Now,
            Rows = [.. rows.Select((row, i) => ExperimentRows.New(name, row, i))],
        };
        call.World.Experiments.Add(experiment);
        return Answer.Created(Json(experiment));
    }

    /// <summary>Stores further rows. Whether an example exists is not checked: the service does not, either.</summary>
    static Answer Append(Call call)
    {
        var experiment = Named(call);
        var rows = call.Body(MoreRows)["experiment_runs"]!.AsArray().Select(row => row!.AsObject()).ToList();
        if (experiment.DatasetId is not null)
            CheckExampleIds(rows);

        var added = rows.Select((row, i) => ExperimentRows.New(experiment.Id, row, experiment.Appended.Count + i)).ToList();
        experiment.Appended.AddRange(added);
        experiment.UpdatedAt = call.Now;
        var json = Json(experiment);
        json["run_ids"] = new JsonArray([.. added.Select(row => JsonValue.Create(row.Id))]);
        return Answer.Created(json);
    }

    /// <summary>Sets annotations by row and name. A row that does not exist is ignored, as the service does.</summary>
    static Answer Annotate(Call call)
    {
        var experiment = Named(call);
        var body = call.Body(Annotations);
        var rows = experiment.RowsAt(call.Now).ToDictionary(row => row.Id);
        foreach (var record in body["annotations"]!.AsArray())
        {
            if (rows.TryGetValue(record!["record_id"]!.GetValue<string>(), out var row))
                ExperimentRows.Annotate(row, record["values"]!.AsArray(), call);
        }

        return Answer.Accepted;
    }

    static bool IsTakenInSpace(Call call, string spaceId, string name) =>
        call.World.Experiments.Exists(it => it.DatasetId is null && it.SpaceId == spaceId && it.Name == name);

    static void CheckRows(Dataset? dataset, List<JsonObject> rows)
    {
        if (dataset is null)
            return;

        CheckExampleIds(rows);
        var known = dataset.Versions[^1].Examples.Select(example => example.Id).ToHashSet();
        for (var i = 0; i < rows.Count; i++)
        {
            var id = rows[i]["example_id"]!.GetValue<string>();
            if (!known.Contains(id))
                throw Refusal.AgainstTheRules($"experiment_runs[{i}]: the dataset has no example '{id}'.");
        }
    }

    static void CheckExampleIds(List<JsonObject> rows)
    {
        if (rows.FindIndex(row => row["example_id"] is null) is >= 0 and var i)
            throw Refusal.Malformed($"experiment_runs[{i}].example_id is required on a dataset.");
    }

    static JsonObject Json(Experiment experiment)
    {
        var json = new JsonObject
        {
            ["id"] = experiment.Id,
            ["name"] = experiment.Name,
            ["space_id"] = experiment.SpaceId,
            ["dataset_id"] = experiment.DatasetId,
            ["dataset_version_id"] = experiment.DatasetVersionId,
            ["created_at"] = Stamp.Of(experiment.CreatedAt),
            ["updated_at"] = Stamp.Of(experiment.UpdatedAt ?? experiment.CreatedAt),
            ["integration_id"] = experiment.IntegrationId,
        };
        if (experiment.TracesProjectId is not null)
            json["experiment_traces_project_id"] = experiment.TracesProjectId;
        return json;
    }
}

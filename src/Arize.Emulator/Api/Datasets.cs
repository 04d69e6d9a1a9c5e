using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Datasets and their examples.</summary>
static class Datasets
{
    /// <summary>Fields of an example that belong to the server; what a caller sends for them is dropped.</summary>
    static readonly string[] Reserved = ["id", "created_at", "updated_at", "annotations"];

    /// <summary>Columns that are taken for the expected answer of a dataset made through the API.</summary>
    static readonly string[] UsualReferences = ["expected_answer", "expected_output", "expected", "reference", "answer", "output"];

    static readonly Shape NewDataset = Closed(
        Must("name", Text()), Must("space_id", Id), Must("examples", ListOf(OpenObject, atLeast: 1, atMost: 1000)));

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_datasets", "GET", "/v2/datasets", Filters.BySpaceAndName, call =>
            Page.Of(call, "datasets", call.InSpacesNamed(call.World.Datasets), Json)),
        new("create_dataset", "POST", "/v2/datasets", [], Create),
        new("get_dataset", "GET", "/v2/datasets/{dataset_id}", [], call => Answer.Ok(JsonWithVersions(Named(call)))),
        new("list_dataset_examples", "GET", "/v2/datasets/{dataset_id}/examples", ["dataset_version_id", .. Filters.Paging], ListExamples),
    ];

    static Dataset Named(Call call) => call.At(call.World.Datasets, "dataset_id", "dataset");

    static Answer ListExamples(Call call)
    {
        var dataset = Named(call);
        var version = call.InQuery(dataset.Versions, "dataset_version_id", "version of this dataset") ?? dataset.Versions[^1];
        return Page.Of(call, "examples", version.Examples, Json, most: 500);
    }

    static Answer Create(Call call)
    {
        var body = call.Body(NewDataset);
        var name = body["name"]!.GetValue<string>();
        var space = Call.Find(call.World.Spaces, body["space_id"]!.GetValue<string>(), "space");
        if (name.Length == 0)
            throw Refusal.AgainstTheRules("name must not be empty.");
        if (call.World.Datasets.Any(dataset => dataset.SpaceId == space.Id && dataset.Name == name))
            throw Refusal.Taken($"There is a dataset '{name}' in this space already.");

        var id = call.World.Ids.Next("Dataset");
        var examples = body["examples"]!.AsArray().Select((columns, i) => NewExample(call, id, columns!.AsObject(), i)).ToList();
        var reference = UsualReferences.FirstOrDefault(column => examples.Exists(example => example.Columns.ContainsKey(column)));
        var version = new DatasetVersion(call.World.Ids.Next("DatasetVersion"), "v1", examples, call.Now);
        var dataset = new Dataset(id, name, space.Id, reference, [version], call.Now);
        call.World.Datasets.Add(dataset);
        return Answer.Created(JsonWithVersions(dataset));
    }

    static Example NewExample(Call call, string datasetId, JsonObject columns, int index)
    {
        var own = columns.DeepClone().AsObject();
        foreach (var name in Reserved)
            own.Remove(name);
        return new Example(Ids.Uuid(datasetId, $"{index}"), own, call.Now);
    }

    static JsonObject Json(Dataset dataset) => new()
    {
        ["id"] = dataset.Id,
        ["name"] = dataset.Name,
        ["space_id"] = dataset.SpaceId,
        ["created_at"] = Stamp.Of(dataset.CreatedAt),
        ["updated_at"] = Stamp.Of(dataset.Versions[^1].CreatedAt),
    };

    static JsonObject JsonWithVersions(Dataset dataset)
    {
        var json = Json(dataset);
        json["versions"] = new JsonArray([.. dataset.Versions.Select(version => Json(dataset, version))]);
        return json;
    }

    static JsonObject Json(Dataset dataset, DatasetVersion version) => new()
    {
        ["id"] = version.Id,
        ["name"] = version.Name,
        ["dataset_id"] = dataset.Id,
        ["created_at"] = Stamp.Of(version.CreatedAt),
        ["updated_at"] = Stamp.Of(version.CreatedAt),
    };

    static JsonObject Json(Example example)
    {
        var json = example.Columns.DeepClone().AsObject();
        json["id"] = example.Id;
        json["created_at"] = Stamp.Of(example.CreatedAt);
        json["updated_at"] = Stamp.Of(example.CreatedAt);
        return json;
    }
}

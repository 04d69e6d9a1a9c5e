using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Creates tasks of the three types.</summary>
static class TaskCreation
{
    static readonly Shape Evaluation = Closed(
        Must("name", Text(atLeast: 1)), Must("type", Text()), May("project_id", Id), May("dataset_id", Id),
        May("experiment_ids", ListOf(Id)), May("sampling_rate", Number(0, 1)), May("is_continuous", Flag), May("query_filter", Text()),
        Must("evaluators", TaskEvaluators.Shape));

    static readonly Shape NewTask = By(
        "type",
        ("TEMPLATE_EVALUATION", Evaluation),
        ("CODE_EVALUATION", Evaluation),
        ("RUN_EXPERIMENT", Closed(
            Must("name", Text(atLeast: 1)), Must("type", Text()), Must("dataset_id", Id),
            Must("run_configuration", RunConfigurations.Shape))));

    public static Answer Create(Call call)
    {
        var body = call.Body(NewTask);
        var type = body["type"]!.GetValue<string>().ToUpperInvariant();
        var task = type == "RUN_EXPERIMENT" ? NewExperimentTask(call, body) : NewEvaluationTask(call, body, type);
        call.World.Tasks.Add(task);
        return Answer.Created(Tasks.Json(call, task));
    }

    static TaskDefinition NewExperimentTask(Call call, JsonObject body)
    {
        var dataset = Call.Find(call.World.Datasets, body["dataset_id"]!.GetValue<string>(), "dataset");
        return new()
        {
            Id = call.World.Ids.Next("OnlineTask"),
            Name = body["name"]!.GetValue<string>(),
            SpaceId = dataset.SpaceId,
            Type = "RUN_EXPERIMENT",
            DatasetId = dataset.Id,
            RunConfiguration = RunConfigurations.Accept(call, body["run_configuration"]!.AsObject()),
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
    }

    static TaskDefinition NewEvaluationTask(Call call, JsonObject body, string type)
    {
        if (body.ContainsKey("project_id") == body.ContainsKey("dataset_id"))
            throw Refusal.Malformed("An evaluation task needs exactly one of project_id and dataset_id.");

        var onProject = body.ContainsKey("project_id");
        var experimentIds = (body["experiment_ids"] as JsonArray ?? []).Select(id => id!.GetValue<string>()).ToList();
        if (onProject && experimentIds.Count > 0)
            throw Refusal.Malformed("experiment_ids is for tasks on a dataset.");
        if (!onProject && experimentIds.Count == 0)
            throw Refusal.Malformed("A task on a dataset needs experiment_ids.");
        if (!onProject && body.ContainsKey("sampling_rate"))
            throw Refusal.Malformed("sampling_rate is for tasks on a project.");
        if (!onProject && body["is_continuous"]?.GetValue<bool>() == true)
            throw Refusal.Malformed("A task on a dataset is never continuous.");

        INamed owner = onProject
            ? Call.Find(call.World.Projects, body["project_id"]!.GetValue<string>(), "project")
            : Call.Find(call.World.Datasets, body["dataset_id"]!.GetValue<string>(), "dataset");
        foreach (var id in experimentIds)
            CheckExperiment(call, id, owner.Id);

        return new()
        {
            Id = call.World.Ids.Next("OnlineTask"),
            Name = body["name"]!.GetValue<string>(),
            SpaceId = owner.SpaceId,
            Type = type,
            ProjectId = onProject ? owner.Id : null,
            DatasetId = onProject ? null : owner.Id,
            SamplingRate = onProject ? body["sampling_rate"]?.GetValue<double>() ?? 1 : null,
            IsContinuous = body["is_continuous"]?.GetValue<bool>() ?? false,
            QueryFilter = Filters.Accepted(call, body["query_filter"]?.GetValue<string>(), onProject ? owner.Id : null),
            Evaluators = TaskEvaluators.Accept(call, type, onProject ? owner.Id : null, body["evaluators"]!),
            ExperimentIds = experimentIds,
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
    }

    /// <summary>An experiment to evaluate has to be there, and on the task's dataset.</summary>
    public static void CheckExperiment(Call call, string id, string? datasetId)
    {
        if (Call.Find(call.World.Experiments, id, "experiment").DatasetId != datasetId)
            throw Refusal.AgainstTheRules($"The experiment '{id}' is not on the task's dataset.");
    }
}

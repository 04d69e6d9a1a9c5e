using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>Tasks: list, get, update, delete.</summary>
static class Tasks
{
    public static readonly string[] Types = ["TEMPLATE_EVALUATION", "CODE_EVALUATION", "RUN_EXPERIMENT"];

    static readonly Shape EvaluationUpdate = Closed(
        May("name", Text(atLeast: 1)), May("sampling_rate", Number(0, 1)), May("is_continuous", Flag),
        May("query_filter", OrNull(Text())), May("evaluators", TaskEvaluators.Shape));

    static readonly Shape ExperimentUpdate = Closed(May("name", Text(atLeast: 1)), May("run_configuration", RunConfigurations.Shape));

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_tasks", "GET", "/v2/tasks", ["project_id", "dataset_id", "type", .. Filters.BySpaceAndName], List),
        new("create_task", "POST", "/v2/tasks", [], TaskCreation.Create),
        new("get_task", "GET", "/v2/tasks/{task_id}", [], call => Answer.Ok(Json(call, Named(call)))),
        new("update_task", "PATCH", "/v2/tasks/{task_id}", [], Update),
        new("delete_task", "DELETE", "/v2/tasks/{task_id}", [], Delete),
        new("trigger_task_run", "POST", "/v2/tasks/{task_id}/trigger", [], Triggering.Trigger),
    ];

    public static TaskDefinition Named(Call call) => call.At(call.World.Tasks, "task_id", "task");

    public static JsonObject Json(Call call, TaskDefinition task) => new()
    {
        ["id"] = task.Id,
        ["name"] = task.Name,
        ["type"] = call.Words.Say(task.Type),
        ["project_id"] = task.ProjectId,
        ["dataset_id"] = task.DatasetId,
        ["sampling_rate"] = task.SamplingRate,
        ["is_continuous"] = task.IsContinuous,
        ["query_filter"] = task.QueryFilter,
        ["evaluators"] = new JsonArray([.. task.Evaluators.Select(attached => TaskEvaluators.Json(call, attached))]),
        ["experiment_ids"] = new JsonArray([.. task.ExperimentIds.Select(id => JsonValue.Create(id))]),
        ["run_configuration"] = task.RunConfiguration is null ? null : RunConfigurations.Json(call, task.RunConfiguration),
        ["last_run_at"] = Stamp.Of(call.World.Runs.Where(run => run.Task == task && run.HasBegun).Max(run => run.At(call.Now).BegunAt)),
        ["created_at"] = Stamp.Of(task.CreatedAt),
        ["updated_at"] = Stamp.Of(task.UpdatedAt),
        ["created_by_user_id"] = call.World.UserId,
    };

    static Answer List(Call call)
    {
        var project = call.InQuery(call.World.Projects, "project_id", "project");
        var dataset = call.InQuery(call.World.Datasets, "dataset_id", "dataset");
        var type = call.Query.OneOf("type", Types);
        var tasks = call.InSpacesNamed(call.World.Tasks)
            .Where(task => project is null || task.ProjectId == project.Id)
            .Where(task => dataset is null || task.DatasetId == dataset.Id)
            .Where(task => type is null || task.Type == type);
        return Page.Of(call, "tasks", tasks, task => Json(call, task));
    }

    static Answer Update(Call call)
    {
        var task = Named(call);
        var body = call.Body(task.RunsExperiments ? ExperimentUpdate : EvaluationUpdate);
        if (body.Count == 0)
            throw Refusal.Malformed("The body needs at least one field.");
        if (task.DatasetId is not null && body.ContainsKey("sampling_rate"))
            throw Refusal.Malformed("sampling_rate is for tasks on a project.");
        if (task.DatasetId is not null && body["is_continuous"]?.GetValue<bool>() == true)
            throw Refusal.Malformed("A task on a dataset is never continuous.");

        // Everything is checked before anything changes.
        var evaluators = body["evaluators"] is { } list ? TaskEvaluators.Accept(call, task.Type, task.ProjectId, list) : task.Evaluators;
        var configuration = body["run_configuration"] is JsonObject sent ? RunConfigurations.Accept(call, sent) : task.RunConfiguration;
        var filter = body.ContainsKey("query_filter")
            ? Filters.Accepted(call, body["query_filter"]?.GetValue<string>(), task.ProjectId) : task.QueryFilter;
        task.Evaluators = evaluators;
        task.RunConfiguration = configuration;
        task.Name = body["name"]?.GetValue<string>() ?? task.Name;
        task.SamplingRate = body["sampling_rate"]?.GetValue<double>() ?? task.SamplingRate;
        task.IsContinuous = body["is_continuous"]?.GetValue<bool>() ?? task.IsContinuous;
        task.QueryFilter = filter;
        task.UpdatedAt = call.Now;
        return Answer.Ok(Json(call, task));
    }

    static Answer Delete(Call call)
    {
        call.World.Delete(Named(call));
        return Answer.Gone;
    }
}

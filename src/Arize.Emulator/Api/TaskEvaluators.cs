using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;
using static Arize.Emulator.Http.Shapes;

namespace Arize.Emulator.Api;

/// <summary>The evaluators of an evaluation task.</summary>
static class TaskEvaluators
{
    public static Shape Shape { get; } = ListOf(
        Closed(
            Must("evaluator_id", Id), May("evaluator_version_id", OrNull(Id)), May("query_filter", Text()),
            May("column_mappings", MapOf(Text()))),
        atLeast: 1);

    /// <summary>Finds the evaluators and holds them against the rules.</summary>
    /// <param name="call">The request.</param>
    /// <param name="type">Type of the task.</param>
    /// <param name="projectId">The project it evaluates; null for experiments.</param>
    /// <param name="list">The list of the body.</param>
    public static IReadOnlyList<TaskEvaluator> Accept(Call call, string type, string? projectId, JsonNode list)
    {
        var attached = list.AsArray().Select(item => Accept(call, item!.AsObject(), projectId)).ToList();
        if (attached.CountBy(it => it.Evaluator.Id).Any(count => count.Value > 1))
            throw Refusal.AgainstTheRules("evaluators names one evaluator twice.");

        // TEMPLATE_EVALUATION tasks take template evaluators, CODE_EVALUATION tasks code evaluators.
        var kind = type == "CODE_EVALUATION" ? "CODE" : "TEMPLATE";
        if (attached.Find(it => it.Evaluator.Setup.Type != kind) is { } foreign)
            throw Refusal.AgainstTheRules($"'{foreign.Evaluator.Name}' is no {kind} evaluator, so it does not fit a {type} task.");
        if (attached.Count(it => it.Evaluator.Setup.Custom) > 1)
            throw Refusal.AgainstTheRules("A CODE_EVALUATION task takes at most one custom code evaluator.");

        return attached;
    }

    public static JsonObject Json(Call call, TaskEvaluator attached)
    {
        var json = new JsonObject
        {
            ["evaluator_id"] = attached.Evaluator.Id,
            ["evaluator_name"] = attached.Evaluator.Name,
            ["evaluator_version_id"] = attached.VersionId,
            ["query_filter"] = attached.QueryFilter,
            ["column_mappings"] = attached.ColumnMappings?.DeepClone(),
        };
        if (call.Words.IsOld)
            json.Remove("evaluator_version_id");
        return json;
    }

    static TaskEvaluator Accept(Call call, JsonObject item, string? projectId)
    {
        var evaluator = Call.Find(call.World.Evaluators, item["evaluator_id"]!.GetValue<string>(), "evaluator");
        var version = item["evaluator_version_id"]?.GetValue<string>();
        if (version is not null && !evaluator.Versions.Any(it => it.Id == version))
            throw Refusal.AgainstTheRules($"'{version}' is not a version of the evaluator '{evaluator.Name}'.");

        var filter = Filters.Accepted(call, item["query_filter"]?.GetValue<string>(), projectId);
        return new(evaluator, version, filter, item["column_mappings"]?.DeepClone().AsObject());
    }
}

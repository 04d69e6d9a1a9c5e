using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Evaluators and their versions.</summary>
static class Evaluators
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_evaluators", "GET", "/v2/evaluators", Filters.BySpaceAndName, call =>
            Page.Of(call, "evaluators", call.InSpacesNamed(call.World.Evaluators), evaluator => Json(call, evaluator))),
        new("get_evaluator", "GET", "/v2/evaluators/{evaluator_id}", ["version_id"], Get),
        new("list_evaluator_versions", "GET", "/v2/evaluators/{evaluator_id}/versions", Filters.Paging, ListVersions),
        new("get_evaluator_version", "GET", "/v2/evaluator-versions/{version_id}", [], GetVersion),
    ];

    static Evaluator Named(Call call) => call.At(call.World.Evaluators, "evaluator_id", "evaluator");

    static Answer Get(Call call)
    {
        var evaluator = Named(call);
        var version = call.InQuery(evaluator.Versions, "version_id", "version of this evaluator") ?? evaluator.Versions[^1];
        var json = Json(call, evaluator);
        json["version"] = Json(call, evaluator, version);
        return Answer.Ok(json);
    }

    static Answer GetVersion(Call call)
    {
        var version = call.At(call.World.Evaluators.SelectMany(evaluator => evaluator.Versions), "version_id", "evaluator version");
        return Answer.Ok(Json(call, call.World.Evaluators.First(evaluator => evaluator.Versions.Contains(version)), version));
    }

    static Answer ListVersions(Call call)
    {
        var evaluator = Named(call);
        return Page.Of(call, "evaluator_versions", evaluator.Versions.Reverse(), version => Json(call, evaluator, version));
    }

    static JsonObject Json(Call call, Evaluator evaluator) => new()
    {
        ["id"] = evaluator.Id,
        ["name"] = evaluator.Name,
        ["description"] = evaluator.Setup.Description,
        ["type"] = call.Words.Say(evaluator.Setup.Type),
        ["space_id"] = evaluator.SpaceId,
        ["created_at"] = Stamp.Of(evaluator.CreatedAt),
        ["updated_at"] = Stamp.Of(evaluator.Versions[^1].CreatedAt),
        ["created_by_user_id"] = call.World.UserId,
    };

    static JsonObject Json(Call call, Evaluator evaluator, EvaluatorVersion version)
    {
        var json = new JsonObject
        {
            ["id"] = version.Id,
            ["evaluator_id"] = evaluator.Id,
            ["commit_hash"] = CommitHash(version.Id),
            ["commit_message"] = version.Message,
            ["created_at"] = Stamp.Of(version.CreatedAt),
            ["created_by_user_id"] = call.World.UserId,
            ["type"] = call.Words.Say(evaluator.Setup.Type),
        };
        if (evaluator.Setup.Type == "CODE")
            json["code_config"] = CodeConfig(call, evaluator);
        else
            json["template_config"] = TemplateConfig(call, evaluator);
        return json;
    }

    static JsonObject CodeConfig(Call call, Evaluator evaluator)
    {
        var config = new JsonObject
        {
            ["type"] = call.Words.Say(evaluator.Setup.Custom ? "CUSTOM" : "MANAGED"),
            ["name"] = evaluator.Name.Replace('.', ' '),
            ["variables"] = new JsonArray("output", "expected_answer"),
        };
        if (evaluator.Setup.Custom)
            config["code"] = "# The emulator computes this evaluator itself.";
        else
            config["managed_evaluator"] = call.Words.Say(Managed(evaluator.Setup.Kind));
        return config;
    }

    static string Managed(EvaluatorKind kind) => kind == EvaluatorKind.JsonParseable ? "JSON_PARSEABLE" : "EXACT_MATCH";

    static JsonObject TemplateConfig(Call call, Evaluator evaluator)
    {
        var integration = call.World.AiIntegrations.Find(it => it.SpaceId == evaluator.SpaceId);
        return new()
        {
            ["name"] = evaluator.Name,
            ["template"] = "Question: {question}\nExpected: {expected_answer}\nAnswer: {output}\nJudge the answer.",
            ["include_explanations"] = true,
            ["use_function_calling_if_available"] = false,
            ["llm_config"] = new JsonObject
            {
                ["ai_integration_id"] = integration?.Id ?? "",
                ["model_name"] = integration is { Models: [var model, ..] } ? model : "",
                ["invocation_parameters"] = new JsonObject { ["temperature"] = 0 },
                ["provider_parameters"] = new JsonObject(),
            },
        };
    }

    /// <summary>Looks like the hash of a commit and is the same at every start.</summary>
    public static string CommitHash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..40];
}

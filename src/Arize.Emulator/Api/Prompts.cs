using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Prompts, their versions and labels.</summary>
static class Prompts
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_prompts", "GET", "/v2/prompts", Filters.BySpaceAndName, call =>
            Page.Of(call, "prompts", call.InSpacesNamed(call.World.Prompts), prompt => Json(call, prompt))),
        new("get_prompt", "GET", "/v2/prompts/{prompt_id}", ["version_id", "label"], Get),
        new("get_prompt_label", "GET", "/v2/prompts/{prompt_id}/labels/{label_name}", [], GetLabel),
        new("list_prompt_versions", "GET", "/v2/prompts/{prompt_id}/versions", Filters.Paging, ListVersions),
        new("get_prompt_version", "GET", "/v2/prompt-versions/{version_id}", [], GetVersion),
    ];

    static Prompt Named(Call call) => call.At(call.World.Prompts, "prompt_id", "prompt");

    static Answer Get(Call call)
    {
        var prompt = Named(call);
        var label = call.Query.Text("label");
        var version = call.InQuery(prompt.Versions, "version_id", "version of this prompt");
        if (version is not null && label is not null)
            throw Refusal.Malformed("version_id and label exclude each other.");

        var json = Json(call, prompt);
        json["version"] = Json(call, prompt, version ?? (label is null ? prompt.Versions[^1] : Labelled(prompt, label)));
        return Answer.Ok(json);
    }

    static Answer GetLabel(Call call)
    {
        var prompt = Named(call);
        return Answer.Ok(Json(call, prompt, Labelled(prompt, call.PathValues["label_name"])));
    }

    static Answer GetVersion(Call call)
    {
        var version = call.At(call.World.Prompts.SelectMany(prompt => prompt.Versions), "version_id", "prompt version");
        return Answer.Ok(Json(call, call.World.Prompts.First(prompt => prompt.Versions.Contains(version)), version));
    }

    static Answer ListVersions(Call call)
    {
        var prompt = Named(call);
        return Page.Of(call, "prompt_versions", prompt.Versions.Reverse(), version => Json(call, prompt, version));
    }

    static PromptVersion Labelled(Prompt prompt, string label) =>
        prompt.Versions.LastOrDefault(version => version.Setup.Labels.Contains(label))
            ?? throw new Refusal(404, $"The prompt '{prompt.Name}' has no label '{label}'.");

    static JsonObject Json(Call call, Prompt prompt) => new()
    {
        ["id"] = prompt.Id,
        ["name"] = prompt.Name,
        ["description"] = prompt.Description,
        ["space_id"] = prompt.SpaceId,
        ["created_at"] = Stamp.Of(prompt.CreatedAt),
        ["updated_at"] = Stamp.Of(prompt.Versions[^1].CreatedAt),
        ["created_by_user_id"] = call.World.UserId,
    };

    static JsonObject Json(Call call, Prompt prompt, PromptVersion version) => new()
    {
        ["id"] = version.Id,
        ["prompt_id"] = prompt.Id,
        ["commit_hash"] = Evaluators.CommitHash(version.Id),
        ["commit_message"] = version.Setup.Message,
        ["messages"] = new JsonArray(Message(call, "SYSTEM", version.Setup.System), Message(call, "USER", version.Setup.User)),
        ["input_variable_format"] = call.Words.Say("F_STRING"),
        ["provider"] = call.Words.Say("OPEN_AI"),
        ["model"] = version.Setup.Model,
        ["created_at"] = Stamp.Of(version.CreatedAt),
        ["created_by_user_id"] = call.World.UserId,
        ["labels"] = new JsonArray([.. version.Setup.Labels.Select(label => JsonValue.Create(label))]),
    };

    static JsonObject Message(Call call, string role, string content) => new() { ["role"] = call.Words.Say(role), ["content"] = content };
}

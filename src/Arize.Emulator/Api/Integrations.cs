using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Provider connections, under their older and their newer path, and agents.</summary>
static class Integrations
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_ai_integrations", "GET", "/v2/ai-integrations", Filters.BySpaceAndName, call =>
            Page.Of(call, "ai_integrations", call.InSpacesNamed(call.World.AiIntegrations), item => Json(call, item))),
        new("list_integrations", "GET", "/v2/integrations", ["type", .. Filters.BySpaceAndName], List),
    ];

    static Answer List(Call call)
    {
        var type = call.Query.OneOf("type", "LLM", "AGENT");
        IEnumerable<INamed> all = [.. call.World.AiIntegrations, .. call.World.Agents];
        var wanted = all.Where(item => type is null || item is AgentIntegration == (type == "AGENT"));
        return Page.Of(call, "integrations", call.InSpacesNamed(wanted), item =>
            item is AgentIntegration agent ? Json(call, agent) : Newer(call, (AiIntegration)item));
    }

    static JsonObject Json(Call call, AiIntegration item) => new()
    {
        ["id"] = item.Id,
        ["name"] = item.Name,
        ["provider"] = call.Words.Say(item.Provider),
        ["has_api_key"] = true,
        ["base_url"] = null,
        ["model_names"] = new JsonArray([.. item.Models.Select(model => JsonValue.Create(model))]),
        ["headers"] = null,
        ["enable_default_models"] = false,
        ["function_calling_enabled"] = true,
        ["auth_type"] = call.Words.Say("DEFAULT"),
        ["provider_metadata"] = null,
        ["scopings"] = Scopings(call, item.SpaceId),
        ["created_at"] = Stamp.Of(item.CreatedAt),
        ["updated_at"] = Stamp.Of(item.CreatedAt),
        ["created_by_user_id"] = call.World.UserId,
    };

    static JsonObject Newer(Call call, AiIntegration item) => Head(call, item, "LLM", item.CreatedAt, new JsonObject
    {
        ["provider"] = call.Words.Say(item.Provider),
        ["is_function_calling_enabled"] = true,
        ["has_api_key"] = true,
    });

    static JsonObject Json(Call call, AgentIntegration item) => Head(call, item, "AGENT", item.CreatedAt, new JsonObject
    {
        ["endpoint"] = item.Endpoint,
        ["has_headers"] = false,
        ["input_schema"] = new JsonObject { ["type"] = "object" },
        ["request_presets"] = new JsonArray(),
    });

    static JsonObject Head(Call call, INamed item, string type, DateTimeOffset createdAt, JsonObject config) => new()
    {
        ["id"] = item.Id,
        ["type"] = call.Words.Say(type),
        ["name"] = item.Name,
        ["scopings"] = Scopings(call, item.SpaceId),
        ["created_at"] = Stamp.Of(createdAt),
        ["updated_at"] = Stamp.Of(createdAt),
        ["created_by_user_id"] = call.World.UserId,
        ["config"] = config,
    };

    static JsonArray Scopings(Call call, string spaceId) =>
        new(new JsonObject { ["organization_id"] = call.World.OrganizationId, ["space_id"] = spaceId });
}

using System.Text.Json.Nodes;
using Arize.Emulator.Http;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>Spaces and projects.</summary>
static class Directory
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("list_spaces", "GET", "/v2/spaces", ["org_id", "name", .. Filters.Paging], ListSpaces),
        new("list_projects", "GET", "/v2/projects", Filters.BySpaceAndName, call =>
            Page.Of(call, "projects", call.InSpacesNamed(call.World.Projects), Json)),
        new("get_space", "GET", "/v2/spaces/{space_id}", [], call => Answer.Ok(Json(call.At(call.World.Spaces, "space_id", "space")))),
        new("get_project", "GET", "/v2/projects/{project_id}", [], call =>
            Answer.Ok(Json(call.At(call.World.Projects, "project_id", "project")))),
    ];

    static Answer ListSpaces(Call call)
    {
        var organization = call.Query.Id("org_id");
        var name = call.Query.Part("name");
        var spaces = call.World.Spaces
            .Where(space => Filters.Holds(space.Name, name) && (organization is null || organization == call.World.OrganizationId));
        return Page.Of(call, "spaces", spaces, Json);
    }

    static JsonObject Json(Space space) => new()
    {
        ["id"] = space.Id,
        ["name"] = space.Name,
        ["description"] = space.Description,
        ["created_at"] = Stamp.Of(space.CreatedAt),
        ["is_private"] = false,
    };

    static JsonObject Json(Project project) => new()
    {
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["space_id"] = project.SpaceId,
        ["created_at"] = Stamp.Of(project.CreatedAt),
    };
}

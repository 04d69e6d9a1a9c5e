using Arize.Emulator.Http;
using Arize.Emulator.Simulation;
using Arize.Emulator.State;

namespace Arize.Emulator.Api;

/// <summary>The filters that lists share.</summary>
static class Filters
{
    public static string[] Paging { get; } = ["limit", "cursor"];

    public static string[] BySpaceAndName { get; } = ["space_id", "space_name", "name", .. Paging];

    /// <summary>
    /// Keeps what is in the spaces and has the part of a name that the query asks for. An unknown space id is an answer 404.
    /// </summary>
    public static IEnumerable<T> InSpacesNamed<T>(this Call call, IEnumerable<T> items)
        where T : INamed
    {
        var space = call.InQuery(call.World.Spaces, "space_id", "space");
        var spaceName = call.Query.Part("space_name");
        var spaces = call.World.Spaces.Where(it => (space is null || it == space) && Holds(it.Name, spaceName)).Select(it => it.Id);
        return call.Named(items.Where(item => spaces.Contains(item.SpaceId)));
    }

    public static IEnumerable<T> Named<T>(this Call call, IEnumerable<T> items)
        where T : INamed
    {
        var name = call.Query.Part("name");
        return items.Where(item => Holds(item.Name, name));
    }

    /// <summary>
    /// Refuses a filter over a dataset that the emulator cannot carry out: to take it and then evaluate everything would be a lie. Filters
    /// over
    /// a project without traffic are taken as they are, as there is no data to hold them against.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="filter">The filter; null for none.</param>
    /// <param name="projectId">The project; null for a dataset.</param>
    public static string? Accepted(Call call, string? filter, string? projectId)
    {
        if (filter is null || (projectId is not null && !call.World.Traffic.ContainsKey(projectId)))
            return filter;
        if (projectId is null && QueryFilter.Parse(filter) is null)
            throw Refusal.Malformed("query_filter: this emulator understands comparisons such as category = 'refunds', joined by 'and'.");
        if (projectId is not null && SpanColumns.Complaint(filter) is { } complaint)
            throw Refusal.Malformed($"query_filter: {complaint}");
        return filter;
    }

    /// <summary>Whether a name contains a part, ignoring case.</summary>
    public static bool Holds(string name, string? part) => part is null || name.Contains(part, StringComparison.OrdinalIgnoreCase);
}

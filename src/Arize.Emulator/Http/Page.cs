using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Emulator.State;

namespace Arize.Emulator.Http;

/// <summary>
/// One page of a list. A cursor names the last item of the page before and the query it came from, so items that are added meanwhile do not
/// shift the pages.
/// </summary>
static class Page
{
    /// <param name="call">The request; its limit and cursor are used.</param>
    /// <param name="key">Name of the list in the answer.</param>
    /// <param name="items">All items that pass the filters, in order.</param>
    /// <param name="write">Turns an item into JSON.</param>
    /// <param name="most">Largest page.</param>
    public static Answer Of<T>(Call call, string key, IEnumerable<T> items, Func<T, JsonNode> write, int most = 100)
        where T : IEntity
    {
        var limit = call.Query.Limit(most);
        var all = items.ToList();
        var query = Fingerprint($"{key}?{string.Join('&', call.PathValues.Values)}&{call.Query.Identity}");
        var start = call.Query.Text("cursor") is { } cursor ? After(cursor, query, all) : 0;

        var page = all.Skip(start).Take(limit).ToList();
        var pagination = new JsonObject { ["has_more"] = start + page.Count < all.Count };
        if (start + page.Count < all.Count)
            pagination["next_cursor"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{query} {page[^1].Id}"));

        return Answer.Ok(new JsonObject { [key] = new JsonArray([.. page.Select(write)]), ["pagination"] = pagination });
    }

    static int After<T>(string cursor, string query, List<T> items)
        where T : IEntity
    {
        var bytes = new byte[cursor.Length];
        var parts = Convert.TryFromBase64String(cursor, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(' ', 2) : [];
        if (parts.Length != 2 || parts[0] != query)
            throw Refusal.Malformed("cursor is not one that this query gave.");

        var last = items.FindIndex(item => item.Id == parts[1]);
        return last >= 0 ? last + 1 : throw Refusal.Malformed("cursor points at an item that is no longer there.");
    }

    public static string Fingerprint(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 6);
}

namespace Arize.Build.Client.Http;

/// <summary>The cursors of one list: a list that leads back to where it was, or through empty pages only, would never end.</summary>
internal sealed class Cursors(ApiRequest list)
{
    /// <summary>A filter may leave some pages without items.</summary>
    const int MostEmptyPages = 100;

    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    int empty;

    public void Follow<T>(Page<T> page)
    {
        empty = page.Items.Count == 0 ? empty + 1 : 0;
        if (page.NextCursor is { } cursor && !seen.Add(cursor))
            throw JsonFields.Unexpected(list, "a page cursor came back twice, so the list would never end");
        if (page.NextCursor is not null && empty >= MostEmptyPages)
            throw JsonFields.Unexpected(list, $"{MostEmptyPages} pages without an item follow each other, so the list would never end");
    }
}

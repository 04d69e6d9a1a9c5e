namespace Arize.Build.Client.Http;

/// <summary>The pages of one list: a list that leads back to where it was, or through empty pages only, or on and on, would never end.</summary>
internal sealed class Cursors(ApiRequest list)
{
    /// <summary>A filter may leave some pages without items.</summary>
    const int MaxEmptyPages = 100;

    /// <summary>While a list is read, an item that is added may push others on to the next page.</summary>
    const int MaxRepeatedPages = 2;

    /// <summary>At 100 items a page, a million: no list that a build reads is as long.</summary>
    const int MaxPages = 10_000;

    readonly HashSet<string> cursors = new(StringComparer.Ordinal);
    readonly HashSet<(string, string, int)> pages = [];
    int read;
    int repeated;
    int empty;

    /// <summary>Counts a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="id">Names an item of it.</param>
    public void Follow<T>(Page<T> page, Func<T, string> id)
    {
        read++;
        empty = page.Items.Count == 0 ? empty + 1 : 0;
        if (page.NextCursor is not { } cursor)
            return;
        if (!cursors.Add(cursor))
            throw Endless("a page cursor came back twice");
        if (page.Items.Count > 0 && !pages.Add((id(page.Items[0]), id(page.Items[^1]), page.Items.Count)) && ++repeated > MaxRepeatedPages)
            throw Endless("pages come back under new cursors");
        if (empty >= MaxEmptyPages)
            throw Endless($"{MaxEmptyPages} pages without an item follow each other");
        if (read >= MaxPages)
            throw Endless($"there are more than {MaxPages} pages");
    }

    ArizeException Endless(string problem) => JsonFields.Unexpected(list, $"{problem}, so the list would never end");
}

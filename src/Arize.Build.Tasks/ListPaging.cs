using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>What the two listing tasks share: one page, or all of them.</summary>
internal static class ListPaging
{
    public const int DefaultLimit = 100;

    public static bool Read(SettingReader settings, string? all, string? limit, string? cursor)
    {
        var every = settings.Flag("All", all) ?? false;
        if (every && (SettingReader.Text(limit) ?? SettingReader.Text(cursor)) is not null)
            settings.Add([Diagnostic.Exclusive(["All", SettingReader.Text(limit) is null ? "Cursor" : "Limit"], "Read all pages, or one.")]);
        return every;
    }

    public static (ITaskItem[] Items, string Next) One<T>(Page<T> page, Func<T, ITaskItem> toItem) => ([.. page.Items.Select(toItem)], page.NextCursor ?? "");

    public static async Task<ITaskItem[]> AllAsync<T>(IAsyncEnumerable<T> list, Func<T, ITaskItem> toItem)
    {
        var items = new List<ITaskItem>();
        await foreach (var one in list.ConfigureAwait(false))
            items.Add(toItem(one));
        return [.. items];
    }
}

namespace Arize.Build.Tasks;

/// <summary>The page of an error code. It comes with the package, so the link is true without a network, and of the version that is in use.</summary>
internal static class HelpPage
{
    /// <summary>Null if the tasks are not in a package.</summary>
    public static string? Of(string code)
    {
        if (Path.GetDirectoryName(typeof(HelpPage).Assembly.Location) is not { Length: > 0 } folder)
            return null;
        var page = Path.GetFullPath(Path.Combine(folder, "..", "..", "docs", "errors", $"{code}.md"));
        return File.Exists(page) ? new Uri(page).AbsoluteUri : null;
    }
}

namespace Arize.Build.Benchmarks;

/// <summary>The official JavaScript client, where node is: installed when it is first needed, beside this program's output.</summary>
static class JavaScript
{
    public const string Version = "1.28.0";

    /// <summary>The folder with the scripts and the client; null where there is no node.</summary>
    public static async Task<string?> FolderAsync()
    {
        if (!Child.Has("node") || !Child.Has("npm"))
            return null;
        var folder = Path.Combine(AppContext.BaseDirectory, "Peers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "private": true, "type": "module" }""");
            await Child.RunAsync(folder, new Dictionary<string, string?>(), "npm", "install", "--no-fund", "--no-audit", "--silent", $"@arizeai/ax-client@{Version}");
        }
        return folder;
    }

    public const string Missing = "skipped: no Node.js";
}

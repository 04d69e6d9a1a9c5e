namespace Arize.EndToEnd.Tests.Harness;

/// <summary>
/// The real Cake tool and the packed addin. Both have their real versions, so that samples and pages run word for word; folders of their own keep older ones out, because neither Cake nor NuGet
/// ever looks again at what they have extracted.
/// </summary>
static class CakeTool
{
    static readonly Lazy<Task> Packing = new(PackAsync);

    /// <summary>The version that the manifest names.</summary>
    public static string Version { get; } =
        System.Text.Json.JsonDocument.Parse(File.ReadAllText(Manifest)).RootElement.GetProperty("tools").GetProperty("cake.tool").GetProperty("version").GetString()!;

    /// <summary>The addin's package.</summary>
    public static string Addin => Directory.GetFiles(Packed.Feed, "Cake.Arize.*.nupkg").Single();

    static string Manifest => Path.Combine(Repository.Folder, ".config", "dotnet-tools.json");

    /// <summary>Cake's own program: what is started by it directly gets the signals that a terminal would send to all of a group.</summary>
    static string Program => Path.Combine(Packed.PackagesFolder, "cake.tool", Version, "tools", "net10.0", "any", "Cake.dll");

    /// <summary>Makes a folder a place for Cake: restores the tool from the repository's manifest, as a user does.</summary>
    public static async Task<Consumer> WithCake(this Consumer consumer)
    {
        await Packing.Value;
        consumer.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Manifest))
            // What the SDK remembers of restored tools.
            .With("DOTNET_CLI_HOME", Path.Combine(consumer.Folder, ".home")).With("TERM", "dumb");
        (await consumer.Dotnet("tool", "restore")).Passes();
        return consumer;
    }

    /// <summary>Copies a sample, without what it has left when it was run by hand.</summary>
    public static Consumer WithSample(this Consumer consumer, string sample)
    {
        var from = Path.Combine(Repository.Folder, "samples", sample);
        string[] left = ["artifacts", "tools", "published", "bin", "obj"];
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f)).Where(f => !f.Split(Path.DirectorySeparatorChar).Intersect(left).Any()))
            consumer.Write(file, File.ReadAllText(Path.Combine(from, file)));
        return consumer;
    }

    /// <summary>Runs <c>dotnet cake</c> and waits for its end.</summary>
    public static Task<Build> Cake(this Consumer consumer, params IEnumerable<string> arguments) => consumer.Dotnet(["cake", .. arguments]);

    /// <summary>Starts Cake's program and does not wait.</summary>
    public static Child StartCake(this Consumer consumer, params IEnumerable<string> arguments) => consumer.Start([Program, .. arguments]);

    static async Task PackAsync()
    {
        (await Child.Run(Packed.Sources, Packed.ReleaseEnvironment, "dotnet", "pack", "src/Cake.Arize", "-v:q", "-o", Packed.Feed)).Passes();
        var tool = $"cake.tool.{Version}.nupkg";
        File.Copy(Path.Combine(Packed.RestoredPackages, "cake.tool", Version, tool), Path.Combine(Packed.Feed, tool));
    }
}

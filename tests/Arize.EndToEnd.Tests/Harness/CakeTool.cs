namespace Arize.EndToEnd.Tests.Harness;

/// <summary>
/// The real Cake tool and the packed addin. Both have their real versions, so that samples and pages run word for word; folders of their own keep older ones out, because neither Cake nor NuGet
/// ever looks again at what they have extracted.
/// </summary>
static class CakeTool
{
    static readonly SemaphoreSlim Turn = new(1);

    static Task? made;

    /// <summary>The version that the manifest names.</summary>
    public static string Version { get; } =
        System.Text.Json.JsonDocument.Parse(File.ReadAllText(Manifest)).RootElement.GetProperty("tools").GetProperty("cake.tool").GetProperty("version").GetString()!;

    /// <summary>Another RestSharp than the one that the addin carries.</summary>
    public const string OtherRestSharp = "113.1.0";

    /// <summary>The Cake.Core that the addin is compiled against.</summary>
    public static string Core => Path.Combine(Path.GetDirectoryName(Program)!, "Cake.Core.dll");

    /// <summary>The addin's package.</summary>
    public static string Addin => Directory.GetFiles(Packed.Feed, "Cake.Arize.*.nupkg").Single();

    static string Manifest => Path.Combine(Repository.Folder, ".config", "dotnet-tools.json");

    /// <summary>Cake's own program: what is started by it directly gets the signals that a terminal would send to all of a group.</summary>
    static string Program => Path.Combine(Packed.PackagesFolder, "cake.tool", Version, "tools", "net10.0", "any", "Cake.dll");

    /// <summary>Makes a folder a place for Cake: 'dotnet tool restore' from the repository's manifest, as a user does, but once for all, because two at a time get in each other's way.</summary>
    public static async Task<Consumer> WithCake(this Consumer consumer)
    {
        consumer.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Manifest))
            // There the SDK remembers restored tools.
            .With("DOTNET_CLI_HOME", Path.Combine(Path.GetDirectoryName(Packed.Feed)!, "home")).With("TERM", "dumb");
        await Turn.WaitAsync();
        try
        {
            await (made ??= MakeAsync(consumer));
        }
        finally
        {
            Turn.Release();
        }
        return consumer;
    }

    /// <summary>Copies a sample, without what it has left when it was run by hand.</summary>
    public static Consumer WithSample(this Consumer consumer, string sample)
    {
        var from = Path.Combine(Repository.Folder, "samples", sample);
        string[] left = ["artifacts", "tools", "bin", "obj"];
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f)).Where(f => !f.Split(Path.DirectorySeparatorChar).Intersect(left).Any()))
            consumer.Write(file, File.ReadAllText(Path.Combine(from, file)));
        return consumer;
    }

    /// <summary>Runs <c>dotnet cake</c> and waits for its end.</summary>
    public static Task<Build> Cake(this Consumer consumer, params IEnumerable<string> arguments) => consumer.Dotnet(["cake", .. arguments]);

    /// <summary>Starts Cake's program and does not wait.</summary>
    public static Child StartCake(this Consumer consumer, params IEnumerable<string> arguments) => consumer.Start([Program, .. arguments]);

    static async Task MakeAsync(Consumer consumer)
    {
        (await Child.Run(Packed.Sources, Packed.ReleaseEnvironment, "dotnet", "pack", "src/Cake.Arize", "-v:q", "-o", Packed.Feed)).Passes();
        Take("cake.tool", Version);
        Take("restsharp", OtherRestSharp);
        (await consumer.Dotnet("tool", "restore")).Passes();
    }

    static void Take(string package, string version)
    {
        var file = $"{package}.{version}.nupkg";
        File.Copy(Path.Combine(Packed.RestoredPackages, package, version, file), Path.Combine(Packed.Feed, file));
    }
}

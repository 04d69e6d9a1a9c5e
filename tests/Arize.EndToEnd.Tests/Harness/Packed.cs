using System.Reflection;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>
/// What all tests use, made once: a copy of the sources, the package packed from it as a release is, a feed that holds it, and the emulator. The package has its real version, so that
/// users' texts can be taken word for word; a packages folder of its own keeps an older one of that version out.
/// </summary>
[SetUpFixture]
public sealed class Packed
{
    static readonly TempFolder Root = new();

    static readonly SemaphoreSlim OnePack = new(1);

    /// <summary>Builds of this repository's sources are those of a release.</summary>
    internal static readonly KeyValuePair<string, string?>[] ReleaseEnvironment = [new("CI", "true")];

    /// <summary>Where the sources are said to be had, as a clone on a CI agent knows.</summary>
    public const string Origin = "https://github.com/example/arize-build-tasks";

    /// <summary>A copy of this repository's sources.</summary>
    public static string Sources { get; } = In("sources");

    /// <summary>The emulator's program.</summary>
    public static string Emulator { get; } = In("sources", "src", "Arize.Emulator", "bin", "Debug", "net10.0", "Arize.Emulator.dll");

    /// <summary>The only package source of the consumers.</summary>
    public static string Feed { get; } = In("feed");

    /// <summary>The packages folder of the consumers.</summary>
    public static string PackagesFolder { get; } = In("packages");

    /// <summary>The packages that this repository was restored with.</summary>
    internal static string RestoredPackages => BuiltWith("NuGetPackageRoot");

    /// <summary>The package.</summary>
    public static string File => Directory.GetFiles(Feed, "Arize.Build.Tasks.*.nupkg").Single();

    /// <summary>Its version.</summary>
    public static string Version => Path.GetFileNameWithoutExtension(File)["Arize.Build.Tasks.".Length..];

    /// <summary>Packs a copy of the sources as a release is packed.</summary>
    public static async Task Pack(string sources, string into, string project = "Arize.Build.Tasks") =>
        (await Child.Run(sources, ReleaseEnvironment, "dotnet", "pack", $"src/{project}", "-v:q", "-o", into)).Passes();

    /// <summary>Any of our packages. One that is not in the feed is packed when a test first asks for it.</summary>
    public static async Task<string> Any(string package)
    {
        await OnePack.WaitAsync();
        try
        {
            var others = In("others", package);
            var folder = Directory.EnumerateFiles(Feed, $"{package}.*.nupkg").Any() ? Feed : others;
            if (!Directory.Exists(folder))
                await Pack(Sources, folder, package);
            return Directory.GetFiles(folder, $"{package}.*.nupkg").Single();
        }
        finally
        {
            OnePack.Release();
        }
    }

    [OneTimeSetUp]
    public async Task Make()
    {
        Repository.CopyTo(Sources);
        await Commit(Sources);
        TakeTargetingPacks();
        await CompilerServer.Start(Root.Path, BuiltWith("CompilerServer"));
        await Task.WhenAll(Pack(Sources, Feed), BuildEmulator());
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        BuildServer.Stop();
        await CompilerServer.Stop();
        Root.Dispose();
    }

    static string In(params string[] path) => Path.Combine([Root.Path, .. path]);

    static async Task BuildEmulator() => (await Child.Run(Sources, ReleaseEnvironment, "dotnet", "build", "src/Arize.Emulator", "-v:q")).Passes();

    /// <summary>A release is built from a commit: its paths and names come from there, not from the folder.</summary>
    static async Task Commit(string sources)
    {
        foreach (var command in new[] { "init -q", "add -A", "-c user.name=test -c user.email=test@example.com -c commit.gpgsign=false commit -q -m sources", $"remote add origin {Origin}" })
            (await Child.Run(sources, [], ["git", .. command.Split(' ')])).Passes();
    }

    /// <summary>Reference assemblies that the SDK does not bring along, but that this repository was restored with.</summary>
    static void TakeTargetingPacks()
    {
        Directory.CreateDirectory(Feed);
        var packages = RestoredPackages;
        foreach (var pack in new[] { "microsoft.netcore.app.ref", "microsoft.aspnetcore.app.ref" })
        {
            var folder = Path.Combine(packages, pack);
            if (!Directory.Exists(folder))
                continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*.nupkg", SearchOption.AllDirectories))
                System.IO.File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }
    }
    /// <summary>A property of the build that built these tests.</summary>
    static string BuiltWith(string property) => typeof(Packed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == property).Value!;
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What is in the package, and what of it reaches its consumers.</summary>
public sealed class PackageTests : EmulatedTests
{
    [Test]
    public void The_package_holds_the_approved_files()
    {
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "approved", "package-files.txt"));

        Assert.That(Entries(Packed.File).Keys.Order(StringComparer.Ordinal), Is.EqualTo(approved));
    }

    [Test]
    public void The_package_is_a_development_dependency_and_depends_on_nothing()
    {
        using var archive = ZipFile.OpenRead(Packed.File);
        using var nuspec = archive.GetEntry("Arize.Build.Tasks.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value("developmentDependency"), Is.EqualTo("true"));
            Assert.That(Value("license"), Is.EqualTo("MIT"));
            Assert.That(Value("readme"), Is.EqualTo("README.md"));
            Assert.That(metadata.Descendants().Where(e => e.Name.LocalName == "dependency"), Is.Empty);
        }

        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    [Test]
    public async Task Two_packs_of_one_commit_are_equal_entry_by_entry()
    {
        using var elsewhere = new TempFolder();
        var sources = Path.Combine(elsewhere.Path, "other");
        (await Child.Run(elsewhere.Path, [], "git", "clone", "-q", Packed.Sources, sources)).Passes();

        await Packed.Pack(sources, into: elsewhere.Path);

        Assert.That(Entries(Directory.GetFiles(elsewhere.Path, "*.nupkg").Single()), Is.EqualTo(Entries(Packed.File)));
    }

    [Test]
    public async Task A_consumer_s_own_package_and_publish_folder_have_nothing_of_ours()
    {
        var consumer = Gated("good", before: "Publish;Pack");

        (await consumer.Dotnet("publish", "App")).Passes();
        (await consumer.Dotnet("pack", "App", "--no-build")).Passes();

        using var package = ZipFile.OpenRead(Path.Combine(consumer.Folder, consumer.Files("*.nupkg").Single()));
        using var nuspec = new StreamReader(package.GetEntry("App.nuspec")!.Open());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await nuspec.ReadToEndAsync(), Does.Not.Contain("Arize"));
            Assert.That(package.Entries.Select(e => e.Name).Where(IsOurs), Is.Empty);
            Assert.That(consumer.Published.Select(Path.GetFileName), Does.Contain("App.dll"));
            Assert.That(consumer.Published.Where(IsOurs), Is.Empty);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(consumer.Folder, consumer.Published.Single(f => f.EndsWith(".deps.json", StringComparison.Ordinal)))), Does.Not.Contain("Arize"));
        }

        static bool IsOurs(string file) => Path.GetFileName(file).StartsWith("Arize", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("RestSharp", StringComparison.Ordinal);
    }

    [Test]
    public async Task A_project_for_an_older_framework_is_gated_too()
    {
        var consumer = Gated("broken", before: "Build", frameworks: "net8.0");

        (await consumer.Dotnet("build", "App")).Fails("ARIZE3002");
    }

    /// <summary>Names and hashes of what is in a package.</summary>
    static SortedDictionary<string, string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            all[entry.FullName] = Convert.ToHexString(SHA256.HashData(content));
        }
        return all;
    }
}

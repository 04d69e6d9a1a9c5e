using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What is in the package, and what of it reaches its consumers.</summary>
public sealed partial class PackageTests : EmulatedTests
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
            Assert.That(Value("icon"), Is.EqualTo("icon.png"));
            Assert.That(metadata.Elements().Single(e => e.Name.LocalName == "repository").Attribute("url")?.Value, Does.StartWith(Packed.Origin));
            Assert.That(metadata.Descendants().Where(e => e.Name.LocalName == "dependency"), Is.Empty);
        }

        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    [TestCase("Arize.Build.Tasks.dll")]
    [TestCase("Arize.Build.Gates.dll")]
    [TestCase("Arize.Build.Client.dll")]
    public void An_assembly_holds_its_symbols_and_says_where_its_sources_are(string file)
    {
        using var archive = ZipFile.OpenRead(Packed.File);
        using var content = new MemoryStream();
        using (var entry = archive.GetEntry($"tasks/net8.0/{file}")!.Open())
            entry.CopyTo(content);
        content.Position = 0;
        using var assembly = new PEReader(content);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(assembly.ReadDebugDirectory().Single(d => d.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        var symbols = provider.GetMetadataReader();
        var link = symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation).Single(i => symbols.GetGuid(i.Kind) == SourceLink);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(symbols.GetBlobBytes(link.Value)), Does.Match("\"/_/\\*\":\"https://raw\\.githubusercontent\\.com/example/arize-build-tasks/[0-9a-f]{40}/\\*\""));
            Assert.That(symbols.Documents.Select(d => symbols.GetString(symbols.GetDocument(d).Name)), Has.All.StartWith("/_/"), "no folder of the machine that built it");
        }
    }

    [Test]
    public void The_pages_of_the_errors_link_only_to_what_is_in_the_package()
    {
        using var archive = ZipFile.OpenRead(Packed.File);
        var links = new List<string>();
        foreach (var page in archive.Entries.Where(e => e.FullName.StartsWith("docs/errors/", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(page.Open());
            links.AddRange(Link().Matches(text.ReadToEnd()).Select(m => Path.GetRelativePath("/", Path.GetFullPath(m.Groups[1].Value, "/docs/errors")).Replace('\\', '/')));
        }

        Assert.That(links, Is.Not.Empty);
        Assert.That(links.Distinct(), Is.SubsetOf(archive.Entries.Select(e => e.FullName)));
    }

    /// <summary>A terminal shows the code as a link; a file of its own is one that works without a network.</summary>
    [Test]
    public async Task The_code_of_an_error_is_a_link_to_its_page()
    {
        var consumer = Gated("broken", before: "Build");

        var build = await consumer.Dotnet("build", "App", "-tl:on");

        var link = TerminalLink().Match(build.Output);
        Assert.That(link.Success, Is.True, build.Output);
        Assert.That(await File.ReadAllTextAsync(new Uri(link.Groups[1].Value).LocalPath), Does.StartWith("# ARIZE3002: "));
    }

    [Test]
    public async Task Two_packs_of_one_commit_are_equal_entry_by_entry()
    {
        using var elsewhere = new TempFolder();
        var sources = Path.Combine(elsewhere.Path, "other");
        (await Child.Run(elsewhere.Path, [], "git", "clone", "-q", Packed.Sources, sources)).Passes();
        (await Child.Run(sources, [], "git", "remote", "set-url", "origin", Packed.Origin)).Passes();

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

    static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [GeneratedRegex(@"\x1b\]8;;(file:[^\x1b]+)\x1b\\ARIZE3002")]
    private static partial Regex TerminalLink();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Link();

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

using System.IO.Compression;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Records, pinned baselines and gate files stay out of what is built, published and packed. The SDKs of web applications take every JSON file below the project.</summary>
public sealed class NotReleasedTests : EmulatedTests
{
    const string Gates = """
        <ArizeGate Include="gates/release.json" Before="Publish" Baseline="pinned" />
        <ArizeGate Include="nightly" Task="good" Space="support" Record="records/it's, nightly" />
        """;

    [TestCase("Microsoft.NET.Sdk.Web")]
    [TestCase("Microsoft.NET.Sdk.Worker")]
    [TestCase("Microsoft.NET.Sdk.Razor", "Library")]
    [TestCase("Microsoft.NET.Sdk.BlazorWebAssembly")]
    [TestCase("Microsoft.NET.Sdk")]
    [TestCase("Microsoft.NET.Sdk", "Library")]
    public async Task Nothing_of_a_gate_is_released_with_the_product(string sdk, string output = "Exe")
    {
        var consumer = Product(sdk, output);

        await RestoreAsync(consumer, sdk);
        (await consumer.Dotnet("publish", "App", "--no-restore", "-p:ArizeSkip=true")).Passes();
        (await consumer.Dotnet("pack", "App", "--no-build", "-p:IsPackable=true", "-p:ArizeSkip=true")).Passes();

        string[] released = [.. consumer.Files("*").Where(f => f.StartsWith($"App{Path.DirectorySeparatorChar}bin", StringComparison.Ordinal)), .. consumer.Files("*.nupkg").SelectMany(p => Entries(Path.Combine(consumer.Folder, p)))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(released.Where(IsOfAGate), Is.Empty);
            Assert.That(released.Any(f => f.EndsWith("appsettings.json", StringComparison.Ordinal)), Is.EqualTo(sdk != "Microsoft.NET.Sdk"), "the product's own files are there");
        }
    }

    [TestCase("."), TestCase(" "), TestCase("./"), TestCase("..")]
    public async Task A_folder_of_records_that_holds_the_project_leaves_nothing_of_the_product_out(string records)
    {
        var consumer = Product("Microsoft.NET.Sdk.Web", "Exe");

        var build = (await consumer.Dotnet("msbuild", "App", "-restore", $"-p:ArizeRecords={records}", "-t:_ArizeNotReleased", "-getItem:Content")).Passes();

        Assert.That(build.Output, Does.Contain("appsettings.json"));
    }

    [TestCase("ArizeRecords", "."), TestCase("Record", "."), TestCase("Record", "..")]
    public async Task The_folder_of_the_project_is_refused_as_a_record(string setting, string folder)
    {
        var consumer = Gated("good", before: "Build", more: setting == "Record" ? $"Record=\"{folder}\"" : "");

        var build = (await consumer.Dotnet("build", "App", setting == "Record" ? "-p:A=b" : $"-p:ArizeRecords={folder}")).Fails("ARIZE1009");

        Assert.That(build.Errors[0].Message, Does.Contain(setting).And.Contain("the project's folder"));
        Assert.That(Emulator.Requests, Is.Empty);
    }

    /// <summary>What Blazor is built with is in packages that the SDK does not bring along: they come from the sources of this machine.</summary>
    static async Task RestoreAsync(Consumer consumer, string sdk)
    {
        if (sdk.EndsWith("WebAssembly", StringComparison.Ordinal))
            consumer.Write("nuget.config", $"""<configuration><packageSources><add key="feed" value="{Packed.Feed}" /></packageSources></configuration>""");
        var restore = await consumer.Dotnet("restore", "App", "-p:NuGetAudit=false");
        if (restore.Output.Contains("error NU1101", StringComparison.Ordinal) || restore.Output.Contains("error NU1301", StringComparison.Ordinal))
            Assert.Ignore($"{sdk} cannot be restored here: {restore.Output}");
        restore.Passes();
    }

    Consumer Product(string sdk, string output)
    {
        var consumer = Folder().Write("App/App.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{output}</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Arize.Build.Tasks" Version="{Packed.Version}" PrivateAssets="all" />
                {Gates}
              </ItemGroup>
            </Project>
            """).Write("App/Class.cs", output == "Exe" ? "System.Console.WriteLine();" : "public class Class;").Write("App/appsettings.json", "{}")
            .Write("App/gates/release.json", "{}").Write("App/gates/other.gate.json", "{}");
        foreach (var record in new[] { "artifacts/arize/release", "artifacts/arize/release/evaluate-judge", "records/it's, nightly", "pinned", "elsewhere/baseline" })
            foreach (var file in new[] { "run.json", "verdict.json", "scores.jsonl", "summary.md", "junit.xml", "report.html" })
                consumer.Write($"App/{record}/{file}", "{}");
        return consumer;
    }

    static bool IsOfAGate(string file) => new[] { "verdict.json", "run.json", "scores.jsonl", "summary.md", "junit.xml", "report.html", "release.json", ".gate.json" }.Any(file.EndsWith);

    static string[] Entries(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(e => e.FullName)];
    }
}

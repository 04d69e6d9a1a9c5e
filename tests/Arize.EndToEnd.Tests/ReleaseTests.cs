using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>What a gate lets out, and what it does not.</summary>
public sealed class ReleaseTests : EmulatedTests
{
    const string TwoFrameworks = "net8.0;net10.0";

    /// <summary>Two runtimes, for which nothing need be downloaded.</summary>
    const string TwoRuntimes = """
          <PropertyGroup>
            <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>
            <UseAppHost>false</UseAppHost>
            <EnableAppHostPackDownload>false</EnableAppHostPackDownload>
            <EnableRuntimePackDownload>false</EnableRuntimePackDownload>
          </PropertyGroup>
        """;

    [Test]
    public async Task A_publish_whose_gate_passes_leaves_its_files()
    {
        var consumer = Gated("good", before: "Publish;Pack");

        (await consumer.Dotnet("publish", "App")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Published.Select(Path.GetFileName), Does.Contain("App.dll"));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }
    }

    [TestCase("flaky", "ARIZE3004")]
    [TestCase("broken", "ARIZE3002")]
    [TestCase("void", "ARIZE3003")]
    [TestCase("endless", "ARIZE3001", "-p:ArizeTimeout=4s")]
    public async Task A_publish_whose_gate_blocks_leaves_no_file(string task, string code, params string[] more)
    {
        var consumer = Gated(task, before: "Publish;Pack");

        (await consumer.Dotnet(["publish", "App", .. more])).Fails(code);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Published, Is.Empty);
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(Emulator.Requests.Cancels(), Has.Count.EqualTo(task == "endless" ? 1 : 0));
        }
    }

    [TestCase("net10.0")]
    [TestCase(TwoFrameworks)]
    public async Task A_pack_whose_gate_passes_makes_its_package(string frameworks)
    {
        var consumer = Gated("good", before: "Publish;Pack", frameworks);

        (await consumer.Dotnet("pack", "App")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Files("*.nupkg"), Has.Count.EqualTo(1));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }
    }

    [TestCase("net10.0")]
    [TestCase(TwoFrameworks)]
    public async Task A_pack_whose_gate_blocks_makes_no_package_not_even_without_a_build(string frameworks)
    {
        var consumer = Gated("broken", before: "Publish;Pack", frameworks);

        (await consumer.Dotnet("pack", "App")).Fails("ARIZE3002");
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        Assert.That(consumer.Files("App.dll"), Is.Not.Empty, "the build before it has passed");

        (await consumer.Dotnet("pack", "App", "--no-build")).Fails("ARIZE3002");
        Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2));
        Assert.That(consumer.Files("*.nupkg"), Is.Empty);
    }

    [Test]
    public async Task A_pack_without_a_build_makes_its_package_where_the_gate_passes()
    {
        var consumer = Gated("good", before: "Pack", TwoFrameworks);
        (await consumer.Dotnet("build", "App", "-c", "Release")).Passes();
        Assert.That(Emulator.Requests, Is.Empty, "a build has no gate here");

        (await consumer.Dotnet("pack", "App", "--no-build")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Files("*.nupkg"), Has.Count.EqualTo(1));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Publishing_two_runtimes_asks_once()
    {
        var consumer = Project(TwoRuntimes + """

              <ItemGroup>
                <ArizeGate Include="release" Task="good" Space="support" Before="Publish" />
                <Runtime Include="$(RuntimeIdentifiers)" />
              </ItemGroup>
              <Target Name="PublishAll">
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="Publish" Properties="SelfContained=false;RuntimeIdentifier=%(Runtime.Identity)" />
              </Target>
            """);

        (await consumer.Dotnet("build", "App", "-t:PublishAll")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Published.Count(f => Path.GetFileName(f) == "App.dll"), Is.EqualTo(2));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Publishing_two_frameworks_asks_once()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="release" Task="broken" Space="support" Before="Publish" />
                <Framework Include="$(TargetFrameworks)" />
              </ItemGroup>
              <Target Name="PublishAll">
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="Publish" Properties="TargetFramework=%(Framework.Identity)" ContinueOnError="ErrorAndContinue" />
              </Target>
            """, TwoFrameworks);

        (await consumer.Dotnet("build", "App", "-t:PublishAll")).Fails("ARIZE3002");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(consumer.Published, Is.Empty);
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }
    }

    /// <summary>
    /// No image can be made without a registry to pull from, and this one does not exist: what is tested is that the gate comes before all of it, is asked once for both architectures, and, where it
    /// passes, lets the containers' own targets begin.
    /// </summary>
    [Test]
    public async Task A_container_for_two_architectures_waits_for_its_gate_which_is_asked_once()
    {
        var consumer = Project(TwoRuntimes + """

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <ContainerRuntimeIdentifiers>$(RuntimeIdentifiers)</ContainerRuntimeIdentifiers>
                <ContainerBaseImage>127.0.0.1:9/base:latest</ContainerBaseImage>
              </PropertyGroup>
              <ItemGroup>
                <ArizeGate Include="release" Task="$(Assistant)" Space="support" Before="Publish;PublishContainer" />
              </ItemGroup>
            """).Write("App/Program.cs", "return 0;");

        var blocked = (await consumer.Dotnet("publish", "App", "-t:PublishContainer", "-p:Assistant=broken")).Fails("ARIZE3002");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(blocked.Output, Does.Not.Contain("CONTAINER"), "the containers' own errors");
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
        }

        var passed = await consumer.Dotnet("publish", "App", "-t:PublishContainer", "-p:Assistant=good");
        using (Assert.EnterMultipleScope())
        {
            // The SDK's own task fails at the registry, with an exception of its own.
            Assert.That(passed.Output, Does.Contain("Gate 'release': passed").And.Match("Microsoft\\.NET\\.Build\\.Containers\\.targets.*Connection refused"));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(2), "once more, for both architectures");
        }
    }
}

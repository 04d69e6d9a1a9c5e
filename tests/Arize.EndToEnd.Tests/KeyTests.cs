using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The API key is in nothing that a build says or leaves behind.</summary>
public sealed class KeyTests : EmulatedTests
{
    [TestCase("good", 0)]
    [TestCase("broken", 1)]
    public async Task The_key_is_in_no_output(string task, int exitCode)
    {
        var consumer = Gated(task, before: "Publish;Pack");

        var build = await Logged(consumer, "pack");

        Assert.That(build.ExitCode, Is.EqualTo(exitCode), build.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(consumer.Files("run.json"), Has.Count.EqualTo(1));
            Assert.That(Leaks.Of(Emulator.Key, consumer.Folder), Is.Empty);
        }
    }

    [Test]
    public async Task The_key_is_in_no_output_of_a_build_that_the_service_refuses()
    {
        var consumer = Gated("good", before: "Build").With("ARIZE_API_KEY", "canary-that-is-not-known");
        (await Logged(consumer, "build")).Fails("ARIZE2001");
        Assert.That(Leaks.Of("canary-that-is-not-known", consumer.Folder), Is.Empty);
    }

    /// <summary>Without this the scan might find nothing because it looks at nothing.</summary>
    [Test]
    public async Task A_project_that_writes_the_key_down_is_found_out()
    {
        var consumer = Project("""
              <Target Name="Leak" AfterTargets="Build">
                <Message Text="The key is $(ARIZE_API_KEY)." />
                <WriteLinesToFile File="leak.txt" Lines="$(ARIZE_API_KEY)" />
              </Target>
              <ItemGroup>
                <None Include="leak.txt" Pack="true" PackagePath="/" />
              </ItemGroup>
            """).Write("App/leak.txt", "");

        (await Logged(consumer, "pack")).Passes();

        Assert.That(Leaks.Of(Emulator.Key, consumer.Folder).Select(l => l.Replace('\\', '/')), Is.SupersetOf(new[]
        {
            "diagnostic.log", "build.binlog: raw", "build.binlog: read", "App/leak.txt", "App/bin/Release/App.1.0.0.nupkg: leak.txt",
        }));
    }

    /// <summary>Builds with every log that MSBuild has; what the console says is one more file.</summary>
    static async Task<Build> Logged(Consumer consumer, string verb)
    {
        var build = await consumer.Dotnet(verb, "App", "-bl:build.binlog", "-flp:LogFile=diagnostic.log;Verbosity=diagnostic");
        consumer.Write("console.txt", build.Output);
        Assert.That(new FileInfo(Path.Combine(consumer.Folder, "diagnostic.log")).Length, Is.GreaterThan(100_000), "the diagnostic log is there");
        return build;
    }
}

using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The Frosting sample as a user runs it. What its tasks do is run by the unit tests, too, without Frosting.</summary>
public sealed class CakeFrostingTests : EmulatedTests
{
    [Test]
    public async Task The_sample_is_restored_and_its_gates_pass()
    {
        var build = (await Folder().WithCake()).WithSample("frosting");
        // Frosting comes from wherever this machine takes its packages, the addin from the tests' feed. A registry that does not know the package is asked once.
        build.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{Packed.Feed}" />
              </packageSources>
            </configuration>
            """);

        var restore = await build.Dotnet("restore");
        if (restore.ExitCode != 0 && restore.Output.Contains("NU1101", StringComparison.Ordinal) && restore.Output.Contains("Cake.Frosting", StringComparison.Ordinal))
            Assert.Ignore("Cake.Frosting cannot be restored here: no package source of this machine has it (NU1101).");
        restore.Passes();

        var run = (await build.Dotnet("run", "--no-restore")).Passes();

        Assert.That(run.Output, Does.Contain("20 of 20 answers came back.").And.Contain("Gate 'release': passed").And.Contain("Published."));
    }
}

using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The texts that the documentation tells users to write, word for word.</summary>
public sealed class UserTextTests : EmulatedTests
{
    [Test]
    public async Task The_package_reference_is_the_one_of_the_documentation()
    {
        var consumer = Gated("good", before: "Build");
        Assert.That(File.ReadAllText(Path.Combine(consumer.Folder, "App", "App.csproj")),
            Does.Contain("""<PackageReference Include="Arize.Build.Tasks" Version="1.0.0" PrivateAssets="all" />""".Replace("1.0.0", Packed.Version, StringComparison.Ordinal)));

        (await consumer.Dotnet("build", "App")).Passes();
    }

    [Test]
    public async Task A_gate_over_one_run_of_an_existing_task()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="nightly" Task="support-golden" Space="support" MaxErrorRate="0.01" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("build", "App", "-t:ArizeGate", "-restore")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Output, Does.Contain("Gate 'nightly': passed"));
            Assert.That(Emulator.Requests.Triggers(), Has.Count.EqualTo(1));
            Assert.That(consumer.Files("run.json"), Is.EqualTo(new[] { Path.Combine("App", "artifacts", "arize", "nightly", "run.json") }));
        }
    }

    [Test]
    public async Task A_run_triggered_and_waited_for_by_hand()
    {
        var consumer = Project("""
              <Target Name="Evaluate">
                <ArizeTriggerRun Task="support-golden" Space="support" ExperimentName="pr-$(BuildId)">
                  <Output TaskParameter="RunId" PropertyName="RunId" />
                </ArizeTriggerRun>
                <ArizeWaitForRun Runs="$(RunId)" Timeout="30m" />
                <Message Importance="high" Text="After run $(RunId)." />
              </Target>
            """);

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:Evaluate", "-p:BuildId=4711")).Passes();

        var requests = Emulator.Requests;
        var run = requests.Polls()[0].Path["/v2/task-runs/".Length..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests.Triggers().Single().Body?["experiment_name"]?.ToString(), Is.EqualTo("pr-4711"));
            Assert.That(build.Output, Does.Contain($"After run {run}."));
        }
    }
}

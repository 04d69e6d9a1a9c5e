using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Faulty settings: all of them at once, and before any request.</summary>
public sealed class SettingsTests : EmulatedTests
{
    [Test]
    public async Task A_slip_of_the_pen_in_the_name_of_a_limit_is_an_error()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="nightly" Task="support-golden" Space="support" MaxErorRate="0.01" />
              </ItemGroup>
            """);

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGate")).Fails("ARIZE1009");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Errors.Single().Message, Does.Contain("MaxErorRate").And.Contain("MaxErrorRate,"));
            Assert.That(Emulator.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task All_faults_are_said_at_once_and_before_any_request()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="nightly" MaxErrorRate="0,9" MaxErrors="some" Timeout="soon" OnTimeout="Stop" />
              </ItemGroup>
            """).With("ARIZE_API_KEY", "not a\u00e9 key");

        var build = (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGate"))
            .Fails("ARIZE1001", "ARIZE1004", "ARIZE1004", "ARIZE1005", "ARIZE1009", "ARIZE1006");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests, Is.Empty);
            Assert.That(build.Output, Does.Not.Contain("not a"), "a key is not shown, not even a bad one");
            Assert.That(consumer.Files("run.json"), Is.Empty);
        }
    }

    [Test]
    public async Task An_error_is_one_line_with_file_code_and_message()
    {
        var consumer = Gated("broken", before: "Publish");

        var build = (await consumer.Dotnet("publish", "App")).Fails("ARIZE3002");

        var error = build.Errors.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.File, Is.EqualTo("App.csproj"));
            Assert.That(error.Position, Is.EqualTo("(9,5)"), "the line of the item");
            Assert.That(error.Message, Does.StartWith("Gate 'release': Run "));
            Assert.That(build.Output.Split("error ARIZE3002"), Has.Length.EqualTo(2), "said once");
        }
    }

    [Test]
    public async Task A_key_that_the_service_does_not_know_is_refused_in_one_line()
    {
        var consumer = Gated("good", before: "Build").With("ARIZE_API_KEY", "canary-of-somebody-else");

        var build = (await consumer.Dotnet("build", "App")).Fails("ARIZE2001");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Emulator.Requests.Triggers(), Is.Empty);
            Assert.That(build.Output, Does.Not.Contain("canary-of-somebody-else"));
        }
    }

    [Test]
    public async Task A_task_that_does_not_exist_is_named_together_with_those_that_do()
    {
        var build = (await Gated("suport-golden", before: "Build").Dotnet("build", "App")).Fails("ARIZE2002");

        Assert.That(build.Errors.Single().Message, Does.Contain("suport-golden"));
    }
}

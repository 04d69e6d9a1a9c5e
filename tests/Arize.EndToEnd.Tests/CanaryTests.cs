using System.Text.Json.Nodes;
using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>The sample of a canary release, run by the real Cake with the packed addin against traffic of the emulator.</summary>
public sealed class CanaryTests : EmulatedTests
{
    protected override string? Scenario => Path.Combine(Repository.Folder, "samples", "canary", "scenario.json");

    [Test]
    public async Task A_canary_that_is_as_good_is_promoted()
    {
        var script = await Sample();

        var build = (await script.Cake("--canary=1.4.1", "--watch=00:00:00.1")).Passes();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.Output, Does.Match("(?s)5 % of the traffic goes to version 1.4.1.*Gate 'canary': passed.*100 % of the traffic goes to version 1.4.1"));
            Assert.That(Traffic(script), Is.EqualTo(("1.4.1", 100)));
            Assert.That(Emulator.Requests.Where(r => r.Path == "/v2/spans").Select(r => r.Body!["filter"]!.GetValue<string>()).Distinct(),
                Is.EquivalentTo(new[] { "attributes.service.version = '1.4.1'", "attributes.service.version = '1.4.0'" }));
        }
    }

    [Test]
    public async Task A_canary_that_is_worse_is_taken_back_and_the_build_fails()
    {
        var script = await Sample();

        var build = await script.Cake("--canary=1.5.0", "--watch=00:00:00.1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.ErrorOutput, Does.Match(@"gates/canary\.gate\.json\(\d+,\d+\): ARIZE4001: Gate 'canary': Failed: helpfulness"));
            Assert.That(build.Output, Does.Match("(?s)5 % of the traffic goes to version 1.5.0.*\n0 % of the traffic goes to version 1.5.0").And.Not.Contain("100 %"));
            Assert.That(Traffic(script), Is.EqualTo(("1.5.0", 0)));
        }
    }

    [Test]
    public async Task A_canary_that_cannot_be_judged_is_taken_back()
    {
        var script = await Sample();

        var build = await script.Cake("--canary=9.9.9", "--watch=00:00:00.1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.ErrorOutput, Does.Contain("ARIZE4003"));
            Assert.That(Traffic(script), Is.EqualTo(("9.9.9", 0)));
        }
    }

    async Task<Consumer> Sample() => (await Folder().WithCake()).WithSample("canary");

    /// <summary>Where the traffic goes in the end: to the canary, and how much of it.</summary>
    static (string Version, int Percent) Traffic(Consumer script)
    {
        var (version, percent) = JsonNode.Parse(File.ReadAllText(Path.Combine(script.Folder, "artifacts", "traffic.json")))!.AsObject().Last();
        return (version, percent!.GetValue<int>());
    }
}

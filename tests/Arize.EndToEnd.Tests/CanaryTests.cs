using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
            Assert.That(build.Output, Does.Match("(?s)5 % of the traffic goes to version 1.5.0.*\n0 % of the traffic goes to version 1.5.0").And.Not.Contain("100 % of the traffic"));
            Assert.That(Traffic(script), Is.EqualTo(("1.5.0", 0)));
        }
    }

    [Test]
    public async Task A_canary_that_cannot_be_judged_is_taken_back()
    {
        var script = await Sample();
        var gate = Path.Combine(script.Folder, "gates", "canary.gate.json");
        script.Write(gate, (await File.ReadAllTextAsync(gate)).Insert(1, """ "wait": { "scores": "2s" },"""));

        var build = await script.Cake("--canary=9.9.9", "--watch=00:00:00.1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.ErrorOutput, Does.Contain("ARIZE4003"));
            Assert.That(Traffic(script), Is.EqualTo(("9.9.9", 0)));
        }
    }

    [TestCase("1.4.1", true), TestCase("1.5.0", false)]
    public async Task The_project_and_the_command_of_the_page_judge_the_canary(string version, bool passes)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "canary.md"));
        var items = Regex.Replace(Block(page, "xml")[0], "<PackageReference [^>]+/>", "");
        var command = Block(page, "console")[1].Replace("-p:Version=1.4.1", $"-p:Version={version}", StringComparison.Ordinal);
        foreach (var yaml in Block(page, "yaml"))
            Assert.That(yaml, Does.Contain(Block(page, "console")[1]), "what is run here is what the pipelines run");
        var gate = Block(page, "json")[0];
        Assert.That(gate, Is.EqualTo((await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "samples", "canary", "gates", "canary.gate.json"))).TrimEnd()));
        var consumer = Folder().Project(items, "Deploy").Write("Deploy/gates/canary.gate.json", gate);
        (await consumer.Dotnet("restore", "Deploy")).Passes();

        var build = await consumer.Dotnet(command.Split(' ')[1..]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(passes ? 0 : 1), build.Output);
            Assert.That(build.Output, passes ? Does.Contain("Gate 'canary': passed") : Does.Match("ARIZE4001: Gate 'canary': Failed: helpfulness"));
        }
    }

    static string[] Block(string page, string language) => [.. Regex.Matches(page, $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];

    async Task<Consumer> Sample() => (await Folder().WithCake()).WithSample("canary");

    /// <summary>Where the traffic goes in the end: to the canary, and how much of it.</summary>
    static (string Version, int Percent) Traffic(Consumer script)
    {
        var (version, percent) = JsonNode.Parse(File.ReadAllText(Path.Combine(script.Folder, "artifacts", "traffic.json")))!.AsObject().Last();
        return (version, percent!.GetValue<int>());
    }
}

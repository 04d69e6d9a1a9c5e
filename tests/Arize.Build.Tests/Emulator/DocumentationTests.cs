using Arize.Build.Tests.Documentation;
using Arize.Emulator;

namespace Arize.Build.Tests.Emulator;

public class DocumentationTests
{
    [Test]
    public void Every_scenario_in_the_documentation_can_be_read()
    {
        var scenarios = Pages.Blocks("docs/emulator.md").Where(block => block.Language == "json").Select(block => block.Text).ToList();
        Assert.That(scenarios, Has.Count.EqualTo(4));
        foreach (var scenario in scenarios.Select(text => text.Replace("\"examplesFrom\": \"golden.json\"", "\"examples\": []", StringComparison.Ordinal)))
            Assert.That(() => Scenario.Parse(scenario), Throws.Nothing, scenario);
    }

    [Test]
    public void Every_model_of_the_default_scenario_is_documented()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator.md"));
        foreach (var model in Scenario.Default().Models.Keys)
            Assert.That(text, Does.Contain($"| `{model}` |"));
    }
}

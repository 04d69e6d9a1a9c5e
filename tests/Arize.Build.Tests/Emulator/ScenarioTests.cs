using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Emulator;
using NJsonSchema;

namespace Arize.Build.Tests.Emulator;

public class ScenarioTests
{
    [TestCase("""{"extends":"default","models":{"atlas-1":{"acuracy":1}}}""", "$.models.atlas-1.acuracy: there is no such key")]
    [TestCase("""{"spaces":{"a":{"taks":{}}}}""", "$.spaces.a.taks: there is no such key")]
    [TestCase("""{"extends":"other"}""", "$.extends")]
    [TestCase("""{"models":{"a":{"running":"2 seconds"}}}""", "$.models.a.running: not a duration")]
    [TestCase("""{"models":{"a":{"running":2}}}""", "$.models.a.running: not a duration")]
    [TestCase("""{"models":{"a":{"accuracy":1.5}}}""", "$.models.a")]
    [TestCase("""{"models":{"a":{"ends":"sometime"}}}""", "$.models.a.ends")]
    [TestCase("""{"faults":[{"path":"/v2/taks"}]}""", "$.faults[0].path")]
    [TestCase("""{"faults":[null]}""", "$.faults[0]")]
    [TestCase("""{"faults":[{"status":42}]}""", "$.faults[0].status")]
    [TestCase("""{"spaces":{"a":{"tasks":{"t":{"dataset":"d"}}}}}""", "$.spaces.a.tasks.t.dataset: there is no dataset 'd'")]
    [TestCase("""{"spaces":{"a":{"tasks":{"t":{}}}}}""", "$.spaces.a.tasks.t.dataset")]
    [TestCase("""{"extends":"default","spaces":{"support":{"experiments":{"e":{"task":"x"}}}}}""", "$.spaces.support.experiments.e")]
    [TestCase("""{"spaces":{"a":{"prompts":{"p":{}}}}}""", "$.spaces.a.prompts.p.versions")]
    [TestCase("""{"models":{"a":{},"a":{}}}""", "a")]
    [TestCase("[]", "JSON object")]
    [TestCase("{", "")]
    public void A_wrong_scenario_is_refused_with_its_place(string json, string expected) =>
        Assert.That(() => Scenario.Parse(json), Throws.TypeOf<ScenarioException>().With.Message.Contains(expected));

    [Test]
    public void A_scenario_needs_only_what_differs_from_the_one_it_extends()
    {
        var scenario = Scenario.Parse("""
            {
              // comments and trailing commas are fine
              "extends": "default",
              "models": { "atlas-1": { "accuracy": 0.5, "running": "10m" }, "atlas-1-void": null, "atlas-2": {} },
            }
            """);
        Assert.That(scenario.Models["atlas-1"].Accuracy, Is.EqualTo(0.5));
        Assert.That(scenario.Models["atlas-1"].Running, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(scenario.Models["atlas-1"].Noise, Is.EqualTo(Scenario.Default().Models["atlas-1"].Noise));
        Assert.That(scenario.Models.Keys, Does.Not.Contain("atlas-1-void").And.Contain("atlas-2"));
        Assert.That(scenario.Spaces["support"].Datasets["support-golden-set"].Examples, Has.Count.EqualTo(200));
    }

    [TestCase("150ms", 150)]
    [TestCase("1.5s", 1500)]
    [TestCase("2m", 120_000)]
    [TestCase("1h", 3_600_000)]
    [TestCase("3d", 259_200_000)]
    public void Durations_are_numbers_with_a_unit(string text, double milliseconds) => Assert.That(
        Scenario.Parse($$"""{"scoresLateBy":"{{text}}"}""").ScoresLateBy.TotalMilliseconds, Is.EqualTo(milliseconds));

    [Test]
    public void Examples_are_read_from_a_file_beside_the_scenario()
    {
        var folder = Directory.CreateTempSubdirectory("scenario-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "golden.json"), """[{"question":"a","expected_answer":"b"}]""");
            var file = Path.Combine(folder.FullName, "scenario.json");
            File.WriteAllText(file, """{"spaces":{"s":{"datasets":{"d":{"examplesFrom":"golden.json"}}}}}""");
            Assert.That(Scenario.Load(file).Spaces["s"].Datasets["d"].Examples.Single()["question"]!.GetValue<string>(), Is.EqualTo("a"));

            File.WriteAllText(file, """{"spaces":{"s":{"datasets":{"d":{"examplesFrom":"none.json"}}}}}""");
            Assert.That(() => Scenario.Load(file), Throws.TypeOf<ScenarioException>().With.Message.Contains("none.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Changing_a_scenario_leaves_the_next_one_alone()
    {
        Scenario.Default().Models.Clear();
        Assert.That(Scenario.Default().Models, Is.Not.Empty);
    }

    [Test]
    public async Task The_json_schema_takes_the_scenarios_of_the_emulator_and_finds_mistakes()
    {
        var schema = await Schema();
        foreach (var name in new[] { "default", "real-evals" })
        {
            var text = EmbeddedFile.Read(name + ".json");
            var json = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.ToJsonString();
            Assert.That(schema.Validate(json), Is.Empty, name);
        }

        Assert.That(schema.Validate("""{"models":{"a":{"acuracy":1}}}"""), Is.Not.Empty);
        Assert.That(schema.Validate("""{"models":{"a":{"running":"2 s"}}}"""), Is.Not.Empty);
    }

    [Test]
    public async Task The_json_schema_has_exactly_the_keys_that_are_read()
    {
        var schema = await Schema();
        var types = new Dictionary<string, Type>
        {
            ["timeline"] = typeof(ScenarioTimeline), ["model"] = typeof(ScenarioModel), ["fault"] = typeof(ScenarioFault),
            ["space"] = typeof(ScenarioSpace), ["aiIntegration"] = typeof(ScenarioAiIntegration), ["agent"] = typeof(ScenarioAgent),
            ["evaluator"] = typeof(ScenarioEvaluator), ["prompt"] = typeof(ScenarioPrompt), ["promptVersion"] = typeof(ScenarioPromptVersion),
            ["dataset"] = typeof(ScenarioDataset), ["task"] = typeof(ScenarioTask), ["counts"] = typeof(ScenarioCounts),
            ["experiment"] = typeof(ScenarioExperiment), ["project"] = typeof(ScenarioProject), ["version"] = typeof(ScenarioVersion),
        };
        foreach (var (name, type) in types)
            Assert.That(schema.Definitions[name].Properties.Keys.Except(["examplesFrom"]), Is.EquivalentTo(Keys(type)), name);
        Assert.That(schema.Properties.Keys.Except(["$schema", "extends"]), Is.EquivalentTo(Keys(typeof(Scenario))));
        Assert.That(schema.Definitions.Keys, Is.EquivalentTo(types.Keys.Append("duration")));
    }

    static IEnumerable<string> Keys(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    static Task<JsonSchema> Schema() =>
        JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schemas", "emulator-scenario.schema.json"));
}

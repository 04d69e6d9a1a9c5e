using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using NJsonSchema;

namespace Arize.Build.Tests.GateFiles;

/// <summary>Editors complete by the schema, gates are read by the parser: both must know the same.</summary>
public class GateSchemaTests
{
    static string Text { get; } = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "schemas", "gate.schema.json"));

    static JsonSchema Schema { get; } = JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult();

    [TestCase(GateFileTests.Promised)]
    [TestCase(Samples.Everything)]
    [TestCase("""{ "results": { "dataset": "d", "file": "r.jsonl", "allowMissing": true, "maxBodyBytes": 1000 }, "reuse": "7d", "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""")]
    [TestCase("""{ "run": { "task": "t" }, "reuse": false, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""")]
    [TestCase("""{ "traces": { "project": "p", "last": "2h", "unit": "trace", "maxSpans": 5 }, "data": { "minCoverage": 0.1 }, "baseline": { "traces": { "from": "-26h", "to": "-24h" } }, "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }""")]
    [TestCase("""{ "extends": "base.gate.json", "onInconclusive": "warn" }""")]
    [TestCase("""{ "version": 1, "experiment": "e", "baseline": "main", "wait": 600, "criteria": [ { "metric": "m", "mayDropBy": 0.1 } ] }""")]
    [TestCase("""{ "run": { "task": "t", "repeats": 3 }, "onInconclusive": { "repeat": 2, "then": "fail" }, "criteria": [ { "metric": "m", "statistic": "passRate", "cutoff": 1, "atLeast": 0.1 } ] }""")]
    [TestCase("""{ "run": { "task": "t", "repeats": 3 }, "criteria": [ { "metric": "m", "statistic": "passAll", "atLeast": 0.1 } ] }""")]
    public void Samples_are_valid(string gate) => Assert.That(Schema.Validate(Plain(gate)), Is.Empty);

    [TestCase("""{ "version": 2, "experiment": "e", "criteria": [ { "metric": "m", "atLeast": 1 } ] }""")]
    [TestCase("""{ "experiment": "e" }""")]
    [TestCase("""{ "experiment": "e", "criteria": [ { "metric": "m" } ] }""")]
    [TestCase("""{ "experiment": "e", "criteria": [ { "metric": "m", "atLeast": "1" } ] }""")]
    [TestCase("""{ "experiment": "e", "criteria": [ { "metric": "m", "atLeast": 1, "sclae": "unit" } ] }""")]
    [TestCase("""{ "experiment": "e", "criteria": [ { "metric": "m", "atLeast": 1 } ], "waivers": [ { "criterion": "m", "reason": "r", "owner": "o" } ] }""")]
    [TestCase("""{ "results": { "dataset": "d", "result": "r.jsonl" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""")]
    [TestCase("""{ "traces": { "project": "p" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""")]
    [TestCase("""{ "run": { "taks": "t" }, "criteria": [ { "metric": "m", "atLeast": 1 } ] }""")]
    [TestCase("""{ "run": { "task": "t" }, "onInconclusive": { "then": "fail" }, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""")]
    [TestCase("""{ "run": { "task": "t", "repeats": 0 }, "criteria": [ { "metric": "m", "atLeast": 0.1 } ] }""")]
    public void Slips_are_not(string gate)
    {
        Assert.That(Schema.Validate(gate), Is.Not.Empty);
        Assert.That(GateFileReader.Parse(gate, new GateContext { Folder = "/", Records = "/records" }).Gate, Is.Null);
    }

    [Test]
    public void The_schema_and_the_parser_know_the_same_keys() => Assert.Multiple(() =>
    {
        var schema = JsonNode.Parse(Text)!;
        Same("gate", schema, GateKeys.Gate);
        Same("run", schema["definitions"]!["run"]!, GateKeys.Run);
        Same("experiment", schema["definitions"]!["experiment"]!, GateKeys.Experiment);
        Same("results", schema["definitions"]!["results"]!, GateKeys.Results);
        Same("traces", schema["definitions"]!["traces"]!, GateKeys.Traces);
        Same("traces of a baseline", schema["definitions"]!["baselineTraces"]!, GateKeys.BaselineTraces);
        Same("onInconclusive", schema["definitions"]!["onInconclusive"]!, GateKeys.OnInconclusive);
        Same("evaluate", schema["definitions"]!["evaluate"]!, GateKeys.Evaluate);
        Same("wait", schema["definitions"]!["wait"]!, GateKeys.Wait);
        Same("data", schema["definitions"]!["data"]!, GateKeys.Data);
        Same("baseline", schema["definitions"]!["baseline"]!, GateKeys.Baseline);
        Same("criterion", schema["definitions"]!["criterion"]!, GateKeys.Criterion);
        Same("slices", schema["definitions"]!["slices"]!, GateKeys.Slices);
        Same("waiver", schema["definitions"]!["waiver"]!, GateKeys.Waiver);
        Same("pin", schema["definitions"]!["pin"]!, GateKeys.Pin);

        static void Same(string section, JsonNode schema, string[] keys)
        {
            Assert.That(schema["properties"]!.AsObject().Select(p => p.Key), Is.EquivalentTo(keys), section);
            foreach (var (key, value) in schema["properties"]!.AsObject())
                Assert.That(key == "$schema" || value!["description"] is not null || value["$ref"] is not null, $"{section}.{key} has no description");
        }
    });

    static string Plain(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.ToJsonString();
}

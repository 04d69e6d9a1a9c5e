using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using NJsonSchema;

namespace Arize.Build.Tests.Documentation;

/// <summary>Every piece of a gate file that a page shows is read by the real reader, and is valid by the schema.</summary>
public sealed partial class GateExampleTests
{
    static readonly string Gates = Path.Combine(Repository.Root, "samples", "ci", "Shop", "gates");

    static readonly string[] NoGateFiles = ["docs/emulator.md"];

    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    static readonly JsonSchema Schema = JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schemas", "gate.schema.json")).GetAwaiter().GetResult();

    /// <summary>Blocks of JSON: a whole gate, or a piece of one on each line. And criteria and baselines within the text.</summary>
    static IEnumerable<TestCaseData> Examples() =>
        from page in Pages.All.Except(NoGateFiles)
        from example in Pages.Blocks(page).Where(b => b.Language == "json").SelectMany(b => IsWhole(b.Text) ? [b.Text] : b.Text.Split('\n'))
            .Concat(Inline().Matches(Pages.Prose(page)).Select(m => m.Groups[1].Value))
        where !example.Contains("\"example_id\"", StringComparison.Ordinal) // a line of a results file: ResultsFileTests
        where !example.Contains("\"owner\": \"ann@example.com\"", StringComparison.Ordinal) // an emergency override: OverrideTests
        select new TestCaseData(page, example).SetArgDisplayNames(page, example);

    [TestCaseSource(nameof(Examples))]
    public void Every_example_of_a_gate_file_is_read_and_is_valid(string page, string example)
    {
        var gate = Completed(example);
        Assert.That(Schema.Validate(gate.ToJsonString()).Select(e => e.ToString()), Is.Empty, page);

        using var folder = new TemporaryFolder();
        foreach (var extended in new[] { "release.gate.json", "base.gate.json" })
            File.Copy(Path.Combine(Gates, "release.gate.json"), Path.Combine(folder.Path, extended));
        var file = Path.Combine(folder.Path, "example.gate.json");
        File.WriteAllText(file, gate.ToJsonString());
        var reading = GateFileReader.Read(file, new GateContext
        {
            Folder = "/",
            Records = "/records",
            Build = "4711",
            Environment = new Dictionary<string, string> { ["BRANCH"] = "main" },
            Properties = new Dictionary<string, string> { ["BuildId"] = "7", ["Version"] = "1.4.3", ["Stable"] = "1.4.0" },
        });
        Assert.That(reading.Diagnostics.Select(f => f.Message), Is.Empty, page);
    }

    /// <summary>A piece with what else a gate must say.</summary>
    static JsonObject Completed(string example)
    {
        var piece = example.StartsWith('{') ? JsonNode.Parse(example, documentOptions: Lenient)!.AsObject() : JsonNode.Parse($"{{ {example} }}", documentOptions: Lenient)!.AsObject();
        var gate = piece switch
        {
            _ when piece.ContainsKey("metric") => new JsonObject { ["criteria"] = new JsonArray(piece) },
            _ when piece.ContainsKey("latest") || piece.ContainsKey("record") => new JsonObject { ["baseline"] = piece },
            _ => piece,
        };
        if (gate.ContainsKey("extends"))
            return gate;
        gate.TryAdd("environment", new JsonArray("BRANCH"));
        var isOfTraffic = gate["baseline"] is JsonObject other && other.ContainsKey("traces") || gate["data"] is JsonObject data && data.ContainsKey("minCoverage");
        if (isOfTraffic)
            gate.TryAdd("traces", new JsonObject { ["project"] = "support-live", ["last"] = "2h" });
        if (!GateSections.Subjects.Any(gate.ContainsKey))
            gate["run"] = new JsonObject { ["task"] = "support-golden" };
        gate.TryAdd("criteria", new JsonArray(new JsonObject { ["metric"] = "correctness", ["mayDropBy"] = 0.02 }));
        if (gate["criteria"]!.AsArray().Any(c => c!.AsObject().Any(key => key.Key.StartsWith("may", StringComparison.Ordinal))))
            gate.TryAdd("baseline", gate.ContainsKey("traces") ? JsonNode.Parse("""{ "traces": { "from": "-26h", "to": "-24h" } }""") : "main-2026-11-20");
        return gate;
    }

    static bool IsWhole(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("`(\\{ \"(?:metric|latest|record)\"[^`]*\\})`")]
    private static partial Regex Inline();

    sealed class TemporaryFolder : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gates");

        public string Path => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);
    }
}

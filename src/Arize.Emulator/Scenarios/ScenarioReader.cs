using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Arize.Emulator;

/// <summary>Turns JSON into a <see cref="Scenario"/>: extends another, refuses unknown keys, reads the files named inside.</summary>
static class ScenarioReader
{
    static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new Duration() },
    };

    static readonly string[] BuiltIn = ["default", "real-evals"];

    public static Scenario Embedded(string name) => Read(EmbeddedFile.Read(name + ".json"), name, EmbeddedFile.Read);

    public static Scenario Load(string path)
    {
        if (BuiltIn.Contains(path))
            return Embedded(path);

        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return Read(File.ReadAllText(path), path, file => File.ReadAllText(Path.Combine(folder, file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path}: {e.Message}", e);
        }
    }

    public static Scenario Read(string json, string source, Func<string, string> files)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Lenient) is not JsonObject own)
                throw new ScenarioException($"{source}: a scenario is a JSON object.");

            InlineExamples(own, source, files);
            var scenario = Extended(own, source).Deserialize<Scenario>(Strict)!;
            ScenarioRules.Check(scenario, source);
            return scenario;
        }
        catch (JsonException e)
        {
            throw new ScenarioException($"{source}: {Describe(e)}", e);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            throw new ScenarioException($"{source}: examplesFrom: {e.Message}", e);
        }
    }

    /// <summary>The serializer's messages speak of .NET types; a user wrote JSON.</summary>
    static string Describe(JsonException e)
    {
        var where = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $"{e.Path}: ";
        return e.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => $"{where}there is no such key.",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) => $"{where}not a value that the key takes.",
            var text => where + text.Split(" Path: ")[0],
        };
    }

    /// <summary>What a scenario says is laid over what it extends as a JSON merge patch (RFC 7396): null takes a key away.</summary>
    static JsonObject Extended(JsonObject own, string source)
    {
        own.Remove("$schema");
        var parent = own.Remove("extends", out var name) ? Parent(name, source) : [];
        Merge(parent, own);
        return parent;
    }

    static JsonObject Parent(JsonNode? name, string source)
    {
        if (name is not JsonValue value || !value.TryGetValue(out string? text) || !BuiltIn.Contains(text))
            throw new ScenarioException($"{source}: $.extends: write one of {string.Join(", ", BuiltIn)}.");

        var parent = JsonNode.Parse(EmbeddedFile.Read(text + ".json"), documentOptions: Lenient)!.AsObject();
        InlineExamples(parent, text, EmbeddedFile.Read);
        return parent;
    }

    static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch.ToList())
        {
            patch.Remove(key);
            if (value is null)
            {
                target.Remove(key);
            }
            else if (value is JsonObject inner)
            {
                if (target[key] is not JsonObject existing)
                    target[key] = existing = [];
                Merge(existing, inner);
            }
            else
            {
                target[key] = value;
            }
        }
    }

    /// <summary>Puts the examples of <c>examplesFrom</c> in its place, while it is known which folder the name refers to.</summary>
    static void InlineExamples(JsonObject scenario, string source, Func<string, string> files)
    {
        foreach (var dataset in Children(scenario["spaces"]).SelectMany(space => Children(space["datasets"])))
        {
            if (!dataset.Remove("examplesFrom", out var from) || from is null)
                continue;

            if (JsonNode.Parse(files(from.GetValue<string>()), documentOptions: Lenient) is not JsonArray examples)
                throw new ScenarioException($"{source}: {from}: the file has to hold a JSON array of examples.");

            dataset["examples"] = examples;
        }
    }

    static IEnumerable<JsonObject> Children(JsonNode? node) => (node as JsonObject ?? []).Select(pair => pair.Value).OfType<JsonObject>();
}

#r "System.Text.Json"
using System.Text.Json;
using System.Text.Json.Nodes;

// What each package is made of (CycloneDX 1.6, JSON), beside it: the packages of the lock file that it holds or names as a dependency. Nothing in it changes from one run to the next.
Task("Sbom")
    .Description("Writes a bill of materials beside each package.")
    .IsDependentOn("Pack")
    .Does(() =>
    {
        foreach (var package in GetFiles($"{packages}/*.nupkg"))
        {
            var bill = BillOf(package);
            var file = package.ChangeExtension("cdx.json");
            System.IO.File.WriteAllText(file.FullPath, bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            Information("{0}: {1}", file.GetFilename(), string.Join(", ", bill["components"].AsArray().Select(c => c["purl"])) is { Length: > 0 } all ? all : "nothing of others");
        }
    });

JsonObject BillOf(FilePath package)
{
    using var archive = System.IO.Compression.ZipFile.OpenRead(package.FullPath);
    using var nuspec = archive.Entries.Single(e => e.FullName.EndsWith(".nuspec") && !e.FullName.Contains('/')).Open();
    var metadata = System.Xml.Linq.XDocument.Load(nuspec).Root.Elements().Single();
    string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    var (id, version) = (Value("id"), Value("version"));
    var held = archive.Entries.Where(e => e.Name.EndsWith(".dll")).Select(e => e.Name[..^4])
        .Concat(metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id").Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    var components = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
    var locks = JsonNode.Parse(System.IO.File.ReadAllText(root.CombineWithFilePath($"src/{id}/packages.lock.json").FullPath));
    foreach (var (name, locked) in locks["dependencies"].AsObject().SelectMany(framework => framework.Value.AsObject()))
        if (held.Contains(name) && (string)locked["type"] != "Project")
            components[name] = Component("library", name, (string)locked["resolved"], (string)locked["contentHash"]);
    var self = Component("library", id, version, null);
    return new JsonObject
    {
        ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["component"] = self },
        ["components"] = new JsonArray([.. components.Values]),
        ["dependencies"] = new JsonArray([
            new JsonObject { ["ref"] = (string)self["bom-ref"], ["dependsOn"] = new JsonArray([.. components.Values.Select(c => JsonValue.Create((string)c["bom-ref"]))]) },
            .. components.Values.Select(c => new JsonObject { ["ref"] = (string)c["bom-ref"] })]),
    };
}

// NuGet's content hash leaves a package's signature out, so it is none of the file: it is a property here, and no hash.
JsonObject Component(string type, string name, string version, string contentHash)
{
    var purl = $"pkg:nuget/{name}@{version}";
    var component = new JsonObject { ["type"] = type, ["bom-ref"] = purl, ["name"] = name, ["version"] = version, ["purl"] = purl };
    if (contentHash is not null)
        component["properties"] = new JsonArray(new JsonObject { ["name"] = "nuget:contentHash", ["value"] = contentHash });
    return component;
}

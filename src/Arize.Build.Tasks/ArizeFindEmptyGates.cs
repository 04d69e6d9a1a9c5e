using System.IO.Enumeration;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Finds gates that would never run, and nobody would know: ArizeGate elements whose Include gives no item, such as a wildcard that matches no file, and items with metadata of unknown names, such as a
/// misspelt Before. An element with a Condition is left alone, and so is one in a target.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed partial class ArizeFindEmptyGates : Microsoft.Build.Utilities.Task
{
    /// <summary>The files to search: the project's, and those that it imports. Required.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The ArizeGate items that there are.</summary>
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>The project's folder. Required.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Searches the files. False if an element gives no gate.</summary>
    public override bool Execute()
    {
        foreach (var gate in Gates)
            foreach (var unknown in GateItem.Unknown(gate))
                new MSBuildLog(this) { File = GateItem.DefinedIn([gate]), Item = gate.ItemSpec, Folder = ProjectDirectory }.Error(unknown with { Message = $"Gate '{gate.ItemSpec}': {unknown.Message}" });
        var files = Files.Select(f => Path.GetFullPath(f.ItemSpec, ProjectDirectory)).Select(f => (Path: f, Gates: Read(f))).ToList();
        if (files.Exists(f => f.Gates.Exists(g => g.Attribute("Remove") is not null)))
            return !Log.HasLoggedErrors; // then there may be none on purpose
        var names = Gates.Select(g => Slashes(g.ItemSpec)).ToList();
        foreach (var name in files.SelectMany(f => f.Gates).SelectMany(Includes).Where(i => !i.AsSpan().ContainsAny("*?$@")))
            names.Remove(Slashes(name)); // an item is explained once: by its name, if there is an element of that name
        foreach (var (file, gates) in files)
            foreach (var gate in gates.Where(g => !IsConditional(g)))
                foreach (var include in Includes(gate).Where(i => i.AsSpan().ContainsAny("*?$@")))
                    if (!names.Exists(n => FileSystemName.MatchesSimpleExpression(Pattern(include), n)))
                        Report(file, gate, include);
        return !Log.HasLoggedErrors;
    }

    static string[] Includes(XElement gate) => gate.Attribute("Include")?.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    static List<XElement> Read(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return [.. XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants().Where(e => e.Name.LocalName.Equals("ArizeGate", StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return []; // MSBuild could read it, or there would be no build
        }
    }

    static bool IsConditional(XElement gate) =>
        gate.AncestorsAndSelf().Any(e => e.Attribute("Condition") is not null || e.Name.LocalName is "Target" or "Otherwise");

    /// <summary>What the items of an Include look like. The value of a property or of another item is not known here, so it may be anything.</summary>
    static string Pattern(string include) => Repeated().Replace(Unknown().Replace(Slashes(Uri.UnescapeDataString(include)), "*"), "*");

    static string Slashes(string path) => path.Replace('\\', '/');

    void Report(string file, XElement gate, string include)
    {
        var at = (IXmlLineInfo)gate;
        var cause = include.AsSpan().IndexOfAny('*', '?') >= 0 && !include.Contains("@(", StringComparison.Ordinal) ? "matches no file" : "gives no item";
        new MSBuildLog(this) { Folder = ProjectDirectory }.Report(new ReportedDiagnostic(ReportedDiagnostic.Error, Client.ArizeErrorCode.Missing,
            $"Include=\"{include}\" of an ArizeGate item {cause}, so no gate would run. Correct it; if there may be none, give the item a Condition.")
        {
            File = file,
            Line = at.LineNumber,
            Column = at.LinePosition - 1,
        });
    }

    [GeneratedRegex(@"[$@%]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"\*[*/]*")]
    private static partial Regex Repeated();
}

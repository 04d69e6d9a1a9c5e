using System.Xml;
using System.Xml.Linq;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Tasks;

/// <summary>
/// Where in its file an ArizeGate item is. MSBuild tells tasks the file, and not the line; the problem matchers of CI systems, which put an error beside the code of a pull request, take only
/// errors with a line.
/// </summary>
internal static class ItemPosition
{
    /// <summary>Used where the item cannot be found, as when its name is put together from properties.</summary>
    static readonly (int Line, int Column) Top = (1, 1);

    public static (int Line, int Column) Find(string file, string? item)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var gates = XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants().Where(e => e.Name.LocalName == "ArizeGate" && e.Attribute("Include") is not null).ToList();
            var found = gates.Find(g => Names(g).Contains(item, StringComparer.OrdinalIgnoreCase)) ?? (gates.Count == 1 ? gates[0] : null);
            return found is IXmlLineInfo at ? (at.LineNumber, at.LinePosition - 1) : Top;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or ArgumentException or NotSupportedException)
        {
            return Top; // an error must be said, wherever it is
        }
    }

    /// <summary>The name of a gate file's gate is the file's own, without its endings.</summary>
    static IEnumerable<string> Names(XElement gate) =>
        gate.Attribute("Include")!.Value.Split(';', StringSplitOptions.TrimEntries).SelectMany(i => new[] { i, RecordFolder.Name(i) });
}

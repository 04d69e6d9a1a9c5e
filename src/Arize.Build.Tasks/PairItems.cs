using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Pairs, written <c>a=b;c=d</c>. A semicolon in a value is written %3B, as everywhere in MSBuild: the items keep it apart from those that separate the pairs.
/// </summary>
internal static class PairItems
{
    public static IReadOnlyDictionary<string, string> Read(SettingReader settings, string setting, ITaskItem[]? items) => Read(settings, setting, (items ?? []).Select(i => i.ItemSpec));

    /// <summary>Reads metadata of an item.</summary>
    public static IReadOnlyDictionary<string, string> Read(SettingReader settings, string setting, ITaskItem item, string metadata) =>
        Read(settings, setting, ((ITaskItem2)item).GetMetadataValueEscaped(metadata).Split(';').Select(Uri.UnescapeDataString));

    /// <summary>What <see cref="Read(SettingReader, string, ITaskItem, string)"/> reads.</summary>
    public static string Escaped(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(';', pairs.Select(p => $"{Escaped(p.Key)}={Escaped(p.Value)}"));

    static Dictionary<string, string> Read(SettingReader settings, string setting, IEnumerable<string> parts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !pairs.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                settings.Add([Diagnostic.Value(setting, part, "Write a=b;c=d, each key once; a semicolon in a value is %3B.")]);
        }
        return pairs;
    }

    static string Escaped(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}

using System.Text;

namespace Arize.Build.Gates.Runs;

/// <summary>The name of a record's folder.</summary>
internal static class RecordFolder
{
    /// <summary>A folder name from a gate's name: a gate file's name without its ending; what a file system or a shell could take amiss becomes a dash.</summary>
    /// <param name="gate">The gate's name, or the path of its file.</param>
    public static string Name(string gate)
    {
        var file = gate.Replace('\\', '/');
        file = file[(file.LastIndexOf('/') + 1)..];
        if (file.EndsWith(".gate.json", StringComparison.OrdinalIgnoreCase))
            file = file[..^".gate.json".Length];
        var name = new StringBuilder(file.Length);
        foreach (var c in file)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        var folder = name.ToString().Trim('.', '-');
        return folder.Length is > 0 and <= 100 ? folder : folder.Length > 100 ? folder[^100..].TrimStart('.', '-') : "gate";
    }
}

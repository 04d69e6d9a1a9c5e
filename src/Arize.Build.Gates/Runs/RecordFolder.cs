using System.Text;
using Arize.Build.Gates.Settings;

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

    /// <summary>A folder name that no other task has: where the name alone would not do, a digest of the id is added.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="id">The task's id.</param>
    internal static string Distinct(string name, string id) =>
        Name(name) is var folder && folder == name ? folder : $"{folder}-{Digest.Of(Encoding.UTF8.GetBytes(id))[..8]}";
}

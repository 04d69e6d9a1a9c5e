using System.Collections;

namespace Arize.Build.Client.Settings;

/// <summary>A snapshot of the environment, taken once: later changes of the process (a reused build node) do not reach a client.</summary>
internal sealed class EnvironmentReader(IReadOnlyDictionary<string, string>? given)
{
    readonly IReadOnlyDictionary<string, string> variables = given ?? Snapshot();

    /// <summary>The trimmed value, or null if the variable is unset or blank.</summary>
    public string? this[string name] =>
        variables.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The value as it is: a key is trimmed, and judged, by its own rules.</summary>
    public string? Raw(string name) => variables.TryGetValue(name, out var value) ? value : null;

    static Dictionary<string, string> Snapshot()
    {
        var names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var all = new Dictionary<string, string>(names);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        return all;
    }
}

using System.Globalization;

namespace Arize.Build.Client.Settings;

/// <summary>The API key. Its text leaves this type in one place only, the Authorization header.</summary>
internal sealed class ApiKey
{
    readonly string text;

    ApiKey(string text) => (this.text, Mask) = (text, new KeyMask(text));

    /// <summary>Hides this key in text that comes from elsewhere.</summary>
    public KeyMask Mask { get; }

    /// <summary>The value of the Authorization header.</summary>
    public string Bearer => "Bearer " + text;

    /// <summary>Never the key.</summary>
    public override string ToString() => "(API key)";

    public static ApiKey? Read(ArizeClientOptions options, EnvironmentReader environment, List<ArizeDiagnostic> faults)
    {
        var given = new[] { ("ApiKey", options.ApiKey), (options.SettingPrefix + "ApiKeyVariable", options.ApiKeyVariable), (options.SettingPrefix + "ApiKeyFile", options.ApiKeyFile) }
            .Where(g => !string.IsNullOrWhiteSpace(g.Item2)).Select(g => g.Item1).ToArray();
        if (given.Length > 1)
        {
            faults.Add(Diagnostic.Exclusive(given, "Set one of them; without any, the variable ARIZE_API_KEY is read."));
            return null;
        }
        if (options.ApiKeyVariable is { } variable && variable.Trim().Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
        {
            faults.Add(Diagnostic.ApiKey($"{options.SettingPrefix}ApiKeyVariable is not the name of an environment variable (it is not shown here: it may be the key itself). Name the variable that holds the key, such as ARIZE_API_KEY."));
            return null;
        }
        if (!string.IsNullOrWhiteSpace(options.ApiKeyFile))
            return FromFile(options.ApiKeyFile.Trim(), options.SettingPrefix, faults) is { } content
                ? Checked($"the file {RemoteText.Quote(options.ApiKeyFile.Trim())}", content, options.SettingPrefix, faults)
                : null;
        var (source, key) = options switch
        {
            { ApiKey: { } explicitly } when !string.IsNullOrWhiteSpace(explicitly) => ("the option ApiKey", explicitly),
            { ApiKeyVariable: { } name } when !string.IsNullOrWhiteSpace(name) => ($"the environment variable {name.Trim()}", environment.Raw(name.Trim())),
            _ => ("the environment variable ARIZE_API_KEY", environment.Raw("ARIZE_API_KEY")),
        };
        return Checked(source, key, options.SettingPrefix, faults);
    }

    static ApiKey? Checked(string source, string? key, string prefix, List<ArizeDiagnostic> faults)
    {
        var faultsBefore = faults.Count;
        var trimmed = key?.Trim() ?? "";
        if (trimmed.Length == 0)
            faults.Add(Diagnostic.ApiKey($"No API key: {source} is {(key is null ? "not set" : "empty")}. "
                + $"Set ARIZE_API_KEY, or name another variable in {prefix}ApiKeyVariable or a file in {prefix}ApiKeyFile."));
        else if (!trimmed.All(c => c is > ' ' and <= '~'))
            faults.Add(Diagnostic.ApiKey($"The API key in {source} holds white space or characters outside ASCII (it is not shown here). "
                + "Copy it again from Arize, without line breaks or quotes."));
        else if (trimmed.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) && trimmed.Length == 6)
            faults.Add(Diagnostic.ApiKey($"The API key in {source} is only the word Bearer. Give the key alone."));
        return faults.Count == faultsBefore ? new ApiKey(trimmed) : null;
    }

    static string? FromFile(string file, string prefix, List<ArizeDiagnostic> faults)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            faults.Add(Diagnostic.ApiKey(MayBeKey(file)
                ? $"{prefix}ApiKeyFile does not name a file (the value is not shown: it may be the key itself, {file.Length.ToString(CultureInfo.InvariantCulture)} characters long). "
                    + "Give the path of a file that holds the key, or set ARIZE_API_KEY in the environment."
                : $"{prefix}ApiKeyFile {RemoteText.Quote(file)} cannot be read: {FileReason.Of(e)}"));
            return null;
        }
    }

    /// <summary>Long, in one piece, and without what paths have: a root, a step such as <c>./</c>, or a file's extension.</summary>
    static bool MayBeKey(string file) =>
        file.StartsWith("ak-", StringComparison.OrdinalIgnoreCase)
        || file.Length >= 20 && !Path.IsPathRooted(file) && !file.StartsWith('.') && !file.StartsWith('~') && !Path.HasExtension(file) && !file.Contains('\\', StringComparison.Ordinal);
}

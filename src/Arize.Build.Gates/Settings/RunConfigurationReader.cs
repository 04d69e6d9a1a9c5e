using System.Globalization;
using System.Text.Json;
using Arize.Build.Client;

namespace Arize.Build.Gates.Settings;

/// <summary>Reads a run configuration from its file.</summary>
internal static class RunConfigurationReader
{
    /// <summary>Null if something is wrong, which is then in <paramref name="settings"/>.</summary>
    public static RunConfiguration? Read(SettingReader settings, string setting, string? file, string? modelName, Func<string, string> fullPath)
    {
        if (SettingReader.Text(file) is not { } path)
        {
            settings.Required(setting, null, "Name a JSON file with the run configuration.");
            return null;
        }
        try
        {
            var faults = new List<GateDiagnostic>();
            var json = LocatedJson.Read(File.ReadAllBytes(fullPath(path)), new JsonSource(path, ArizeErrorCode.Value), faults);
            if (faults.Count == 0)
                return RunConfiguration.Parse(SettingReader.Text(modelName) is { } model ? WithModel(json!, model) : json!.ToJson(), path);
            settings.Add(faults.Select(f => new ArizeDiagnostic(f.Code,
                string.Create(CultureInfo.InvariantCulture, $"{setting} is {RemoteText.Quote(path)}, and in line {f.At!.Line}, column {f.At.Column}: {f.Message}"))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            settings.Add([Diagnostic.Value(setting, path, $"It cannot be read: {FileReason.Of(e)}")]);
        }
        catch (ArizeException e)
        {
            settings.Add(e.Diagnostics);
        }
        return null;
    }

    /// <summary>Text that is not a JSON object is left for the parser to refuse.</summary>
    static string WithModel(LocatedJson json, string model)
    {
        if (json.Kind == JsonValueKind.Object)
        {
            json.Members.RemoveAll(m => m.Key == "model_name");
            json.Members.Add(("model_name", json.At, new LocatedJson { Kind = JsonValueKind.String, At = json.At, Text = model }));
        }
        return json.ToJson();
    }
}

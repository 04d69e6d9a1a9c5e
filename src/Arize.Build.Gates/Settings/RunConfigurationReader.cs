using System.Text.Json;
using System.Text.Json.Nodes;
using Arize.Build.Client;

namespace Arize.Build.Gates.Settings;

/// <summary>Reads a run configuration from its file.</summary>
internal static class RunConfigurationReader
{
    /// <summary>Null where something is wrong, which is then in <paramref name="settings"/>.</summary>
    public static RunConfiguration? Read(SettingReader settings, string setting, string? file, string? modelName, Func<string, string> fullPath)
    {
        if (SettingReader.Text(file) is not { } path)
        {
            settings.Required(setting, null, "Name a JSON file with the run configuration.");
            return null;
        }
        try
        {
            var text = File.ReadAllText(fullPath(path));
            return RunConfiguration.Parse(SettingReader.Text(modelName) is { } model ? WithModel(text, model) : text, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            settings.Add([Diagnostic.Value(setting, path, $"It cannot be read: {RemoteText.OneLine(e.Message, 300)}")]);
        }
        catch (ArizeException e)
        {
            settings.Add(e.Diagnostics);
        }
        return null;
    }

    /// <summary>Text that is no JSON object is left for the parser to refuse.</summary>
    static string WithModel(string text, string model)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }) is not JsonObject json)
                return text;
            json["model_name"] = model;
            return json.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // ArgumentException: a field that is there twice
        {
            return text;
        }
    }
}

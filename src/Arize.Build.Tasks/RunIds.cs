using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Reads the ids of runs from items: at least one, each once.</summary>
internal static class RunIds
{
    public static string[] Read(SettingReader settings, string setting, ITaskItem[]? items)
    {
        string[] ids = [.. (items ?? []).Select(r => r.ItemSpec.Trim()).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            settings.Required(setting, null, "Give the id of at least one run, such as ArizeTriggerRun's output RunId.");
        foreach (var id in ids)
            settings.Add(TasksClient.CheckRun(setting, id));
        return ids;
    }
}

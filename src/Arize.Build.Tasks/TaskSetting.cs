using Arize.Build.Client;
using Arize.Build.Gates.Settings;

namespace Arize.Build.Tasks;

/// <summary>The parameter Task, as most tasks have it: a name, which needs a space, or an id.</summary>
internal static class TaskSetting
{
    public static string Read(SettingReader settings, string? value, string? space)
    {
        settings.Add(TasksClient.CheckTask(value, space, []));
        return SettingReader.Text(value) ?? "";
    }
}

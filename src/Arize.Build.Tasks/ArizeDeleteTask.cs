using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>Deletes a task with its configuration and its runs, permanently.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeDeleteTask : ArizeBuildTask
{
    string task = "";

    /// <summary>The task: name or id. Required.</summary>
    [Required]
    public string? Task { get; set; }

    private protected override void Read(SettingReader settings) => task = TaskSetting.Read(settings, Task, Space);

    private protected override async System.Threading.Tasks.Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken)
    {
        await arize.Tasks.DeleteAsync(task, Space, cancellationToken).ConfigureAwait(false);
        log.Milestone($"Deleted task {RemoteText.Quote(task)}.");
    }
}

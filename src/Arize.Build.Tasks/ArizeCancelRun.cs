using Arize.Build.Client;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Cancels runs. Safe to repeat: a run that has already ended is logged as such, and is not an error. Every run is tried, even when an earlier one cannot be cancelled.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeCancelRun : ArizeBuildTask
{
    string[] ids = [];

    /// <summary>The ids of the runs. Required.</summary>
    [Required]
    public ITaskItem[]? Runs { get; set; }

    /// <summary>The runs after the call: Include = id, metadata as of ArizeGetRun.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    private protected override void Read(SettingReader settings) => ids = RunIds.Read(settings, nameof(Runs), Runs);

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancellationToken) =>
        Results = [.. (await new RunCommands(arize, log, log.Error).CancelAsync(ids, cancellationToken).ConfigureAwait(false)).Select(r => Outputs.Of(r))];
}

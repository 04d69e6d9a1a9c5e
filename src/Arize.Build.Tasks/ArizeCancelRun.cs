using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>Cancels runs. Safe to repeat: a run that has ended already is said to have, and is no error. Every run is tried, even when an earlier one cannot be cancelled.</summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeCancelRun : ArizeBuildTask
{
    string[] ids = [];

    /// <summary>The ids of the runs. Required.</summary>
    public ITaskItem[]? Runs { get; set; }

    /// <summary>The runs after the call: Include = id, metadata as of ArizeGetRun.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    private protected override void Read(SettingReader settings) => ids = RunIds.Read(settings, nameof(Runs), Runs);

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancel)
    {
        var results = new List<ITaskItem>();
        foreach (var id in ids)
        {
            try
            {
                var run = await arize.Tasks.CancelRunAsync(id, cancel).ConfigureAwait(false);
                results.Add(Outputs.Of(run));
                log.Milestone(run.Status is RunStatus.Completed or RunStatus.Failed
                    ? $"Run {run.Id} had ended already: {RemoteText.OneLine(run.StatusText, 60)}."
                    : $"Run {run.Id} was cancelled ({RemoteText.OneLine(run.StatusText, 60)}).");
            }
            catch (ArizeException e)
            {
                foreach (var fault in e.Faults)
                    log.Error(fault with { Message = $"Run {id} could not be cancelled: {fault.Message}" });
            }
        }
        Results = [.. results];
    }
}

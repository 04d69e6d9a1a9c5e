using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGateReplay: judges records again under the gates as they are now, and says what turns. It asks no service and needs no key. It blocks nothing: it tells what
/// would. The results have the metadata Records, Blocked and Turned.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeReplayGates : ArizeGatesTask
{
    /// <summary>A record, or a folder of records. Default: each gate's own record.</summary>
    public string? From { get; set; }

    private protected override bool AsksService => false;

    private protected override Task<ITaskItem> OneAsync(ArizeClient arize, GatePlan gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        var from = SettingReader.Text(From) is { } folder ? FullPath(folder) : gate.Record;
        var result = GateReplay.Run(gate, from, log);
        foreach (var line in result.Lines(gate.Name))
            log.Milestone(line);
        return System.Threading.Tasks.Task.FromResult(Outputs.Item(gate.Name, ("Records", Show(result.Records.Count)), ("Blocked", Show(result.Blocked)), ("Turned", Show(result.Records.Count(r => r.Turned)))));

        static string Show(int count) => count.ToString(CultureInfo.InvariantCulture);
    }
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGateRequire: fails unless each gate's record holds a pass for this commit, young enough and unaltered. It asks no service and needs no key. The results have
/// the metadata Passed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeRequireGates : ArizeGatesTask
{
    TimeSpan? maxAge;

    /// <summary>The oldest verdict that will do. Default: 1d.</summary>
    public string? MaxAge { get; set; }

    private protected override bool AsksService => false;

    private protected override bool HeedsFaults => false;

    private protected override void Read(SettingReader settings)
    {
        maxAge = settings.Duration("ArizeVerdictMaxAge", MaxAge);
        base.Read(settings);
    }

    private protected override Task<ITaskItem> OneAsync(ArizeClient arize, GatePlan gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        var faults = GateOperations.Require(gate, maxAge, Time.GetUtcNow(), log);
        foreach (var fault in faults)
            log.Say(fault);
        return System.Threading.Tasks.Task.FromResult(Outputs.Item(gate.Name, ("Passed", faults.Count == 0 ? "true" : "false")));
    }
}

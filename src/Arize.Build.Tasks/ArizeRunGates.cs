using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGate: runs gates, each once, and fails the build where one blocks. The results have the metadata RunId, Status, ExperimentName, ExperimentId, NumSuccesses,
/// NumErrors, NumSkipped and Passed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeRunGates : ArizeGatesTask
{
    bool dryRun;

    /// <summary>true checks and reads everything, and triggers nothing. Default: false.</summary>
    public string? DryRun { get; set; }

    private protected override void Read(SettingReader settings)
    {
        dryRun = settings.Flag("ArizeDryRun", DryRun) ?? false;
        base.Read(settings);
    }

    private protected override async Task<ITaskItem> OneAsync(ArizeClient arize, GateItem gate, MSBuildLog log, CancellationToken cancel)
    {
        if (dryRun)
        {
            await new RunGate(arize, log).DryRunAsync(gate.Request, cancel).ConfigureAwait(false);
            return Outputs.Item(gate.Request.Name, ("Passed", "false"));
        }
        var result = await new RunGate(arize, log).RunAsync(gate.Request, cancel).ConfigureAwait(false);
        Say(result, gate.OnFail, log);
        return Outputs.Item(result.Gate,
            ("RunId", result.Run.Id), ("Status", Outputs.Screaming(result.Run)), ("ExperimentName", result.ExperimentName), ("ExperimentId", result.Run.ExperimentId),
            ("NumSuccesses", Outputs.Show(result.Run.NumSuccesses)), ("NumErrors", Outputs.Show(result.Run.NumErrors)), ("NumSkipped", Outputs.Show(result.Run.NumSkipped)),
            ("Passed", result.Passed ? "true" : "false"));
    }

    static void Say(RunGateResult result, OnFail onFail, MSBuildLog log)
    {
        if (result.Fault is not { } fault)
            log.Milestone(result.Summary);
        else if (onFail == OnFail.Warn)
            log.Warning(fault with { Message = $"{result.Summary} (OnFail=Warn: the build goes on.)" });
        else
            log.Error(fault with { Message = result.Summary });
    }
}

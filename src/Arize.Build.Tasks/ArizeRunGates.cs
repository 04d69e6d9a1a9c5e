using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGate: runs gates, each once, and fails the build where one blocks. The results have the metadata RunId, Status, ExperimentName, ExperimentId, NumSuccesses,
/// NumErrors, NumSkipped, Verdict, VerdictFile and Passed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeRunGates : ArizeGatesTask
{
    bool dryRun;

    /// <summary>true checks and reads everything, and triggers nothing. Default: false.</summary>
    public string? DryRun { get; set; }

    /// <summary>Without a key, a dry run still checks what it can: the settings and the gate files.</summary>
    private protected override bool AsksService => !dryRun || HasKey;

    private protected override void Read(SettingReader settings)
    {
        dryRun = settings.Flag("ArizeDryRun", DryRun) ?? false;
        base.Read(settings);
    }

    private protected override async Task<ITaskItem> OneAsync(ArizeClient arize, GatePlan gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        if (!AsksService)
            GateOperations.DryRunWithoutKey(gate, log);
        else if (dryRun)
        {
            foreach (var fault in await new GateOperations(arize, log).DryRunAsync(gate, cancellationToken).ConfigureAwait(false))
                log.Say(fault);
        }
        if (dryRun)
            return Outputs.Item(gate.Name, ("Passed", "false"));
        var result = await new GateOperations(arize, log).AskAsync(gate, cancellationToken).ConfigureAwait(false);
        foreach (var line in result.Table)
            log.Milestone(line);
        foreach (var fault in result.Diagnostics)
            log.Say(fault);
        return Outputs.Item(result.Gate,
            ("RunId", result.Run?.Id), ("Status", result.Run is { } run ? Outputs.Screaming(run) : ""),
            ("ExperimentName", result.ExperimentName), ("ExperimentId", result.Experiment?.Id ?? result.Run?.ExperimentId),
            ("NumSuccesses", Outputs.Show(result.Run?.NumSuccesses)), ("NumErrors", Outputs.Show(result.Run?.NumErrors)), ("NumSkipped", Outputs.Show(result.Run?.NumSkipped)),
            ("Verdict", result.Verdict.Outcome.ToString().ToLowerInvariant()), ("VerdictFile", result.VerdictFile), ("Passed", result.Passed ? "true" : "false"));
    }
}

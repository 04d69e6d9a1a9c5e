using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the target ArizeGate: runs gates, each once, and fails the build where one blocks. The results have the metadata RunId, Status, ExperimentName, ExperimentId, NumSuccesses,
/// NumErrors, NumSkipped and Passed; those of gate files Verdict and VerdictFile instead of the counters.
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
            if (gate.Run is { } plan)
                await new RunGate(arize, log).DryRunAsync(plan, cancel).ConfigureAwait(false);
            else
                log.Milestone($"Gate '{gate.Name}', dry run: the gate file is fine. It judges an experiment that is there; nothing was read or triggered.");
            return Outputs.Item(gate.Name, ("Passed", "false"));
        }
        if (gate.File is { } file)
            return Judged(await new GateRunner(arize, log).RunAsync(file, cancel).ConfigureAwait(false), gate, log);
        var result = await new RunGate(arize, log).RunAsync(gate.Run!, cancel).ConfigureAwait(false);
        Say(result, gate.OnFail, log);
        return Outputs.Item(result.Gate,
            ("RunId", result.Run.Id), ("Status", Outputs.Screaming(result.Run)), ("ExperimentName", result.ExperimentName), ("ExperimentId", result.Run.ExperimentId),
            ("NumSuccesses", Outputs.Show(result.Run.NumSuccesses)), ("NumErrors", Outputs.Show(result.Run.NumErrors)), ("NumSkipped", Outputs.Show(result.Run.NumSkipped)),
            ("Passed", result.Passed ? "true" : "false"));
    }

    static ITaskItem Judged(GateResult result, GateItem gate, MSBuildLog log)
    {
        foreach (var line in result.Table)
            log.Milestone(line);
        foreach (var fault in result.Diagnostics)
            log.Say(gate.OnFail == OnFail.Warn ? fault with { Severity = FaultSeverity.Warning, Message = $"{fault.Message} (OnFail=Warn: the build goes on.)" } : fault);
        return Outputs.Item(result.Gate,
            ("RunId", result.Run?.Id), ("Status", result.Run is { } run ? Outputs.Screaming(run) : ""), ("ExperimentName", result.Experiment?.Name), ("ExperimentId", result.Experiment?.Id),
            ("Verdict", result.Verdict.Outcome.ToString().ToLowerInvariant()), ("VerdictFile", result.VerdictFile), ("Passed", result.Passed ? "true" : "false"));
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

using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// The task behind the targets ArizeGate, ArizeGateStart, ArizeGateCancel, ArizeGateRequire and ArizeGateReplay: does one thing with each gate. The results of Run have the metadata RunId, Status,
/// ExperimentName, ExperimentId, NumSuccesses, NumErrors, NumSkipped, Verdict, VerdictFile and Passed; of Start, RunId and ExperimentName; of Cancel, RunIds; of Require, Passed; of Replay, Records,
/// Blocked and Turned.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeGates : ArizeGatesTask
{
    GateOperation operation;
    bool dryRun;
    TimeSpan? maxAge;
    bool sameSources;
    LiveOutput? live;

    /// <summary>
    /// Run (starts the run of each gate, or continues the one in its record, waits, judges), Start (triggers the runs and ends), Cancel (cancels the runs that the records name), Require (demands a
    /// pass for this commit in each record) or Replay (judges records again). Required.
    /// </summary>
    [Required]
    public string Operation { get; set; } = "";

    /// <summary>true checks and reads everything, and triggers nothing. Run and Start only. Default: false.</summary>
    public string? DryRun { get; set; }

    /// <summary>The maximum age of a verdict. Require only. Default: 1d.</summary>
    public string? MaxAge { get; set; }

    /// <summary>
    /// true demands the tracked files that were judged: unchanged, or changed in the same way. Require only. Default: false, the same commit is enough.
    /// </summary>
    public string? SameSources { get; set; }

    /// <summary>A record, or a folder of records. Replay only. Default: each gate's own record.</summary>
    public string? ReplayFrom { get; set; }

    /// <summary>false prints nothing in a terminal before a gate ends. Run only. Default: true.</summary>
    public string? LiveOutput { get; set; }

    /// <summary>A JSON file with an emergency override: owner, reason and expires. Run only. Default: the environment variable ARIZE_OVERRIDE, if it is set.</summary>
    public string? OverrideFile { get; set; }

    /// <summary>Without a key, a dry run still checks what it can: the settings and the gate files.</summary>
    private protected override bool AsksService => operation is GateOperation.Cancel || operation is GateOperation.Run or GateOperation.Start && (!dryRun || HasKey);

    private protected override bool HeedsFaults => operation is GateOperation.Run or GateOperation.Start or GateOperation.Replay;

    /// <summary>A run's progress is printed while it waits, and its verdict by the target that raises the errors.</summary>
    private protected override bool IsLive => operation is GateOperation.Run && !dryRun;

    private protected override LiveOutput? Live => live;

    private protected override GateOverride? Override(SettingReader settings, GateContext context) =>
        operation is GateOperation.Run ? OverrideReader.Read(settings, "ArizeOverrideFile", OverrideFile, context, Time.GetUtcNow()) : null;

    private protected override void Read(SettingReader settings)
    {
        operation = settings.Choice<GateOperation>(nameof(Operation), Operation) ?? default;
        dryRun = operation is GateOperation.Run or GateOperation.Start && (settings.Flag("ArizeDryRun", DryRun) ?? false);
        maxAge = settings.Duration("ArizeVerdictMaxAge", MaxAge);
        sameSources = settings.Flag("ArizeRequireSameSources", SameSources) ?? false;
        if (settings.Flag("ArizeLiveOutput", LiveOutput) ?? true)
            live = IsLive && Tasks.LiveOutput.IsUseful(Environment) && BuildEngine is IBuildEngine3 engine ? new LiveOutput(engine) : null;
        base.Read(settings);
    }

    private protected override Task<ITaskItem> OneAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken) => operation switch
    {
        GateOperation.Run or GateOperation.Start when dryRun => DryRunAsync(arize, gate, log, cancellationToken),
        GateOperation.Run => VerdictAsync(arize, gate, log, cancellationToken),
        GateOperation.Start => StartAsync(arize, gate, log, cancellationToken),
        GateOperation.Cancel => CancelAsync(arize, gate, log, cancellationToken),
        GateOperation.Require => System.Threading.Tasks.Task.FromResult(Require(gate, log)),
        _ => System.Threading.Tasks.Task.FromResult(Replay(gate, log)),
    };

    static async Task<ITaskItem> VerdictAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        var result = await new GateOperations(arize, log).RunAsync(gate, cancellationToken).ConfigureAwait(false);
        return Outputs.Item(result.Gate,
            ("RunId", result.Run?.Id), ("Status", result.Run is { } run ? Outputs.Screaming(run) : ""),
            ("ExperimentName", result.ExperimentName), ("ExperimentId", result.Experiment?.Id ?? result.Run?.ExperimentId),
            ("NumSuccesses", Outputs.Show(result.Run?.NumSuccesses)), ("NumErrors", Outputs.Show(result.Run?.NumErrors)), ("NumSkipped", Outputs.Show(result.Run?.NumSkipped)),
            ("Verdict", result.Verdict.Outcome.ToString().ToLowerInvariant()), ("VerdictFile", result.VerdictFile), ("Passed", result.Passed ? "true" : "false"));
    }

    async Task<ITaskItem> DryRunAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        await new GateOperations(AsksService ? arize : null, log).DryRunAsync(gate, cancellationToken).ConfigureAwait(false);
        return Outputs.Item(gate.Name, ("Passed", "false"));
    }

    static async Task<ITaskItem> StartAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken)
    {
        var run = await new GateOperations(arize, log).StartAsync(gate, cancellationToken).ConfigureAwait(false);
        return Outputs.Item(gate.Name, ("RunId", run?.RunId), ("ExperimentName", run?.ExperimentName));
    }

    static async Task<ITaskItem> CancelAsync(ArizeClient arize, GateRequest gate, MSBuildLog log, CancellationToken cancellationToken) =>
        Outputs.Item(gate.Name, ("RunIds", string.Join(';', await new GateOperations(arize, log).CancelAsync(gate, cancellationToken).ConfigureAwait(false))));

    ITaskItem Require(GateRequest gate, MSBuildLog log)
    {
        var diagnostics = new GateOperations(null, log).Require(gate, new VerdictWanted(maxAge, sameSources), Time.GetUtcNow());
        return Outputs.Item(gate.Name, ("Passed", diagnostics.Count == 0 ? "true" : "false"));
    }

    ITaskItem Replay(GateRequest gate, MSBuildLog log)
    {
        var result = GateReplay.RunAndPrint(gate, SettingReader.Text(ReplayFrom) is { } folder ? FullPath(folder) : null, log);
        return Outputs.Item(gate.Name, ("Records", Show(result.Records.Count)), ("Blocked", Show(result.Blocked)), ("Turned", Show(result.Records.Count(r => r.Turned))));

        static string Show(int count) => count.ToString(CultureInfo.InvariantCulture);
    }
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace Arize.Build.Tasks;

/// <summary>The task behind the target ArizeGate: runs gates, each once, all at the same time, and fails the build where one blocks.</summary>
public sealed class ArizeRunGates : ArizeBuildTask
{
    /// <summary>More gates than this wait for their turn, so that a long list does not flood the service.</summary>
    const int AtOnce = 8;

    readonly List<GateItem> gates = [];

    /// <summary>The gates: Include = name, metadata as in docs/ArizeGate.md. Required.</summary>
    public ITaskItem[]? Gates { get; set; }

    /// <summary>The folder of all records. Default: <c>artifacts/arize/</c> in the project's folder.</summary>
    public string? Records { get; set; }

    /// <summary>The default of the gates' Timeout: how long a gate may take. Default: 1h.</summary>
    public string? Timeout { get; set; }

    /// <summary>The default of the gates' PollInterval. Default: often at first, less often later (0.8 s to 15 s).</summary>
    public string? PollInterval { get; set; }

    /// <summary>The default of the gates' OnTimeout: Cancel (default) or Leave.</summary>
    public string? OnTimeout { get; set; }

    /// <summary>What tells apart legs of one CI build, such as those of a matrix. Default: nothing.</summary>
    public string? RunKey { get; set; }

    /// <summary>The project's name, part of the names of experiments.</summary>
    public string? Project { get; set; }

    /// <summary>The gates as they ended: Include = name, metadata RunId, Status, ExperimentName, ExperimentId, NumSuccesses, NumErrors, NumSkipped, Passed.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    private protected override void Read(SettingReader settings)
    {
        var defaults = new GateDefaults
        {
            Space = Space,
            Timeout = settings.Duration("ArizeTimeout", Timeout) ?? RunGateRequest.DefaultTimeout,
            PollInterval = settings.Duration("ArizePollInterval", PollInterval),
            OnTimeout = settings.Choice<OnTimeout>("ArizeOnTimeout", OnTimeout) ?? default,
            Records = FullPath(SettingReader.Text(Records) ?? Path.Combine("artifacts", "arize")),
            Project = SettingReader.Text(Project),
            Build = CiBuild.Identity(Environment, SettingReader.Text(RunKey)),
        };
        foreach (var item in Gates ?? [])
            gates.Add(GateItem.Read(item, defaults, settings));
        foreach (var twice in gates.GroupBy(g => g.Request.Record, StringComparer.Ordinal).Where(g => g.Count() > 1))
            settings.Add([Fault.Value("ArizeGate", twice.First().Request.Name, "Two gates share one record. Give each its own name, or set Record.")]);
    }

    private protected override async Task RunAsync(ArizeClient arize, MSBuildLog log, CancellationToken cancel)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        Results = await Task.WhenAll(gates.Select(g => OneAsync(arize, g, turns, cancel))).ConfigureAwait(false);
    }

    async Task<ITaskItem> OneAsync(ArizeClient arize, GateItem gate, SemaphoreSlim turns, CancellationToken cancel)
    {
        await turns.WaitAsync(cancel).ConfigureAwait(false);
        var log = new MSBuildLog(this) { File = gate.File };
        try
        {
            var result = await new RunGate(arize, log).RunAsync(gate.Request, cancel).ConfigureAwait(false);
            Say(result, gate.OnFail, log);
            return Outputs.Item(result.Gate,
                ("RunId", result.Run.Id), ("Status", Outputs.Screaming(result.Run)), ("ExperimentName", result.ExperimentName), ("ExperimentId", result.Run.ExperimentId),
                ("NumSuccesses", Outputs.Show(result.Run.NumSuccesses)), ("NumErrors", Outputs.Show(result.Run.NumErrors)), ("NumSkipped", Outputs.Show(result.Run.NumSkipped)),
                ("Passed", result.Passed ? "true" : "false"));
        }
        catch (ArizeException e)
        {
            foreach (var fault in e.Faults)
                log.Error(fault with { Message = $"Gate '{gate.Request.Name}': {fault.Message}" });
            return Outputs.Item(gate.Request.Name, ("Passed", "false"));
        }
        finally
        {
            turns.Release();
        }
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

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Core;

namespace Cake.Arize.Running;

/// <summary>Gates of a script: their settings read into plans, and one thing done with each, several at a time. What a gate is, and what can be done with one, the core says.</summary>
internal sealed class GatesCall
{
    readonly AliasCall call;
    readonly ArizeGateSettings settings;
    readonly GatePlan[] gates;

    /// <param name="context">The script.</param>
    /// <param name="include">Names, or paths of gate files.</param>
    /// <param name="settings">The settings, for all of them.</param>
    public GatesCall(ICakeContext context, IEnumerable<string> include, ArizeGateSettings settings)
    {
        call = new AliasCall(context, settings);
        this.settings = settings;
        var (said, defaults) = (Said(), Defaults());
        gates = [.. include.Select(i => GatePlan.Read(i, said, call.FullPath(settings.Record), defaults) with { OnFail = settings.OnFail })];
        if (gates.Length == 0)
            call.Settings.Required("The gate", null, "Give its name, or the path of its file.");
        call.Settings.Add(GatePlan.CheckTogether(gates));
    }

    /// <summary>Asks the gates; null for one that was not asked.</summary>
    public Task<IReadOnlyList<GateResult?>> AskAsync()
    {
        var switches = new GateSwitches("", settings.Skip, settings.DryRun, settings.WhenNoKey, call.HasKey);
        var isSkipped = settings.Skip || !call.HasKey && settings.WhenNoKey == WhenNoKey.Skip;
        var needsNoService = isSkipped || !call.HasKey && settings.DryRun;
        if (!isSkipped)
            SayFaults();
        return EachAsync<GateResult?>(needsNoService, async (verbs, gate, cancellationToken) =>
        {
            switch (switches.Decide(gate.Name, call.Log))
            {
                case GateMode.Run:
                    return Told(await verbs!.AskAsync(gate, cancellationToken).ConfigureAwait(false));
                case GateMode.DryRun when verbs is not null:
                    Say(await verbs.DryRunAsync(gate, cancellationToken).ConfigureAwait(false));
                    break;
                case GateMode.DryRun:
                    GateOperations.DryRunWithoutKey(gate, call.Log);
                    break;
            }
            return null;
        });
    }

    /// <summary>Triggers the gates' runs; null for a gate that judges an experiment that is there.</summary>
    public Task<IReadOnlyList<TriggeredRun?>> StartAsync()
    {
        SayFaults();
        return EachAsync(false, (verbs, gate, cancellationToken) => verbs!.StartAsync(gate, cancellationToken));
    }

    /// <summary>Cancels the runs that the gates' records name.</summary>
    public async Task<IReadOnlyList<string>> CancelAsync() =>
        [.. (await EachAsync(false, (verbs, gate, cancellationToken) => verbs!.CancelAsync(gate, cancellationToken)).ConfigureAwait(false)).SelectMany(ids => ids)];

    /// <summary>Demands the verdicts that the gates' records hold.</summary>
    public Task RequireAsync()
    {
        call.Settings.Duration(nameof(settings.VerdictMaxAge), settings.VerdictMaxAge);
        return EachAsync(true, (_, gate, _) =>
        {
            Say(GateOperations.Require(gate, settings.VerdictMaxAge, TimeProvider.System.GetUtcNow(), call.Log));
            return Task.FromResult(true);
        });
    }

    /// <summary>Judges records again under the gates as they are now.</summary>
    public Task<IReadOnlyList<ReplayResult>> ReplayAsync()
    {
        SayFaults();
        return EachAsync(true, (_, gate, _) =>
        {
            var result = GateReplay.Run(gate, call.FullPath(settings.Replay) ?? gate.Record, call.Log);
            foreach (var line in result.Lines(gate.Name))
                call.Log.Milestone(line);
            return Task.FromResult(result);
        });
    }

    /// <summary>A gate that could not be asked is an error; the others go on.</summary>
    Task<IReadOnlyList<T>> EachAsync<T>(bool needsNoService, Func<GateOperations?, GatePlan, CancellationToken, Task<T>> one)
    {
        return needsNoService ? call.WithoutServiceAsync(cancellationToken => AllAsync(null, cancellationToken)) : call.AskAsync((arize, cancellationToken) => AllAsync(new GateOperations(arize, call.Log), cancellationToken));

        async Task<IReadOnlyList<T>> AllAsync(GateOperations? verbs, CancellationToken cancellationToken) => await GateOperations.EachAsync(gates, g => SafelyAsync(verbs, g, cancellationToken), cancellationToken).ConfigureAwait(false);

        async Task<T> SafelyAsync(GateOperations? verbs, GatePlan gate, CancellationToken cancellationToken)
        {
            try
            {
                return await one(verbs, gate, cancellationToken).ConfigureAwait(false);
            }
            catch (ArizeException e)
            {
                Say(e.Diagnostics.Select(f => new GateDiagnostic(f.Code, $"Gate {RemoteText.Quote(gate.Name)}: {f.Message}")));
                return default!;
            }
        }
    }

    GateResult Told(GateResult result)
    {
        foreach (var line in result.Table)
            call.Log.Milestone(line);
        Say(result.Diagnostics);
        if (Path.Combine(Path.GetDirectoryName(result.VerdictFile)!, ReportFiles.Summary) is var summary && File.Exists(summary))
            call.Log.Summary(summary);
        return result;
    }

    /// <summary>What is wrong with the gates themselves. A verb that does not ask them needs nothing of what they would need to be asked, and does not say it.</summary>
    void SayFaults() => Say(gates.SelectMany(g => g.Diagnostics));

    void Say(IEnumerable<GateDiagnostic> faults)
    {
        foreach (var fault in faults)
            call.Log.Say(fault);
    }

    GateOverrides Said() => new()
    {
        Task = SettingReader.Text(settings.Task),
        Space = SettingReader.Text(settings.Space),
        ExperimentName = SettingReader.Text(settings.ExperimentName),
        MaxExamples = call.Settings.Count(nameof(settings.MaxExamples), settings.MaxExamples),
        Timeout = call.Settings.Duration(nameof(settings.Timeout), settings.Timeout),
        PollInterval = call.Settings.Duration(nameof(settings.PollInterval), settings.PollInterval),
        OnTimeout = settings.OnTimeout,
        MaxErrors = call.Settings.Count(nameof(settings.MaxErrors), settings.MaxErrors, least: 0),
        MaxErrorRate = call.Settings.Share(nameof(settings.MaxErrorRate), settings.MaxErrorRate),
        Baseline = SettingReader.Text(settings.Baseline),
    };

    GateDefaults Defaults() => new()
    {
        EnvironmentSpace = call.EnvironmentSpace,
        Records = call.FullPath(settings.Records) ?? call.Records,
        Folder = call.Folder,
        Project = SettingReader.Text(settings.Project),
        Reuse = settings.Reuse,
        Placeholders = new Placeholders
        {
            Properties = settings.Properties.AsReadOnly(),
            Environment = call.Environment,
            Build = call.Build(settings.RunKey),
            Commit = SourceCommit.Find(call.Environment, call.Folder),
        },
        Links = call.Settings.Links(nameof(settings.Organization), settings.Organization, nameof(settings.AppUrl), settings.AppUrl),
    };
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Cake.Core;
using Cake.Core.IO;
using Path = System.IO.Path;

namespace Cake.Arize.Running;

/// <summary>Gates of a script: their settings read into plans, and one thing done with each, several at a time. What a gate is, and what can be done with one, the core says.</summary>
internal sealed class GatesCall
{
    readonly AliasCall call;
    readonly ArizeGateRecordSettings settings;
    readonly GatePlan[] gates;

    /// <param name="context">The script.</param>
    /// <param name="include">Names, or paths of gate files.</param>
    /// <param name="settings">The settings, for all of them.</param>
    /// <param name="onFail">What a gate that blocks does.</param>
    public GatesCall(ICakeContext context, IEnumerable<string> include, ArizeGateRecordSettings settings, OnFail onFail = OnFail.Fail)
    {
        call = new AliasCall(context, settings);
        this.settings = settings;
        var (said, defaults) = (Said(), Defaults());
        gates = [.. include.Select(i => GatePlan.Read(i, said, call.FullPath(settings.Record), defaults) with { OnFail = onFail })];
        if (gates.Length == 0)
            call.Settings.Required("The gate", null, "Give its name, or the path of its file.");
        call.Settings.Add(GatePlan.CheckTogether(gates));
    }

    /// <summary>Asks the gates; null for one that was not asked.</summary>
    public Task<IReadOnlyList<GateResult?>> AskAsync(bool skip, bool dryRun, WhenNoKey whenNoKey)
    {
        var switches = new GateSwitches("", skip, dryRun, whenNoKey, call.HasKey);
        var isSkipped = skip || !call.HasKey && whenNoKey == WhenNoKey.Skip;
        var needsNoService = isSkipped || !call.HasKey && dryRun;
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
    public Task RequireAsync(TimeSpan? verdictMaxAge)
    {
        call.Settings.Duration(nameof(ArizeGateRequireSettings.VerdictMaxAge), verdictMaxAge);
        return EachAsync(true, (_, gate, _) =>
        {
            Say(GateOperations.Require(gate, verdictMaxAge, TimeProvider.System.GetUtcNow(), call.Log));
            return Task.FromResult(true);
        });
    }

    /// <summary>Judges records again under the gates as they are now.</summary>
    public Task<IReadOnlyList<ReplayResult>> ReplayAsync(DirectoryPath? records)
    {
        SayFaults();
        return EachAsync(true, (_, gate, _) =>
        {
            var result = GateReplay.Run(gate, call.FullPath(records) ?? gate.Record, call.Log);
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

    GateOverrides Said()
    {
        var (definition, run, gate) = (settings as ArizeGateDefinitionSettings, settings as ArizeGateRunSettings, settings as ArizeGateSettings);
        return new()
        {
            Task = SettingReader.Text(definition?.Task),
            Space = SettingReader.Text(settings.Space),
            ExperimentName = SettingReader.Text(run?.ExperimentName),
            MaxExamples = call.Settings.Count(nameof(definition.MaxExamples), definition?.MaxExamples),
            Timeout = call.Settings.Duration(nameof(run.Timeout), run?.Timeout),
            PollInterval = call.Settings.Duration(nameof(gate.PollInterval), gate?.PollInterval),
            OnTimeout = gate?.OnTimeout,
            MaxErrors = call.Settings.Count(nameof(definition.MaxErrors), definition?.MaxErrors, least: 0),
            MaxErrorRate = call.Settings.Share(nameof(definition.MaxErrorRate), definition?.MaxErrorRate),
            Baseline = SettingReader.Text(definition?.Baseline),
        };
    }

    GateDefaults Defaults()
    {
        var run = settings as ArizeGateRunSettings;
        return new()
        {
            EnvironmentSpace = call.EnvironmentSpace,
            Records = call.FullPath(settings.Records) ?? call.Records,
            Folder = call.Folder,
            Project = SettingReader.Text(run?.Project),
            Reuse = run?.Reuse ?? true,
            Placeholders = new Placeholders
            {
                Properties = (settings as ArizeGateDefinitionSettings)?.Properties.AsReadOnly() ?? new Dictionary<string, string>().AsReadOnly(),
                Environment = call.Environment,
                Build = call.Build(run?.RunKey),
                Commit = SourceCommit.Find(call.Environment, call.Folder),
            },
            Links = call.Settings.Links(nameof(run.Organization), run?.Organization, nameof(run.AppUrl), run?.AppUrl),
        };
    }
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Reports;
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
    readonly GateRequest[] gates;

    /// <param name="context">The script.</param>
    /// <param name="include">Names, or paths of gate files.</param>
    /// <param name="settings">The settings, for all of them.</param>
    /// <param name="onFail">What a gate that blocks does.</param>
    public GatesCall(ICakeContext context, IEnumerable<string> include, ArizeGateRecordSettings settings, OnFail onFail = OnFail.Fail)
    {
        call = new AliasCall(context, settings);
        this.settings = settings;
        var (said, surroundings) = (Said(), Surroundings());
        gates = [.. include.Select(i => GateRequest.Read(i, said, call.FullPath(settings.Record), surroundings) with { OnFail = onFail })];
        if (gates.Length == 0)
            call.Settings.Required("The gate", null, "Give its name, or the path of its file.");
        call.Settings.Add(GateRequest.CheckTogether(gates));
    }

    /// <summary>Asks the gates; null for one that was not asked.</summary>
    public Task<IReadOnlyList<GateResult?>> AskAsync(bool skip, bool dryRun, WhenNoKey whenNoKey)
    {
        var switches = new GateSwitches("", skip, dryRun, whenNoKey, call.HasKey);
        var isSkipped = skip || !call.HasKey && whenNoKey == WhenNoKey.Skip;
        var needsNoService = isSkipped || !call.HasKey && dryRun;
        if (!isSkipped)
            SayFaults();
        return EachAsync<GateResult?>(needsNoService, async (operations, gate, cancellationToken) =>
        {
            switch (switches.Decide(gate.Name, call.Log))
            {
                case GateMode.Run:
                    return Summarised(await operations.RunAsync(gate, cancellationToken).ConfigureAwait(false));
                case GateMode.DryRun:
                    await operations.DryRunAsync(gate, cancellationToken).ConfigureAwait(false);
                    break;
            }
            return null;
        });
    }

    /// <summary>Triggers the gates' runs; null for a gate that judges an experiment that is there.</summary>
    public Task<IReadOnlyList<TriggeredRun?>> StartAsync()
    {
        SayFaults();
        return EachAsync(false, (operations, gate, cancellationToken) => operations.StartAsync(gate, cancellationToken));
    }

    /// <summary>Cancels the runs that the gates' records name.</summary>
    public async Task<IReadOnlyList<string>> CancelAsync() =>
        [.. (await EachAsync(false, (operations, gate, cancellationToken) => operations.CancelAsync(gate, cancellationToken)).ConfigureAwait(false)).SelectMany(ids => ids)];

    /// <summary>Demands the verdicts that the gates' records hold.</summary>
    public Task RequireAsync(VerdictWanted wanted)
    {
        call.Settings.Duration(nameof(ArizeGateRequireSettings.VerdictMaxAge), wanted.MaxAge);
        return EachAsync(true, (operations, gate, _) => Task.FromResult(operations.Require(gate, wanted, TimeProvider.System.GetUtcNow())));
    }

    /// <summary>Judges records again under the gates as they are now.</summary>
    public Task<IReadOnlyList<ReplayResult>> ReplayAsync(DirectoryPath? records)
    {
        SayFaults();
        return EachAsync(true, (_, gate, _) => Task.FromResult(GateReplay.RunAndPrint(gate, call.FullPath(records), call.Log)));
    }

    /// <summary>Does one thing with each gate; one that fails is reported, and the others go on.</summary>
    Task<IReadOnlyList<T>> EachAsync<T>(bool needsNoService, Func<GateOperations, GateRequest, CancellationToken, Task<T>> one)
    {
        return needsNoService ? call.WithoutServiceAsync(cancellationToken => AllAsync(null, cancellationToken)) : call.AskAsync(AllAsync);

        async Task<IReadOnlyList<T>> AllAsync(ArizeClient? arize, CancellationToken cancellationToken)
        {
            var operations = new GateOperations(arize, call.Log);
            return (await GateOperations.EachAsync(gates, _ => call.Log, g => one(operations, g, cancellationToken), cancellationToken).ConfigureAwait(false))!;
        }
    }

    GateResult Summarised(GateResult result)
    {
        if (Path.Combine(Path.GetDirectoryName(result.VerdictFile)!, ReportFiles.Summary) is var summary && File.Exists(summary))
            call.Log.Summary(summary);
        return result;
    }


    /// <summary>What is wrong with the gates themselves. A verb that does not ask them needs nothing of what they would need to be asked, and does not say it.</summary>
    void SayFaults() => Say(gates.SelectMany(g => g.Diagnostics));

    void Say(IEnumerable<GateDiagnostic> faults)
    {
        foreach (var fault in faults)
            call.Log.Report(fault);
    }

    GateSettings Said()
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

    GateContext Surroundings()
    {
        var run = settings as ArizeGateRunSettings;
        var context = GateContext.Of(call.Environment, call.Folder, call.FullPath(settings.Records), run?.RunKey) with
        {
            Project = SettingReader.Text(run?.Project),
            EstimatesProgress = true,
            Reuse = run?.Reuse ?? true,
            Properties = (settings as ArizeGateDefinitionSettings)?.Properties.AsReadOnly() ?? new Dictionary<string, string>().AsReadOnly(),
            Links = call.Settings.Links(nameof(run.Organization), run?.Organization, nameof(run.AppUrl), run?.AppUrl),
        };
        return settings is ArizeGateSettings asked
            ? context with { Override = OverrideReader.Read(call.Settings, nameof(asked.OverrideFile), asked.OverrideFile?.FullPath, context, TimeProvider.System.GetUtcNow()) }
            : context;
    }
}

using System.Security.Cryptography;
using System.Text;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Gates;

/// <summary>One gate of a build, read and checked: what to ask, where its record is, and how the build takes the answer. Every verb begins with one.</summary>
public sealed record GatePlan
{
    /// <summary>The gate's name: as given, or the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of the gate's record, an absolute path.</summary>
    public required string Record { get; init; }

    /// <summary>What the build does where the gate blocks.</summary>
    public OnFail OnFail { get; init; }

    /// <summary>What is wrong or odd in the gate, the places in its file included. Where one is an error, the gate can not be asked.</summary>
    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The commit that is built; null where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>A hash of what the build says that decides the verdict: the gate's files, the properties that they use, and what is said otherwise. A verdict holds it, so that a later step sees whether the gate was changed since.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The run to trigger; null for an experiment that is there.</summary>
    internal RunGateRequest? Run { get; init; }

    /// <summary>The gate of a gate file; null where the run alone is judged.</summary>
    internal GateRequest? File { get; init; }

    /// <summary>Reads a gate.</summary>
    /// <param name="include">A name, for a gate over one run; or the path of a gate file, which ends in <c>.json</c>.</param>
    /// <param name="said">What the front end says otherwise than the file; for a gate over one run, all of it.</param>
    /// <param name="record">The record's folder; null takes the gate's name, below <see cref="GateDefaults.Records"/>.</param>
    /// <param name="defaults">What holds for all gates.</param>
    public static GatePlan Read(string include, GateOverrides said, string? record, GateDefaults defaults)
    {
        var isFile = include.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var name = isFile ? RecordFolder.Name(include) : include;
        said = said with
        {
            DefaultSpace = said.DefaultSpace ?? defaults.Space ?? defaults.EnvironmentSpace,
            Timeout = said.Timeout ?? defaults.Timeout,
            PollInterval = said.PollInterval ?? defaults.PollInterval,
            OnTimeout = said.OnTimeout ?? defaults.OnTimeout,
        };
        var plan = new GatePlan
        {
            Name = name,
            Record = record is null ? Path.Combine(defaults.Records, RecordFolder.Name(name)) : defaults.FullPath(record),
            Commit = defaults.Placeholders.Commit,
        };
        return isFile ? plan.WithFile(defaults.FullPath(include), said, defaults) : plan.WithRun(said, defaults);
    }

    /// <summary>What is wrong with gates that are each right: two in one record.</summary>
    /// <param name="gates">The gates of one call.</param>
    public static IEnumerable<ArizeDiagnostic> CheckTogether(IEnumerable<GatePlan> gates) =>
        from shared in gates.GroupBy(g => g.Record, StringComparer.Ordinal)
        where shared.Count() > 1
        select Diagnostic.Value("ArizeGate", shared.First().Name, "Two gates share one record. Give each its own name, or set Record.");

    /// <summary>The faults of this gate as the build takes them: where it goes on whatever the gate says, they are warnings.</summary>
    /// <param name="faults">What is against the release.</param>
    internal IReadOnlyList<GateDiagnostic> Taken(IReadOnlyList<GateDiagnostic> faults) => OnFail == OnFail.Fail ? faults
        : [.. faults.Select(d => d.Severity == DiagnosticSeverity.Warning ? d : d with { Severity = DiagnosticSeverity.Warning, Message = $"{d.Message} (OnFail=Warn: the build goes on.)" })];

    GatePlan WithRun(GateOverrides said, GateDefaults defaults)
    {
        var trigger = new TriggerRunRequest
        {
            Task = said.Task ?? "",
            Space = said.Space ?? said.DefaultSpace,
            ExperimentName = said.ExperimentName,
            MaxExamples = said.MaxExamples,
        };
        var faults = TasksClient.CheckTrigger(trigger).ToList();
        if (said.Baseline is not null)
            faults.Add(Diagnostic.Exclusive(["Baseline", "Task"], "A baseline is for criteria, and those are in a gate file: name the file (gates/release.gate.json) as the gate."));
        var plan = this with { Diagnostics = [.. faults.Select(f => new GateDiagnostic(f.Code, $"Gate {RemoteText.Quote(Name)}: {f.Message}"))], Hash = HashOf(new GateReading(null, [], []), said, defaults) };
        return plan with { Run = plan.ToRun(trigger, said, defaults) };
    }

    GatePlan WithFile(string path, GateOverrides said, GateDefaults defaults)
    {
        var reading = GateFileReader.Read(path, defaults.Placeholders, said);
        var plan = this with { Diagnostics = reading.Diagnostics, Hash = HashOf(reading, said, defaults) };
        if (reading.Gate is not { } gate)
            return plan;
        return plan with
        {
            File = new GateRequest
            {
                Name = Name, Gate = gate, Record = Record, Project = defaults.Project, Build = defaults.Placeholders.Build, Commit = Commit, Hash = plan.Hash, Links = defaults.Links,
                StepSummary = defaults.StepSummary,
                Reuse = defaults.Reuse,
            },
            Run = gate.Run is { } run ? plan.ToRun(gate.Trigger(run.Task), said, defaults) : null,
        };
    }

    RunGateRequest ToRun(TriggerRunRequest trigger, GateOverrides said, GateDefaults defaults) => new()
    {
        Name = Name,
        Trigger = trigger,
        Timeout = said.Timeout ?? RunGateRequest.DefaultTimeout,
        PollInterval = said.PollInterval,
        OnTimeout = said.OnTimeout ?? default,
        Limits = new RunLimits(said.MaxErrors, said.MaxErrorRate),
        Record = Record,
        Project = defaults.Project,
        Build = defaults.Placeholders.Build,
        Commit = Commit,
        Hash = Hash,
        Links = defaults.Links,
        StepSummary = defaults.StepSummary,
    };

    /// <summary>
    /// Not in it: how to wait, the experiment's name, and the environment, which differ between a build that asks and a later one that demands the verdict. Line ends are those of the checkout.
    /// </summary>
    static string HashOf(GateReading reading, GateOverrides said, GateDefaults defaults)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var source in reading.Sources)
            hash.AppendData(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(source).ReplaceLineEndings("\n")));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"\n{said.Task}\n{said.Space}\n{said.MaxExamples}\n{said.MaxErrors}\n{said.MaxErrorRate:R}\n{said.Baseline}\n{defaults.Space}")));
        foreach (var (name, value) in reading.Properties)
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{name}={value}"));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}

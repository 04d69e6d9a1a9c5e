using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Files;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>What holds for all gates of a project where an item does not say otherwise.</summary>
internal sealed record GateDefaults
{
    public string? Space { get; init; }
    public TimeSpan? Timeout { get; init; }
    public TimeSpan? PollInterval { get; init; }
    public OnTimeout? OnTimeout { get; init; }
    public required string Records { get; init; }
    public required Func<string, string> FullPath { get; init; }
    public required Placeholders Placeholders { get; init; }
    public string? Project { get; init; }
}

/// <summary>Whether a gate that blocks fails the build.</summary>
internal enum OnFail
{
    Fail,
    Warn,
}

/// <summary>An ArizeGate item, read: what to ask, and how the build takes the answer.</summary>
internal sealed record GateItem
{
    static readonly string[] Known =
        ["Task", "Space", "ExperimentName", "MaxExamples", "Timeout", "PollInterval", "OnTimeout", "MaxErrors", "MaxErrorRate", "Baseline", "OnFail", "Before", "Record"];

    public required string Name { get; init; }
    public required string Record { get; init; }
    public required OnFail OnFail { get; init; }

    /// <summary>Where the item stands: the place of errors that have none in a gate file.</summary>
    public string? DefinedIn { get; init; }

    /// <summary>The run to trigger; null for a gate file over an experiment that is there.</summary>
    public RunGateRequest? Run { get; init; }

    /// <summary>The gate of a gate file; null where the item alone is the gate, or the file has faults.</summary>
    public GateRequest? File { get; init; }

    /// <summary>What is wrong or odd in the gate file.</summary>
    public IReadOnlyList<GateFault> FileFaults { get; init; } = [];

    public static GateItem Read(ITaskItem item, GateDefaults defaults, SettingReader settings)
    {
        var isFile = item.ItemSpec.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var name = isFile ? RecordFolder.Name(item.ItemSpec) : item.ItemSpec;
        var mine = new SettingReader();
        // A limit with a slip of the pen in its name would not hold, and the gate would pass.
        foreach (var unknown in item.CloneCustomMetadata().Keys.Cast<string>().Except(Known, StringComparer.OrdinalIgnoreCase))
            mine.Add([Fault.Value("Metadata", unknown, $"An ArizeGate item may have {string.Join(", ", Known)}.")]);
        var said = new GateOverrides
        {
            Task = Text("Task"),
            Space = Text("Space"),
            DefaultSpace = defaults.Space,
            ExperimentName = Text("ExperimentName"),
            MaxExamples = mine.Count("MaxExamples", Text("MaxExamples")),
            Timeout = mine.Duration("Timeout", Text("Timeout")) ?? defaults.Timeout,
            PollInterval = mine.Duration("PollInterval", Text("PollInterval")) ?? defaults.PollInterval,
            OnTimeout = mine.Choice<OnTimeout>("OnTimeout", Text("OnTimeout")) ?? defaults.OnTimeout,
            MaxErrors = mine.Count("MaxErrors", Text("MaxErrors"), least: 0),
            MaxErrorRate = mine.Share("MaxErrorRate", Text("MaxErrorRate")),
            Baseline = Text("Baseline"),
        };
        var gate = new GateItem
        {
            Name = name,
            Record = Text("Record") is { } folder ? defaults.FullPath(folder) : Path.Combine(defaults.Records, RecordFolder.Name(name)),
            OnFail = mine.Choice<OnFail>("OnFail", Text("OnFail")) ?? OnFail.Fail,
            DefinedIn = SettingReader.Text(item.GetMetadata("DefiningProjectFullPath")),
        };
        gate = isFile ? gate.WithFile(defaults.FullPath(item.ItemSpec), said, defaults) : gate.WithRun(said, defaults, mine);
        settings.Add(mine.Faults.Select(f => f with { Message = $"Gate '{name}': {f.Message}" }));
        return gate;

        string? Text(string metadata) => SettingReader.Text(item.GetMetadata(metadata));
    }

    GateItem WithRun(GateOverrides said, GateDefaults defaults, SettingReader settings)
    {
        var trigger = new TriggerRunRequest
        {
            Task = said.Task ?? "",
            Space = said.Space ?? said.DefaultSpace,
            ExperimentName = said.ExperimentName,
            MaxExamples = said.MaxExamples,
        };
        settings.Add(TasksClient.CheckTrigger(trigger));
        if (said.Baseline is not null)
            settings.Add([Fault.Exclusive(["Baseline", "Task"], "A baseline is for criteria, and those are in a gate file: Include=\"gates/release.gate.json\".")]);
        return this with { Run = ToRun(trigger, said, defaults) };
    }

    GateItem WithFile(string path, GateOverrides said, GateDefaults defaults)
    {
        var reading = GateFileReader.Read(path, defaults.Placeholders);
        if (reading.Gate is not { } read)
            return this with { FileFaults = reading.Faults };
        var gate = said.ApplyTo(read);
        return this with
        {
            FileFaults = reading.Faults,
            File = new GateRequest
            {
                Name = Name, Gate = gate, Record = Record, Project = defaults.Project, Build = defaults.Placeholders.Build, Commit = defaults.Placeholders.Commit,
                StepSummary = SettingReader.Text(defaults.Placeholders.Environment.GetValueOrDefault("GITHUB_STEP_SUMMARY")),
            },
            Run = gate.Run is { } run ? ToRun(gate.Trigger(run.Task), said, defaults) : null,
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
        Commit = defaults.Placeholders.Commit,
    };
}

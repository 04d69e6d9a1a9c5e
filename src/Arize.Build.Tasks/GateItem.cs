using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Runs;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>What holds for all gates of a project where an item does not say otherwise.</summary>
internal sealed record GateDefaults
{
    public string? Space { get; init; }
    public required TimeSpan Timeout { get; init; }
    public TimeSpan? PollInterval { get; init; }
    public required OnTimeout OnTimeout { get; init; }
    public required string Records { get; init; }
    public required Func<string, string> FullPath { get; init; }
    public string? Project { get; init; }
    public string? Build { get; init; }
    public string? Commit { get; init; }
}

/// <summary>Whether a gate that blocks fails the build.</summary>
internal enum OnFail
{
    Fail,
    Warn,
}

/// <summary>An ArizeGate item, read: the request, and how the build takes its result.</summary>
internal sealed record GateItem(RunGateRequest Request, OnFail OnFail, string? File)
{
    static readonly string[] Known =
        ["Task", "Space", "ExperimentName", "MaxExamples", "Timeout", "PollInterval", "OnTimeout", "MaxErrors", "MaxErrorRate", "OnFail", "Before", "Record"];

    public static GateItem Read(ITaskItem item, GateDefaults defaults, SettingReader settings)
    {
        var name = item.ItemSpec;
        var mine = new SettingReader();
        // A limit with a slip of the pen in its name would not hold, and the gate would pass.
        foreach (var unknown in item.CloneCustomMetadata().Keys.Cast<string>().Except(Known, StringComparer.OrdinalIgnoreCase))
            mine.Add([Fault.Value("Metadata", unknown, $"An ArizeGate item may have {string.Join(", ", Known)}.")]);

        var trigger = new TriggerRunRequest
        {
            Task = SettingReader.Text(item.GetMetadata("Task")) ?? "",
            Space = SettingReader.Text(item.GetMetadata("Space")) ?? defaults.Space,
            ExperimentName = SettingReader.Text(item.GetMetadata("ExperimentName")),
            MaxExamples = mine.Count("MaxExamples", item.GetMetadata("MaxExamples")),
        };
        mine.Add(TasksClient.CheckTrigger(trigger));
        var request = new RunGateRequest
        {
            Name = name,
            Trigger = trigger,
            Timeout = mine.Duration("Timeout", item.GetMetadata("Timeout")) ?? defaults.Timeout,
            PollInterval = mine.Duration("PollInterval", item.GetMetadata("PollInterval")) ?? defaults.PollInterval,
            OnTimeout = mine.Choice<OnTimeout>("OnTimeout", item.GetMetadata("OnTimeout")) ?? defaults.OnTimeout,
            Limits = new RunLimits(mine.Count("MaxErrors", item.GetMetadata("MaxErrors"), least: 0), mine.Share("MaxErrorRate", item.GetMetadata("MaxErrorRate"))),
            Record = SettingReader.Text(item.GetMetadata("Record")) is { } folder ? defaults.FullPath(folder) : Path.Combine(defaults.Records, RecordFolder.Name(name)),
            Project = defaults.Project,
            Build = defaults.Build,
            Commit = defaults.Commit,
        };
        var onFail = mine.Choice<OnFail>("OnFail", item.GetMetadata("OnFail")) ?? OnFail.Fail;
        settings.Add(mine.Faults.Select(f => f with { Message = $"Gate '{name}': {f.Message}" }));
        return new GateItem(request, onFail, SettingReader.Text(item.GetMetadata("DefiningProjectFullPath")));
    }
}

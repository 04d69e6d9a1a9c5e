using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Running;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>An item of @(ArizeGate): its metadata read, and its gate.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="File">Where the item stands: the place of errors that have none in a gate file.</param>
internal sealed record GateItem(GateRequest Gate, string? File)
{
    /// <summary>The metadata that a gate can have.</summary>
    public static readonly string[] Known =
        ["Task", "Space", "ExperimentName", "MaxExamples", "Timeout", "PollInterval", "OnTimeout", "MaxErrors", "MaxErrorRate", "Baseline", "OnFail", "Before", "Record"];

    /// <summary>The file of the first item; null if there is none.</summary>
    public static string? DefinedIn(ITaskItem[]? gates) => gates is [var first, ..] ? SettingReader.Text(first.GetMetadata("DefiningProjectFullPath")) : null;

    /// <summary>Metadata that no gate has, such as a misspelt <c>Before</c>.</summary>
    public static IEnumerable<ArizeDiagnostic> Unknown(ITaskItem item) =>
        item.CloneCustomMetadata().Keys.Cast<string>().Except(Known, StringComparer.OrdinalIgnoreCase).Select(name => UnknownMetadata.Of("An ArizeGate item", name, Known));

    public static GateItem Read(ITaskItem item, GateContext context, SettingReader settings)
    {
        var mine = new SettingReader();
        // A limit with a slip of the pen in its name would not hold, and the gate would pass.
        mine.Add(Unknown(item));
        var said = new GateSettings
        {
            Task = Text("Task"),
            Space = Text("Space"),
            ExperimentName = Text("ExperimentName"),
            MaxExamples = mine.Count("MaxExamples", Text("MaxExamples")),
            Timeout = mine.Duration("Timeout", Text("Timeout")),
            PollInterval = mine.Duration("PollInterval", Text("PollInterval")),
            OnTimeout = mine.Choice<OnTimeout>("OnTimeout", Text("OnTimeout")),
            MaxErrors = mine.Count("MaxErrors", Text("MaxErrors"), least: 0),
            MaxErrorRate = mine.Share("MaxErrorRate", Text("MaxErrorRate")),
            Baseline = Text("Baseline"),
        };
        var onFail = mine.Choice<OnFail>("OnFail", Text("OnFail")) ?? OnFail.Fail;
        var gate = GateRequest.Read(item.ItemSpec, said, Text("Record"), context) with { OnFail = onFail };
        settings.Add(mine.Diagnostics.Select(f => f with { Message = $"Gate '{gate.Name}': {f.Message}" }));
        return new GateItem(gate, DefinedIn([item]));

        string? Text(string metadata) => SettingReader.Text(item.GetMetadata(metadata));
    }
}

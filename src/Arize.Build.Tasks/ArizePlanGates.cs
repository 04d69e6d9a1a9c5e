using Arize.Build.Gates.Running;
using Arize.Build.Gates;
using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Decides, before anything else of a gate, whether it runs: ArizeDryRun and ArizeWhenNoKey. It calls no service. It is a task because MSBuild itself must not see
/// the key.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizePlanGates : Microsoft.Build.Utilities.Task
{
    /// <summary>The gates, for the messages and their places. Required.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>The project's folder. Required.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The project's name, for what the terminal prints.</summary>
    public string? Project { get; set; }

    /// <summary>true triggers nothing. Default: false.</summary>
    public string? DryRun { get; set; }

    /// <summary>Fail (default) or Skip: what to do without an API key, as in a pull request from a fork.</summary>
    public string? WhenNoKey { get; set; }

    /// <summary>The name of the environment variable that holds the API key. Default: ARIZE_API_KEY.</summary>
    public string? ApiKeyVariable { get; set; }

    /// <summary>A file that holds the API key.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>Run, DryRun or Skip.</summary>
    [Output]
    public string Mode { get; private set; } = "Run";

    /// <summary>The environment variables instead of the process's; tests set their own.</summary>
    internal IReadOnlyDictionary<string, string>? Variables { get; set; }

    /// <summary>Decides.</summary>
    public override bool Execute()
    {
        var terminal = new TerminalMessage(this, Project);
        var log = new MSBuildLog(this) { File = GateItem.DefinedIn(Gates), Item = Gates.FirstOrDefault()?.ItemSpec, Folder = ProjectDirectory, Terminal = terminal };
        var settings = new SettingReader();
        var switches = new GateSwitches(
            "Arize",
            Skip: false, // the targets see to ArizeSkip, and call no task
            DryRun: settings.Flag("ArizeDryRun", DryRun) ?? false,
            settings.Choice<WhenNoKey>("ArizeWhenNoKey", WhenNoKey) ?? default,
            GateSwitches.FindsKey(ApiKeyFile, ApiKeyVariable, Variables is { } own ? own.GetValueOrDefault : Environment.GetEnvironmentVariable));
        foreach (var fault in settings.Diagnostics)
            log.Error(fault);
        Mode = switches.Decide(string.Join("', '", Gates.Select(g => g.ItemSpec)), log).ToString();
        terminal.Print();
        return !Log.HasLoggedErrors;
    }
}

using Arize.Build.Gates.Settings;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// Logs diagnostics, each at its place: in a gate file, or at the line of an ArizeGate item. MSBuild's own Error task knows no line, and a CI's problem matcher needs one.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ArizeReport : Microsoft.Build.Utilities.Task
{
    /// <summary>
    /// The diagnostics, with the metadata Code, Text, Severity (Error, the default; Warning; Message), Gate (the item) and File; Line and Column are looked up where they are not set. Required.
    /// </summary>
    [Required]
    public ITaskItem[] Diagnostics { get; set; } = [];

    /// <summary>The project's folder. Required.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The project's name, for what the terminal prints.</summary>
    public string? Project { get; set; }

    /// <summary>Logs them. False if one of them is an error.</summary>
    public override bool Execute()
    {
        var terminal = new TerminalMessage(this, Project);
        foreach (var item in Diagnostics)
        {
            var diagnostic = ReportedDiagnostic.Read(item);
            var log = new MSBuildLog(this) { File = SettingReader.Text(diagnostic.File), Item = diagnostic.Gate, Folder = ProjectDirectory, Terminal = terminal };
            log.Report(diagnostic);
        }
        terminal.Print();
        return !Log.HasLoggedErrors;
    }
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.GateFiles;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>The core's words in MSBuild's log. Every line is made harmless here once more, and none is a format string: braces are only braces.</summary>
internal sealed class MSBuildLog(Microsoft.Build.Utilities.Task task) : IBuildLog
{
    const int LongestLine = 4000;

    /// <summary>Where errors are said to be; a gate's defining project file instead of the package's targets file.</summary>
    public string? File { get; init; }

    /// <summary>The ArizeGate item in that file.</summary>
    public string? Item { get; init; }

    /// <summary>The project's folder.</summary>
    public string? Folder { get; init; }

    public void Milestone(string line) => task.Log.LogMessage(MessageImportance.High, Safe(line), null);

    public void Notice(string line) => task.Log.LogMessage(MessageImportance.Normal, Safe(line), null);

    public void Detail(string line) => task.Log.LogMessage(MessageImportance.Low, Safe(line), null);

    public void Warning(ArizeDiagnostic fault) => Warning(fault.Code, fault.Message);

    public void Warning(string code, string message) => Warning(code, message, Place);

    public void Error(ArizeDiagnostic fault) => Error(fault.Code, fault.Message);

    public void Error(string code, string message) => Error(code, message, Place);

    /// <summary>A fault at its place in a gate file, where it has one.</summary>
    public void Say(GateDiagnostic fault)
    {
        var at = fault.At is { } position ? (position.File, position.Line, position.Column) : Place;
        if (fault.Severity == DiagnosticSeverity.Error)
            Error(fault.Code, fault.Message, at);
        else
            Warning(fault.Code, fault.Message, at);
    }

    void Error(string code, string message, (string File, int Line, int Column) at) =>
        task.Log.LogError(null, code, null, HelpPage.Of(code), at.File, at.Line, at.Column, 0, 0, Safe(message), null);

    void Warning(string code, string message, (string File, int Line, int Column) at) =>
        task.Log.LogWarning(null, code, null, HelpPage.Of(code), at.File, at.Line, at.Column, 0, 0, Safe(message), null);

    /// <summary>
    /// The project file goes by its name alone. By its full path MSBuild would leave out the "[project]" at the end of the line, as if it said nothing new, and GitHub's problem matcher, which
    /// asks for it, would not see the error.
    /// </summary>
    (string File, int Line, int Column) Place
    {
        get
        {
            if (File is null)
                return (task.BuildEngine.ProjectFileOfTaskNode, task.BuildEngine.LineNumberOfTaskNode, task.BuildEngine.ColumnNumberOfTaskNode);
            var (line, column) = ItemPosition.Find(File, Item);
            return (IsProjectItself ? Path.GetFileName(File) : File, line, column);
        }
    }

    bool IsProjectItself => Path.GetExtension(File)!.EndsWith("proj", StringComparison.OrdinalIgnoreCase)
        && Folder is not null && Path.TrimEndingDirectorySeparator(Folder) == Path.GetDirectoryName(File);

    static string Safe(string text) => RemoteText.OneLine(text, LongestLine);
}

using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Files;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>The core's words in MSBuild's log. Every line is made harmless here once more, and none is a format string: braces are only braces.</summary>
internal sealed class MSBuildLog(Microsoft.Build.Utilities.Task task) : IBuildLog
{
    const int LongestLine = 4000;

    /// <summary>Where errors are said to be; a gate's defining project file instead of the package's targets file.</summary>
    public string? File { get; set; }

    public void Milestone(string line) => task.Log.LogMessage(MessageImportance.High, Safe(line), null);

    public void Notice(string line) => task.Log.LogMessage(MessageImportance.Normal, Safe(line), null);

    public void Detail(string line) => task.Log.LogMessage(MessageImportance.Low, Safe(line), null);

    public void Warning(ArizeFault fault)
    {
        var (file, line, column) = Place;
        task.Log.LogWarning(null, fault.Code, null, file, line, column, 0, 0, Safe(fault.Message), null);
    }

    /// <summary>A fault at its place in a gate file, where it has one.</summary>
    public void Say(GateFault fault)
    {
        var (file, line, column) = fault.At is { } at ? (at.File, at.Line, at.Column) : Place;
        if (fault.Severity == FaultSeverity.Error)
            task.Log.LogError(null, fault.Code, null, file, line, column, 0, 0, Safe(fault.Message), null);
        else
            task.Log.LogWarning(null, fault.Code, null, file, line, column, 0, 0, Safe(fault.Message), null);
    }

    public void Error(ArizeFault fault) => Error(fault.Code, fault.Message);

    public void Error(string code, string message)
    {
        var (file, line, column) = Place;
        task.Log.LogError(null, code, null, file, line, column, 0, 0, Safe(message), null);
    }

    (string File, int Line, int Column) Place => File is not null
        ? (File, 0, 0)
        : (task.BuildEngine.ProjectFileOfTaskNode, task.BuildEngine.LineNumberOfTaskNode, task.BuildEngine.ColumnNumberOfTaskNode);

    static string Safe(string text) => RemoteText.OneLine(text, LongestLine);
}

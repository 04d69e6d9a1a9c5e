using System.Collections.Concurrent;
using Arize.Build.Client;
using Arize.Build.Gates;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>The core's messages in MSBuild's log. Every line is made harmless here once more, and none is a format string: braces are only braces.</summary>
internal sealed class MSBuildLog(Microsoft.Build.Utilities.Task task) : IBuildLog
{
    const int LongestLine = 4000;

    /// <summary>The file in which errors are reported; a gate's defining project file instead of the package's targets file.</summary>
    public string? File { get; init; }

    /// <summary>The ArizeGate item in that file.</summary>
    public string? Item { get; init; }

    /// <summary>The project's folder.</summary>
    public string? Folder { get; init; }

    /// <summary>The place of what has none of its own; null looks the item up in its file.</summary>
    public SourcePosition? At { get; init; }

    /// <summary>Takes the lines that are one message at the end; null logs each at once.</summary>
    public TerminalMessage? Terminal { get; init; }

    /// <summary>True logs lines as they come. A line that is logged after the build is cancelled goes into the last message all the same.</summary>
    public bool IsLive { get; init; }

    /// <summary>Prints lines in a terminal as they come; null if nothing has to be done for that.</summary>
    public LiveOutput? Live { get; init; }

    /// <summary>Cancelled with the build.</summary>
    public CancellationToken Cancelled { get; init; }

    /// <summary>Takes the errors, the warnings and the verdict, for another target to log; null logs them at once.</summary>
    public ConcurrentQueue<ReportedDiagnostic>? Deferred { get; init; }

    public void Milestone(string line)
    {
        if (Terminal is { } terminal && (!IsLive || Cancelled.IsCancellationRequested))
            terminal.Add(Safe(line));
        else if (Live is { } live)
            live.Add(Safe(line));
        else
            task.Log.LogMessage(MessageImportance.High, Safe(line), null);
    }

    /// <summary>A line that belongs to the verdict: the target that raises the errors prints it.</summary>
    public void Ending(string line)
    {
        if (Deferred is { } deferred && !Cancelled.IsCancellationRequested)
            deferred.Enqueue(new ReportedDiagnostic(ReportedDiagnostic.Message, "", line));
        else
            Milestone(line);
    }

    public void Notice(string line) => task.Log.LogMessage(MessageImportance.Normal, Safe(line), null);

    public void Detail(string line) => task.Log.LogMessage(MessageImportance.Low, Safe(line), null);

    public void Warning(ArizeDiagnostic fault) => Warning(fault.Code, fault.Message);

    public void Warning(string code, string message) => Log(new(ReportedDiagnostic.Warning, code, message));

    public void Error(ArizeDiagnostic fault) => Error(fault.Code, fault.Message);

    public void Error(string code, string message) => Log(new(ReportedDiagnostic.Error, code, message));

    /// <summary>An error at its place in a gate file, if it has one.</summary>
    public void Report(GateDiagnostic fault) => Log(new(fault.Severity == DiagnosticSeverity.Error ? ReportedDiagnostic.Error : ReportedDiagnostic.Warning, fault.Code, fault.Message)
    {
        File = fault.At?.File ?? "",
        Line = fault.At?.Line ?? 0,
        Column = fault.At?.Column ?? 0,
    });

    /// <summary>What another target has found.</summary>
    public void Report(ReportedDiagnostic diagnostic)
    {
        if (diagnostic.Severity == ReportedDiagnostic.Message)
            Milestone(diagnostic.Text);
        else
            Log(diagnostic.Gate is { } gate ? diagnostic with { Text = $"Gate '{gate}': {diagnostic.Text}", File = "" } : diagnostic);
    }

    /// <summary>The verdict, line by line, with where its report is, and what is against it.</summary>
    public void Verdict(GateResult result)
    {
        foreach (var line in Lines(result))
            Ending(line);
        foreach (var fault in result.Diagnostics)
            Report(fault);
    }

    void Log(ReportedDiagnostic diagnostic)
    {
        var placed = diagnostic.Line > 0 ? diagnostic : Placed(diagnostic);
        if (Deferred is { } deferred)
            deferred.Enqueue(placed);
        else if (placed.Severity == ReportedDiagnostic.Warning)
            task.Log.LogWarning(null, placed.Code, null, HelpPage.Of(placed.Code), placed.File, placed.Line, placed.Column, 0, 0, Safe(placed.Text), null);
        else
            task.Log.LogError(null, placed.Code, null, HelpPage.Of(placed.Code), placed.File, placed.Line, placed.Column, 0, 0, Safe(placed.Text), null);
    }

    /// <summary>
    /// The project file goes by its name alone. By its full path MSBuild would leave out the "[project]" at the end of the line, as if it said nothing new, and GitHub's problem matcher, which
    /// asks for it, would not see the error.
    /// </summary>
    ReportedDiagnostic Placed(ReportedDiagnostic diagnostic)
    {
        if (At is { } at)
            return diagnostic with { File = at.File, Line = at.Line, Column = at.Column };
        if (File is null)
        {
            var engine = task.BuildEngine;
            return diagnostic with { File = engine.ProjectFileOfTaskNode, Line = engine.LineNumberOfTaskNode, Column = engine.ColumnNumberOfTaskNode };
        }
        var (line, column) = ItemPosition.Find(File, Item);
        return diagnostic with { File = IsProjectItself ? Path.GetFileName(File) : File, Line = line, Column = column };
    }

    static IEnumerable<string> Lines(GateResult result)
    {
        if (result.Table.Count == 0)
            yield return $"Gate '{result.Gate}': {(result.Passed ? "passed" : "failed")}{(result.Run is { } run ? $" (run {run.Id} {run.StatusText})" : "")}";
        foreach (var line in result.Table)
            yield return line;
    }

    bool IsProjectItself => Path.GetExtension(File)!.EndsWith("proj", StringComparison.OrdinalIgnoreCase)
        && Folder is not null && Path.TrimEndingDirectorySeparator(Folder) == Path.GetDirectoryName(File);

    static string Safe(string text) => RemoteText.OneLine(text, LongestLine);
}

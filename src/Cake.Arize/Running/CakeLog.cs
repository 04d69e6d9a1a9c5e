using Arize.Build.Client;
using Arize.Build.Gates;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Arize.Running;

/// <summary>
/// The core's messages in Cake's log, by verbosity. Every line is made harmless here once more. Errors are kept for the exception that ends the alias: Cake prints that, once; here they become
/// marks of the CI system only.
/// </summary>
internal sealed class CakeLog(ICakeContext context, TextWriter console, int? terminalWidth = null) : IBuildLog
{
    const int LongestLine = 4000;

    readonly Lock gate = new();
    readonly List<string> errors = [];
    readonly LiveLine live = new(console, terminalWidth);
    readonly CiMark mark = CiMark.Of(context.Environment);

    /// <summary>The errors so far, as the exception shows them.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (gate)
                return [.. errors];
        }
    }

    public void Milestone(string line) => Plain(Verbosity.Normal, line);

    /// <summary>After the errors, which Cake prints when the alias has ended.</summary>
    public void Ending(string line)
    {
        lock (gate)
        {
            if (errors.Count > 0)
            {
                errors.Add(Safe(line));
                return;
            }
        }
        Milestone(line);
    }

    public void Progress(string line, bool isDue)
    {
        if (live.IsAvailable)
            lock (gate)
                live.Show(Safe(line));
        else
            Plain(isDue ? Verbosity.Normal : Verbosity.Diagnostic, line);
    }

    /// <summary>Removes what was only to be seen for a while.</summary>
    public void End()
    {
        lock (gate)
            live.Clear();
    }

    public void Notice(string line) => Plain(Verbosity.Verbose, line);

    public void Detail(string line) => Plain(Verbosity.Diagnostic, line);

    public void Warning(ArizeDiagnostic fault) => Report(new GateDiagnostic(fault.Code, fault.Message, Severity: DiagnosticSeverity.Warning));

    public void Error(ArizeDiagnostic fault) => Report(new GateDiagnostic(fault.Code, fault.Message));

    /// <summary>An error at its place in a gate file, if it has one.</summary>
    public void Report(GateDiagnostic fault)
    {
        if (fault.Severity == DiagnosticSeverity.Warning)
        {
            End();
            context.Log.Write(Verbosity.Minimal, LogLevel.Warning, "{0}", $"warning {Text(fault)}");
            Mark(mark.Warning(fault.Code, Safe(fault.Message), fault.At));
        }
        else
            Error(fault.Code, fault.Message, fault.At, Text(fault));
    }

    /// <summary>A Markdown file for the summary of the build, where the CI system shows one.</summary>
    public void Summary(string file) => Mark(mark.Summary(Safe(file)));

    /// <summary>An error of the addin's own.</summary>
    public void Error(string code, string message) => Error(code, message, null, Safe($"{code}: {message}"));

    void Error(string code, string message, SourcePosition? at, string text)
    {
        lock (gate)
            errors.Add(text);
        Mark(mark.Error(code, Safe(message), at));
    }

    /// <summary>Not through Cake's log, which puts a colour before it: a CI system obeys a mark only at the start of a line.</summary>
    void Mark(string? line)
    {
        if (line is null)
            return;
        End();
        console.WriteLine(line);
    }

    /// <summary>With no other format: braces in a line are only braces.</summary>
    void Plain(Verbosity verbosity, string line)
    {
        if (verbosity <= context.Log.Verbosity)
            End();
        context.Log.Write(verbosity, LogLevel.Information, "{0}", Safe(line));
    }

    /// <summary>The place, the code, the reason. The place is told from the script's folder, where it lies in it.</summary>
    string Text(GateDiagnostic fault)
    {
        if (fault.At is not { } at)
            return Safe(fault.ToString());
        var inside = Path.GetRelativePath(context.Environment.WorkingDirectory.FullPath, at.File);
        return Safe((fault with { At = at with { File = inside.StartsWith("..", StringComparison.Ordinal) ? at.File : inside } }).ToString());
    }

    static string Safe(string text) => RemoteText.OneLine(text, LongestLine);
}

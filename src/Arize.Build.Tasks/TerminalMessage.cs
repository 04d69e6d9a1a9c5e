using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>
/// What is printed whatever the logger. The terminal logger of <c>dotnet</c> prints no message of a task but one: the last of the form <c>Project -> text</c> that is logged in a call of the
/// project, when that call ends, as it does for the path of an assembly. So the lines of one call are one message. Every other logger prints them as they are.
/// </summary>
internal sealed class TerminalMessage(Microsoft.Build.Utilities.Task task, string? project)
{
    readonly ConcurrentQueue<string> lines = new();

    public void Add(string line) => lines.Enqueue(line);

    /// <summary>Prints what was added, once.</summary>
    /// <param name="before">Lines that precede it.</param>
    public void Print(params IReadOnlyList<string> before)
    {
        if (lines.IsEmpty && before.Count == 0)
            return;
        var text = string.Join("\n    ", before.Concat(lines));
        lines.Clear();
        task.Log.LogMessage(MessageImportance.High, project is { Length: > 0 } ? $"{project} -> {text}" : text, null);
    }
}

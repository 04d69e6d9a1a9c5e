using System.Globalization;
using Microsoft.Build.Framework;

namespace Arize.Build.Tasks;

/// <summary>An error, a warning or a line of text as an item, on its way from the target that finds it to the one that logs it.</summary>
/// <param name="Severity">Error, Warning or Message.</param>
/// <param name="Code">The code; empty for a message.</param>
/// <param name="Text">The text.</param>
internal sealed record ReportedDiagnostic(string Severity, string Code, string Text)
{
    public const string Error = "Error";
    public const string Warning = "Warning";
    public const string Message = "Message";

    /// <summary>The file; empty for the place of the task.</summary>
    public string File { get; init; } = "";

    /// <summary>The line; 0 looks up the item in the file.</summary>
    public int Line { get; init; }

    public int Column { get; init; }

    /// <summary>The ArizeGate item in that file; null if the text names it already.</summary>
    public string? Gate { get; init; }

    public ITaskItem ToItem() => Outputs.Item(Severity,
        ("Severity", Severity), ("Code", Code), ("Text", Text), ("File", File), ("Line", Line.ToString(CultureInfo.InvariantCulture)), ("Column", Column.ToString(CultureInfo.InvariantCulture)));

    public static ReportedDiagnostic Read(ITaskItem item) =>
        new(item.GetMetadata("Severity") is { Length: > 0 } severity ? severity : Error, item.GetMetadata("Code"), item.GetMetadata("Text"))
        {
            File = item.GetMetadata("File"),
            Line = Number(item.GetMetadata("Line")),
            Column = Number(item.GetMetadata("Column")),
            Gate = item.GetMetadata("Gate") is { Length: > 0 } gate ? gate : null,
        };

    static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

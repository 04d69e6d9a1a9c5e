
namespace Arize.Build.Gates;

/// <summary>Something to report about a gate: an error in its file, or what its verdict says.</summary>
/// <param name="Code">The code, such as <c>ARIZE1008</c>.</param>
/// <param name="Message">One line. Text from files and from the service is neutralised in it.</param>
/// <param name="At">The place in the gate file; null if there is none.</param>
/// <param name="Severity">Error or warning.</param>
public sealed record GateDiagnostic(string Code, string Message, SourcePosition? At = null, DiagnosticSeverity Severity = DiagnosticSeverity.Error)
{
    /// <inheritdoc/>
    public override string ToString() => At is null ? $"{Code}: {Message}" : $"{At.File}({At.Line},{At.Column}): {Code}: {Message}";
}

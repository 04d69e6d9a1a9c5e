using Arize.Build.Client;
using Arize.Build.Gates.Judging;

namespace Arize.Build.Gates.Files;

/// <summary>Something to report about a gate: a fault in its file, or what its verdict says.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">One line. Text from files and from the service is neutralised in it.</param>
/// <param name="At">Where in the gate file; null where it is about no place there.</param>
/// <param name="Severity">Error or warning.</param>
public sealed record GateFault(ArizeErrorKind Kind, string Message, SourcePosition? At = null, FaultSeverity Severity = FaultSeverity.Error)
{
    /// <summary>The code, such as <c>ARIZE1008</c>.</summary>
    public string Code => ToFault().Code;

    /// <summary>The same without its place.</summary>
    public ArizeFault ToFault() => new(Kind, Message);

    /// <inheritdoc/>
    public override string ToString() => At is null ? $"{Code}: {Message}" : $"{At.File}({At.Line},{At.Column}): {Code}: {Message}";
}

namespace Arize.Build.Client;

/// <summary>One thing that is wrong: its code, and a sentence that says what, and what would be right.</summary>
/// <param name="Code">The code that front ends print, such as <c>ARIZE1004</c>; see <see cref="ArizeErrorCode"/>.</param>
/// <param name="Message">One line. Text that came from the service is neutralised in it.</param>
public sealed record ArizeDiagnostic(string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}

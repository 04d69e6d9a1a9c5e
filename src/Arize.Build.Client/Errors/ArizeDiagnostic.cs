namespace Arize.Build.Client;

/// <summary>One error: its code, and a sentence that says what is wrong and what would be valid.</summary>
public sealed record ArizeDiagnostic
{
    /// <summary>Makes a diagnostic.</summary>
    /// <param name="code">The code, such as <c>ARIZE1004</c>.</param>
    /// <param name="message">One line.</param>
    public ArizeDiagnostic(string code, string message) => (Code, Message) = (code, message);

    /// <summary>The code that front ends print, such as <c>ARIZE1004</c>; see <see cref="ArizeErrorCode"/>.</summary>
    public string Code { get; init; }

    /// <summary>One line. Text that came from the service is neutralised in it.</summary>
    public string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}

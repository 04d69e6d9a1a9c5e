using System.Globalization;

namespace Arize.Build.Client;

/// <summary>One thing that is wrong: its code, and a sentence that says what, and what would be right.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">One line. Text that came from the service is neutralised in it.</param>
public sealed record ArizeFault(ArizeErrorKind Kind, string Message)
{
    /// <summary>The code that front ends print, such as <c>ARIZE1004</c>.</summary>
    public string Code => "ARIZE" + ((int)Kind).ToString("D4", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}

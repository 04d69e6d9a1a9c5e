namespace Arize.Build.Gates;

/// <summary>How a front end reports a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>As an error: the build fails.</summary>
    Error,

    /// <summary>As a warning: the build goes on.</summary>
    Warning,
}

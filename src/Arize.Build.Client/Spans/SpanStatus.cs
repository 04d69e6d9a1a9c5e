namespace Arize.Build.Client;

/// <summary>How the work of a span ended.</summary>
public enum SpanStatus
{
    /// <summary>The application reported nothing, which is not an error.</summary>
    Unset,

    /// <summary>The application reported success.</summary>
    Ok,

    /// <summary>The application reported an error.</summary>
    Error,

    /// <summary>A status that this version does not know.</summary>
    Unknown,
}

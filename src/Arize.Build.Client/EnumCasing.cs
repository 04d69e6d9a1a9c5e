namespace Arize.Build.Client;

/// <summary>How enum values are written in requests. Answers are read in any casing.</summary>
public enum EnumCasing
{
    /// <summary>SCREAMING_SNAKE_CASE, which the service has used since July 2026.</summary>
    Upper,

    /// <summary>Lower case, for self-hosted servers older than July 2026.</summary>
    Lower,
}

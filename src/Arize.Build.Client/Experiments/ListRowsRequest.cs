namespace Arize.Build.Client;

/// <summary>Which rows to list.</summary>
public sealed record ListRowsRequest
{
    /// <summary>The experiment's id. Required.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>
    /// Whether rows have their outputs, and evaluations their explanations. Default: true. False costs less time and memory, for a caller that needs scores only.
    /// </summary>
    public bool IncludeTexts { get; init; } = true;

    /// <summary>Fields of a row whose text is kept, by name. Default: none.</summary>
    internal IReadOnlyCollection<string> Fields { get; init; } = [];
}

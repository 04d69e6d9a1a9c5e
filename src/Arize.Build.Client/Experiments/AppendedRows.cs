namespace Arize.Build.Client;

/// <summary>Rows that were added to an experiment.</summary>
public sealed record AppendedRows
{
    /// <summary>The experiment.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>The ids of the new rows, in the order of the request.</summary>
    public required IReadOnlyList<string> RowIds { get; init; }
}

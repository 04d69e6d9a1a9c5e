namespace Arize.Emulator.State;

/// <summary>A named set of rows, made by a run or stored in one call.</summary>
sealed class Experiment : INamed
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string SpaceId { get; init; }

    public string? DatasetId { get; init; }

    public string? DatasetVersionId { get; init; }

    public string? TracesProjectId { get; init; }

    public string? IntegrationId { get; init; }

    /// <summary>Name of the simulated model that made it; null for rows stored by a caller.</summary>
    public string? Model { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>Rows that were added later, in order.</summary>
    public List<Row> Appended { get; } = [];

    /// <summary>When rows were added last; null for never.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The run that makes it; null for rows stored by a caller.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>Rows that are there at a moment: a run adds them as it goes.</summary>
    public IEnumerable<Row> RowsAt(DateTimeOffset now) => [.. Run is null ? Rows : Rows.Take(Run.At(now).Done), .. Appended];
}

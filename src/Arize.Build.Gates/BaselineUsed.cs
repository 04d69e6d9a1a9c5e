namespace Arize.Build.Gates;

/// <summary>What a gate compared with.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="ExperimentId">Its id; null where a record does not name one.</param>
/// <param name="DatasetVersionId">The version of the dataset it was made on; null where that is not known.</param>
/// <param name="Record">The record's folder; null where an experiment was read.</param>
public sealed record BaselineUsed(string Name, string? ExperimentId, string? DatasetVersionId, string? Record = null);

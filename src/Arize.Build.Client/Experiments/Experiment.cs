using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>An experiment: outputs for the examples of a dataset, and what evaluators said of them.</summary>
public sealed record Experiment
{
    /// <summary>The experiment's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, unique on its dataset.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset; null for an experiment without one.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The version of the dataset; null for an experiment without one.</summary>
    public string? DatasetVersionId { get; init; }

    /// <summary>The space.</summary>
    public string? SpaceId { get; init; }

    /// <summary>When the experiment was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the experiment was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The project that holds the traces of the experiment's run, where tracing was on.</summary>
    public string? TracesProjectId { get; init; }

    internal static Experiment Read(JsonElement answer)
    {
        var experiment = AnswerReader.Read<ExperimentDocument>(answer, "experiment");
        return new Experiment
        {
            Id = experiment.Id,
            Name = experiment.Name,
            DatasetId = experiment.DatasetId,
            DatasetVersionId = experiment.DatasetVersionId,
            SpaceId = experiment.SpaceId,
            CreatedAt = experiment.CreatedAt,
            UpdatedAt = experiment.UpdatedAt,
            TracesProjectId = experiment.ExperimentTracesProjectId,
        };
    }
}

/// <summary>An experiment on the wire.</summary>
internal sealed record ExperimentDocument(
    string Id, string Name, string? DatasetId, string? DatasetVersionId, string? SpaceId, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt,
    string? ExperimentTracesProjectId);

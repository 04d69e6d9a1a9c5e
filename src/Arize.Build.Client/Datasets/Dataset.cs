using System.Text.Json;
using Arize.Build.Client.Http;

namespace Arize.Build.Client;

/// <summary>A dataset: the examples that experiments are run over.</summary>
public sealed record Dataset
{
    /// <summary>The dataset's id.</summary>
    public required string Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The space.</summary>
    public string? SpaceId { get; init; }

    /// <summary>The ids of the versions, in the service's order; empty if the service did not report them.</summary>
    public IReadOnlyList<string> VersionIds { get; init; } = [];

    /// <summary>The id of the newest version; null if the service did not report it.</summary>
    public string? LatestVersionId { get; init; }

    internal static Dataset Read(JsonElement answer)
    {
        var dataset = AnswerReader.Read<DatasetDocument>(answer, "dataset");
        var versions = dataset.Versions ?? [];
        return new Dataset
        {
            Id = dataset.Id,
            Name = dataset.Name,
            SpaceId = dataset.SpaceId,
            VersionIds = [.. versions.Select(v => v.Id)],
            // By its time, because the order of the list is promised nowhere; of equal times the last.
            LatestVersionId = versions.Reverse().MaxBy(v => v.CreatedAt ?? DateTimeOffset.MinValue)?.Id,
        };
    }
}

/// <summary>A dataset on the wire.</summary>
internal sealed record DatasetDocument(string Id, string Name, string? SpaceId, IReadOnlyList<VersionDocument>? Versions);

/// <summary>A version of a dataset or an evaluator on the wire.</summary>
internal sealed record VersionDocument(string Id, DateTimeOffset? CreatedAt);

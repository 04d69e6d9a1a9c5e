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

    internal static Dataset Read(JsonElement dataset) => new()
    {
        Id = JsonFields.Required(dataset, "id", "dataset"),
        Name = JsonFields.Required(dataset, "name", "dataset"),
        SpaceId = JsonFields.Text(dataset, "space_id"),
        VersionIds = dataset.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
            ? [.. versions.EnumerateArray().Select(v => JsonFields.Required(v, "id", "dataset version"))]
            : [],
        LatestVersionId = Latest(dataset),
    };

    /// <summary>By its time, because the order of the list is promised nowhere; of equal times the last.</summary>
    static string? Latest(JsonElement dataset) => dataset.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
        ? versions.EnumerateArray().Select((v, i) => (Id: JsonFields.Text(v, "id"), At: JsonFields.Moment(v, "created_at") ?? DateTimeOffset.MinValue, Place: i))
            .OrderByDescending(v => v.At).ThenByDescending(v => v.Place).Select(v => v.Id).FirstOrDefault()
        : null;
}

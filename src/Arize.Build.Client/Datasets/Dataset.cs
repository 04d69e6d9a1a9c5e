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

    /// <summary>The ids of the versions, in the service's order; empty where the service did not say.</summary>
    public IReadOnlyList<string> VersionIds { get; init; } = [];

    internal static Dataset Read(JsonElement dataset) => new()
    {
        Id = Wire.Required(dataset, "id", "dataset"),
        Name = Wire.Required(dataset, "name", "dataset"),
        SpaceId = Wire.Text(dataset, "space_id"),
        VersionIds = dataset.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
            ? [.. versions.EnumerateArray().Select(v => Wire.Required(v, "id", "dataset version"))]
            : [],
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arize.Build.Gates.Records;

/// <summary>One line of <c>scores.jsonl</c>, as it is read.</summary>
internal sealed record ScoreLine
{
    public required string Example { get; init; }

    /// <summary>The hash of what clusters an observation of production traffic.</summary>
    public string? Cluster { get; init; }

    public bool Error { get; init; }

    /// <summary>The hash of the output.</summary>
    public string? Output { get; init; }

    public int? OutputLength { get; init; }

    /// <summary>The fields that slices and clusters needed.</summary>
    public Dictionary<string, string>? Fields { get; init; }

    public required Dictionary<string, JsonElement> Scores { get; init; }

    public Dictionary<string, string>? Labels { get; init; }

    public Dictionary<string, JsonElement>? Annotations { get; init; }

    public Dictionary<string, string>? AnnotationLabels { get; init; }

    public required Dictionary<string, JsonElement> Numbers { get; init; }
}

/// <summary>Reads <see cref="ScoreLine"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ScoreLine))]
internal sealed partial class ScoreLineJson : JsonSerializerContext;

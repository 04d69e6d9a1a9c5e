using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arize.Build.Gates.Runs;

/// <summary>
/// What <c>run.json</c> holds: whose record it is, and each request that is sent at most once. Never the key, and never the value of an
/// environment variable but the CI build's number.
/// </summary>
internal sealed record RunDocument
{
    /// <summary>The form of the file that this version reads and writes.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The form of the file.</summary>
    public required int Schema { get; init; }

    /// <summary>Whose record it is.</summary>
    public required RecordOwner Owner { get; init; }

    /// <summary>The time windows of a gate on traffic; null for other gates.</summary>
    public FixedWindows? Windows { get; init; }

    /// <summary>The requests, in the order in which they were made.</summary>
    public required IReadOnlyList<SendEntry> Sends { get; init; }

    /// <summary>The times that the gate was judged and was inconclusive, after which another run was to follow.</summary>
    public IReadOnlyList<GateLook> Looks { get; init; } = [];
}

/// <summary>Reads and writes <see cref="RunDocument"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(StateConverter), typeof(KindConverter), typeof(OutcomeConverter)])]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>States are written in capitals, and never as a number.</summary>
    internal sealed class StateConverter() : JsonStringEnumConverter<SendState>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);

    /// <summary>Outcomes are written in capitals, and never as a number.</summary>
    internal sealed class OutcomeConverter() : JsonStringEnumConverter<Outcome>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);

    /// <summary>Kinds are written in capitals, and never as a number.</summary>
    internal sealed class KindConverter() : JsonStringEnumConverter<SendKind>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);
}

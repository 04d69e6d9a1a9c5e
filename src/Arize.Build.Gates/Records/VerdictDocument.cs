using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arize.Build.Gates.Records;

/// <summary>What <c>verdict.json</c> holds: facts first, ids and times in <see cref="Meta"/>. See schemas/verdict.schema.json.</summary>
internal sealed record VerdictDocument
{
    /// <summary>The form of the file that this version reads and writes.</summary>
    public const int CurrentSchema = 1;

    public required int Schema { get; init; }

    public required string Gate { get; init; }

    public required Outcome Outcome { get; init; }

    public required bool Passed { get; init; }

    public required OverrideDocument? Override { get; init; }

    public required int Rows { get; init; }

    public required int Examples { get; init; }

    public required int RowErrors { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<CriterionDocument> Criteria { get; init; }

    public required IdenticalModelDocument? IdenticalModel { get; init; }

    /// <summary>The times that the gate was judged; empty if it is judged once in any case.</summary>
    public required IReadOnlyList<LookDocument> Looks { get; init; }

    public required IReadOnlyList<WaiverDocument> Waivers { get; init; }

    /// <summary>The production traffic; absent if an experiment was judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrafficDocument? Traffic { get; init; }

    /// <summary>The first rows with an error; <see cref="RowErrors"/> counts all of those that were read.</summary>
    public required IReadOnlyList<FailedRowDocument> FailedRows { get; init; }

    public required FileDocument? Scores { get; init; }

    public required FileDocument? Baseline { get; init; }

    /// <summary>The counters of each run, in their order.</summary>
    public required IReadOnlyList<CountersDocument> Counters { get; init; }

    public required CostDocument Cost { get; init; }

    public required MetaDocument Meta { get; init; }
}

/// <summary>How often an identical model passes the gate.</summary>
internal sealed record IdenticalModelDocument
{
    public required double Share { get; init; }

    public required int Exchanges { get; init; }

    public required double? Tolerance { get; init; }

    public required int? Examples { get; init; }

    public required int? Repeats { get; init; }
}

/// <summary>One time that the gate was judged.</summary>
internal sealed record LookDocument
{
    public required int Runs { get; init; }

    public required Outcome Outcome { get; init; }

    public required IReadOnlyList<string> Open { get; init; }
}

/// <summary>A row with an error.</summary>
internal sealed record FailedRowDocument
{
    public required string Example { get; init; }

    public required string Error { get; init; }

    public required string? Question { get; init; }

    public required string? Expected { get; init; }
}

/// <summary>An emergency override that let the release out.</summary>
internal sealed record OverrideDocument
{
    public required string Owner { get; init; }

    public required string Reason { get; init; }

    public required string Expires { get; init; }

    public required string Source { get; init; }
}

/// <summary>A waiver, and what it did.</summary>
internal sealed record WaiverDocument
{
    public required string Criterion { get; init; }

    public required string Owner { get; init; }

    public required string Reason { get; init; }

    public required string Expires { get; init; }

    public required string State { get; init; }
}

/// <summary>A file of the record, bound to the verdict by its hash.</summary>
internal sealed record FileDocument
{
    public required string File { get; init; }

    public required string Sha256 { get; init; }
}

/// <summary>The counters of the run.</summary>
internal sealed record CountersDocument
{
    public required long Successes { get; init; }

    public required long Errors { get; init; }

    public required long? Skipped { get; init; }
}

/// <summary>What the gate cost.</summary>
internal sealed record CostDocument
{
    public required int RunsTriggered { get; init; }

    public required int Evaluations { get; init; }

    public required IReadOnlyDictionary<string, double> Totals { get; init; }
}

/// <summary>Reads and writes verdicts. A member that this version does not know is an error: nothing in a verdict may go unread.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(OutcomeConverter)])]
[JsonSerializable(typeof(VerdictDocument))]
internal sealed partial class VerdictJson : JsonSerializerContext
{
    /// <summary>Outcomes are written in lower case, and never as a number.</summary>
    internal sealed class OutcomeConverter() : JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}

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

/// <summary>The production traffic that was judged.</summary>
internal sealed record TrafficDocument
{
    public required string Project { get; init; }

    public required string ProjectId { get; init; }

    public required string Unit { get; init; }

    public required string Clusters { get; init; }

    public required WindowDocument Candidate { get; init; }

    public required WindowDocument? Baseline { get; init; }
}

/// <summary>A window of production traffic.</summary>
internal sealed record WindowDocument
{
    public required string From { get; init; }

    public required string To { get; init; }

    public required string? Filter { get; init; }

    public required int Observations { get; init; }
}

/// <summary>One criterion of a verdict.</summary>
internal sealed record CriterionDocument
{
    public required string Metric { get; init; }

    public required string Title { get; init; }

    public required string Operator { get; init; }

    public required double Limit { get; init; }

    public required bool Relative { get; init; }

    public required string? Evidence { get; init; }

    public required string Severity { get; init; }

    public required double Confidence { get; init; }

    public required Outcome Outcome { get; init; }

    public required string Finding { get; init; }

    public required string Reason { get; init; }

    public required string? Method { get; init; }

    public required string? Scale { get; init; }

    /// <summary>True if the build has computed the candidate's scores itself.</summary>
    public required bool ScoredByBuild { get; init; }

    public required double? Value { get; init; }

    public required double? Baseline { get; init; }

    public required double? Change { get; init; }

    public required double? Allowed { get; init; }

    /// <summary>The two ends; null for one without a bound.</summary>
    public required IReadOnlyList<double?>? Interval { get; init; }

    /// <summary>The share of the traffic that has a score; absent if an experiment was judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Coverage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BaselineCoverage { get; init; }

    public required int? Examples { get; init; }

    public required int? Broke { get; init; }

    public required int? Fixed { get; init; }

    public required double? SmallestError { get; init; }

    public required double? CorrectedError { get; init; }

    public required double? DropThatPasses { get; init; }

    public required int? Clusters { get; init; }

    public required int Missing { get; init; }

    public required int LeftOut { get; init; }

    public required IReadOnlyList<SliceDocument> Slices { get; init; }

    public required bool Waived { get; init; }

    public required IReadOnlyList<ChangeDocument> Changed { get; init; }

    /// <summary>The criterion's own name in a gate: what is measured, and how it is compared.</summary>
    [JsonIgnore]
    public string Name => $"{Title} {Operator}";
}

/// <summary>A slice of a criterion's examples.</summary>
internal sealed record SliceDocument
{
    public required string Name { get; init; }

    public required int Examples { get; init; }

    public required bool Judged { get; init; }

    public required bool Fails { get; init; }

    public required double? Value { get; init; }

    public required double? Baseline { get; init; }

    /// <summary>The two ends; null for one without a bound.</summary>
    public required IReadOnlyList<double?>? Interval { get; init; }
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

/// <summary>A run after the first one.</summary>
internal sealed record RepeatDocument
{
    public required string? RunId { get; init; }

    public required string ExperimentId { get; init; }

    public required string ExperimentName { get; init; }
}

/// <summary>An example whose score changed.</summary>
internal sealed record ChangeDocument
{
    public required string? Example { get; init; }

    public required double? Before { get; init; }

    public required double? After { get; init; }

    public required bool Worse { get; init; }

    public required string? Slice { get; init; }

    public required string? Question { get; init; }

    public required string? Expected { get; init; }

    public required string? BaselineOutput { get; init; }

    public required string? Output { get; init; }

    public required string? Explanation { get; init; }
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

/// <summary>Where and when a verdict was made, and of what.</summary>
internal sealed record MetaDocument
{
    public required string? Version { get; init; }

    public required string JudgedAt { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required string Service { get; init; }

    public required string? Build { get; init; }

    public required string? BuildPage { get; init; }

    public required string? Commit { get; init; }

    public required string? Branch { get; init; }

    public required string? Project { get; init; }

    public required string? ProjectVersion { get; init; }

    public required string? Task { get; init; }

    public required string? Model { get; init; }
    /// <summary>A hash of the tracked files that were changed since the commit, or "none"; null if Git did not know.</summary>
    public required string? SourceChanges { get; init; }

    public required string? GateHash { get; init; }

    public required string? RunId { get; init; }

    public required string? RunStatus { get; init; }

    public required string? ExperimentId { get; init; }

    public required string? ExperimentName { get; init; }

    public required bool Reused { get; init; }

    public required string? ReusedFrom { get; init; }

    public required string? DatasetId { get; init; }

    public required string? DatasetVersionId { get; init; }

    /// <summary>The runs after the first one.</summary>
    public required IReadOnlyList<RepeatDocument> Repeats { get; init; }

    public required string? BaselineName { get; init; }

    public required string? BaselineExperimentId { get; init; }

    public required string? BaselineDatasetVersionId { get; init; }

    /// <summary>The hash of the whole verdict without this member; null only while it is calculated.</summary>
    public required string? Sha256 { get; init; }
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

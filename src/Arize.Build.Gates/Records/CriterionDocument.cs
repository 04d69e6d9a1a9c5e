using System.Text.Json.Serialization;

namespace Arize.Build.Gates.Records;

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

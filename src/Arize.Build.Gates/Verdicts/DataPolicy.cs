namespace Arize.Build.Gates.Verdicts;

/// <summary>What the data must be before anything is calculated.</summary>
internal sealed record DataPolicy
{
    /// <summary>How many examples there must be; null if not set.</summary>
    public int? Examples { get; init; }

    /// <summary>The minimum number of examples, pairs or clusters for a decision. Default: 10.</summary>
    public int MinExamples { get; init; } = 10;

    /// <summary>The maximum share of rows with an error; null sets no limit of its own. Errors within the limits count as the worst value.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The maximum number of rows with an error; null sets no limit of its own.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>The maximum share of items that the run may skip. Default: 0.</summary>
    public double MaxSkippedRate { get; init; }

    /// <summary>The maximum share of rows without a score that have no error either. Default: 0. Those allowed are judged at their worst and at their best.</summary>
    public double MaxMissingRate { get; init; }

    /// <summary>The minimum share of the candidate's examples that the baseline has as well. Default: 0.9.</summary>
    public double MinOverlap { get; init; } = 0.9;

    /// <summary>The minimum share of a window's observations that have a score; for production traffic only. Default: 0.05.</summary>
    public double MinCoverage { get; init; } = 0.05;

    /// <summary>The field whose value examples share that are not independent: of the dataset's example, or of the row. Null if all are independent.</summary>
    public string? Clusters { get; init; }

    /// <summary>Whether more than half of the outputs may be one text that is not as common in the baseline. Default: no.</summary>
    public bool AllowSameOutputs { get; init; }

    /// <summary>The one rule about errors: none is allowed if neither limit is set; if both are set, both apply.</summary>
    internal int? EffectiveMaxErrors => MaxErrors ?? (MaxErrorRate is null ? 0 : null);
}

namespace Arize.Build.Gates.Verdicts;

/// <summary>What the data must be before anything is calculated. Whatever is not met makes the gate an error: it could not be judged.</summary>
internal sealed record DataPolicy
{
    /// <summary>How many examples there must be; null where not said.</summary>
    public int? Examples { get; init; }

    /// <summary>The fewest examples. Default: 10.</summary>
    public int MinExamples { get; init; } = 10;

    /// <summary>The maximum share of rows with an error; null sets no limit of its own. Errors within the limits count as the worst value.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The maximum number of rows with an error; null sets no limit of its own.</summary>
    public int? MaxErrors { get; init; }

    /// <summary>The one rule about errors: none is allowed if neither limit is set; if both are set, both apply.</summary>
    internal int? EffectiveMaxErrors => MaxErrors ?? (MaxErrorRate is null ? 0 : null);

    /// <summary>The most rows without a score that have no error either, as a share of all rows. Default: 0. Those allowed must not matter to the verdict.</summary>
    public double MaxSkippedRate { get; init; }

    /// <summary>The least share of the candidate's examples that the baseline has, too. Default: 0.9.</summary>
    public double MinOverlap { get; init; } = 0.9;
}

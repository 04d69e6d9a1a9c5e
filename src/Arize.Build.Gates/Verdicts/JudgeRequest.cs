namespace Arize.Build.Gates.Verdicts;

/// <summary>What the judge is given.</summary>
internal sealed record JudgeRequest
{
    /// <summary>The criteria.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>What the data must be.</summary>
    public DataPolicy Data { get; init; } = new();

    /// <summary>The rows under judgement, read for these criteria.</summary>
    public required RowSummary Candidate { get; init; }

    /// <summary>The baseline's rows, read for the same criteria; null where there is no baseline.</summary>
    public RowSummary? Baseline { get; init; }

    /// <summary>What comparisons come to where there is no baseline: error (the default), warn or pass.</summary>
    public Outcome WithoutBaseline { get; init; } = Outcome.Error;

    /// <summary>The counters of the run; null where there is none, or it does not say.</summary>
    public RunCounters? Counters { get; init; }

    /// <summary>The gate's waivers.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The day (UTC) on which is judged: waivers end.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether an inconclusive gate lets the release through. Default: no.</summary>
    public bool PassInconclusive { get; init; }
}

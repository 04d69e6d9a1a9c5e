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

    /// <summary>The baseline's rows, read for the same criteria; null if there is no baseline.</summary>
    public RowSummary? Baseline { get; init; }

    /// <summary>True if the examples of the two sides are different ones, such as two windows of traffic.</summary>
    public bool IsUnpaired { get => field || IsTraffic; init; }

    /// <summary>What one observation of production traffic is called; null if the rows are those of an experiment.</summary>
    public string? Noun { get; init; }

    /// <summary>True if the rows are production traffic: one without a score is not a missing score.</summary>
    internal bool IsTraffic => Noun is not null;

    /// <summary>The outcome of comparisons without a baseline: error (the default), warn or pass.</summary>
    public Outcome WithoutBaseline { get; init; } = Outcome.Error;

    /// <summary>How many times this gate may be judged at most, this time included: each time has its share of the error.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>The counters of each run; empty if there is none, or it does not report them.</summary>
    public IReadOnlyList<RunCounters> Counters { get; init; } = [];

    /// <summary>The gate's waivers.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The day (UTC) of the judgement: waivers end.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether an inconclusive gate lets the release through. Default: no.</summary>
    public bool PassInconclusive { get; init; }

    /// <summary>The error of each end of a criterion's interval.</summary>
    internal double Error(Criterion criterion) => (1 - criterion.Confidence) / Looks;

    /// <summary>Whether the scores of a metric are the build's own. Where the outputs are unchanged and these are not, the scores count.</summary>
    public Func<string, bool> IsScoredByBuild { get; init; } = _ => false;

    /// <summary>How often the sides are exchanged to estimate how often an identical model passes; 0 gives no estimate. A gate takes <see cref="IdenticalModel.Exchanges"/>.</summary>
    public int Exchanges { get; init; }
}

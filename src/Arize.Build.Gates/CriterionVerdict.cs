using Arize.Build.Gates.Verdicts;


namespace Arize.Build.Gates;

/// <summary>The outcome of one criterion and the facts behind it. A number is null if it has no meaning for that criterion.</summary>
public sealed record CriterionVerdict
{
    /// <summary>The criterion.</summary>
    public required Criterion Criterion { get; init; }

    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public required Finding Finding { get; init; }

    /// <summary>What prevents a judgement; null if nothing does.</summary>
    public string? Problem { get; init; }

    /// <summary>How the interval was made; null if nothing was calculated.</summary>
    public StatisticalMethod? Method { get; init; }

    /// <summary>True if the build has computed the scores itself, and its results file holds them: no evaluator in Arize gave them.</summary>
    public bool ScoredByBuild { get; init; }

    /// <summary>The kind of numbers that the scores are.</summary>
    public Scale? Scale { get; init; }

    /// <summary>The candidate's number; in a comparison, over the paired examples.</summary>
    public double? Value { get; init; }

    /// <summary>The baseline's number over the paired examples.</summary>
    public double? Baseline { get; init; }

    /// <summary>The measured change, candidate - baseline; of a median, the median change.</summary>
    public double? Change { get; init; }

    /// <summary>The allowed change without its sign, in the metric's own unit; a relative tolerance is turned into it.</summary>
    public double? Allowed { get; init; }

    /// <summary>The interval of the value, or of the change. Each end is a one-sided bound at the criterion's confidence. This is what decides.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Of two samples, the interval of each: the candidate's, then the baseline's. For a picture; the interval of the change decides.</summary>
    internal (Interval Mine, Interval Theirs)? Sides { get; init; }

    /// <summary>The error of each end of the interval: 1 - confidence, divided by the number of looks.</summary>
    public double? Error { get; init; }

    /// <summary>How many examples, or pairs of them; rows for percentiles, extremes and sums.</summary>
    public int? Examples { get; init; }

    /// <summary>How many clusters; null without clusters.</summary>
    public int? Clusters { get; init; }

    /// <summary>How many pairs got worse.</summary>
    public int? Broke { get; init; }

    /// <summary>How many pairs got better.</summary>
    public int? Fixed { get; init; }

    /// <summary>The smallest error at which the whole interval still lies beyond the tolerance.</summary>
    public double? SmallestError { get; init; }

    /// <summary>The same, corrected by Holm for all comparisons of the gate that can fail it.</summary>
    public double? CorrectedError { get; init; }

    /// <summary>How many comparisons were corrected together.</summary>
    public int? Family { get; init; }

    /// <summary>The true drop that passes with a chance of 20 %.</summary>
    public double? DropThatPasses { get; init; }

    /// <summary>True if <see cref="DropThatPasses"/> is not exact.</summary>
    public bool DropIsRough { get; init; }

    /// <summary>Examples needed; null if their number is not what is missing.</summary>
    public int? Needs { get; init; }

    /// <summary>Rows of either side without a score.</summary>
    public int Missing { get; init; }

    /// <summary>The share of the observations of production traffic that have a score; null for an experiment.</summary>
    public double? Coverage { get; init; }

    /// <summary>The same share of the baseline's observations; null if there are none.</summary>
    public double? BaselineCoverage { get; init; }

    /// <summary>What one example is called.</summary>
    internal string Noun { get; init; } = "example";

    /// <summary>The outcome with rows without a score at their worst; null if none is missing.</summary>
    public Outcome? AtWorst { get; init; }

    /// <summary>The outcome with rows without a score at their best; null if none is missing.</summary>
    public Outcome? AtBest { get; init; }

    /// <summary>Pairs that were left out because a side has an error there that has no worst value.</summary>
    public int LeftOut { get; init; }

    /// <summary>The slices, the worst first; empty without a slice rule.</summary>
    public IReadOnlyList<SliceVerdict> Slices { get; init; } = [];

    /// <summary>The waiver that lets it through; null if none does.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Examples that changed most, worse ones first.</summary>
    public IReadOnlyList<ChangedExample> Changed { get; init; } = [];

    /// <summary>Why, in plain words, without the outcome.</summary>
    public string Sentence => CriterionText.Sentence(this);

    /// <summary>The outcome in a word, then why: one line for a log.</summary>
    public string Reason => CriterionText.Reason(this);
}

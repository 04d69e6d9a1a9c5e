
namespace Arize.Build.Gates;

/// <summary>What became of one criterion, and the numbers behind it. A number is null where it has no meaning for that criterion.</summary>
public sealed record CriterionVerdict
{
    /// <summary>The criterion.</summary>
    public required Criterion Criterion { get; init; }

    /// <summary>What it came to.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, in one line.</summary>
    public required string Sentence { get; init; }

    /// <summary>The outcome in a word, then why: one line for a log.</summary>
    public string Reason => Verdicts.Reason.Of(this);

    /// <summary>The test or interval that was used, such as <c>McNemar mid-p</c>; null where nothing was calculated.</summary>
    public string? Method { get; init; }

    /// <summary>The kind of numbers that the scores are.</summary>
    public Scale? Scale { get; init; }

    /// <summary>The candidate's number; in a comparison, over the paired examples.</summary>
    public double? Value { get; init; }

    /// <summary>The baseline's number over the paired examples.</summary>
    public double? Baseline { get; init; }

    /// <summary>The interval of the value, or of candidate - baseline in a comparison. Each of its ends is a one-sided bound at the criterion's confidence.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many examples, or pairs of them.</summary>
    public int? Examples { get; init; }

    /// <summary>How many pairs got worse.</summary>
    public int? Broke { get; init; }

    /// <summary>How many pairs got better.</summary>
    public int? Fixed { get; init; }

    /// <summary>One-sided p of "it got worse".</summary>
    public double? P { get; init; }

    /// <summary>The same, corrected by Holm for all blocking comparisons of the gate.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The drop that would have been found with 80 % chance.</summary>
    public double? SmallestVisible { get; init; }

    /// <summary>The waiver that lets it through; null where none does.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Examples that changed most, worse ones first.</summary>
    public IReadOnlyList<ChangedExample> Changed { get; init; } = [];
}

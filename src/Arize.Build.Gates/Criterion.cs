using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates;

/// <summary>One thing that is asked of one metric.</summary>
public sealed record Criterion
{
    /// <summary>An evaluator (its score or label), a numeric field of the rows such as <c>latency_ms</c>, or one of the <see cref="RunCounters"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The number made of the scores. Default: the mean.</summary>
    public StatisticKind Statistic { get; init; }

    /// <summary>The score from which on a row counts as passed; for a pass rate only.</summary>
    public double? Cutoff { get; init; }

    /// <summary>The percentile, above 0 and below 100; for that statistic only.</summary>
    public double? Percentile { get; init; }

    /// <summary>The labels that a label share counts.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What is asked.</summary>
    public required CriterionOperator Operator { get; init; }

    /// <summary>The limit, or the tolerance of a comparison (0 or more), in the metric's own unit.</summary>
    public required double Limit { get; init; }

    /// <summary>The kind of numbers; null infers it.</summary>
    public Scale? Scale { get; init; }

    /// <summary>What decides about a floor or a ceiling.</summary>
    public EvidenceRule Evidence { get; init; }

    /// <summary>Who carries the burden of proof in a comparison.</summary>
    public RegressionPolicy Policy { get; init; }

    /// <summary>What the criterion does where it does not hold.</summary>
    public Severity Severity { get; init; }

    /// <summary>The confidence of one-sided decisions. Default: 0.95. Valid: above 0.5, below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Where the criterion is written; null where it is written in no file.</summary>
    public SourcePosition? Source { get; init; }

    /// <summary>The direction of the metric, by the operator.</summary>
    public bool HigherIsBetter => Operator.Info().HigherIsBetter;

    /// <summary>True where the criterion compares with a baseline.</summary>
    public bool IsComparison => Operator.Info().IsComparison;

    /// <summary>True where the criterion can block: such comparisons are a family, corrected together.</summary>
    public bool IsBlocking => Severity == Severity.Block;
}

using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates;

/// <summary>One requirement on one metric.</summary>
public sealed record Criterion
{
    /// <summary>An evaluator (its score or label), a numeric field of the rows such as <c>latency_ms</c>, <c>output_length</c>, or one of the <see cref="RunCounters"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The number made of the scores. Default: the mean.</summary>
    public StatisticKind Statistic { get; init; }

    /// <summary>The score from which on a row counts as passed; for <see cref="StatisticKind.PassRate"/> and <see cref="StatisticKind.PassAll"/> only.</summary>
    public double? Cutoff { get; init; }

    /// <summary>The percentile, above 0 and below 100; for that statistic only.</summary>
    public double? Percentile { get; init; }

    /// <summary>The labels that a label share counts.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What is required.</summary>
    public required CriterionOperator Operator { get; init; }

    /// <summary>The limit, or the tolerance of a comparison (0 or more), in the metric's own unit.</summary>
    public required double Limit { get; init; }

    /// <summary>True if the tolerance is a share of the baseline: 0.1 for <c>"10%"</c>.</summary>
    public bool IsRelative { get; init; }

    /// <summary>What a score can be; null infers it.</summary>
    public ScoreRange? Range { get; init; }

    /// <summary>Whether a pass must be shown: the interval must clear the line, not only the measured value.</summary>
    public bool EvidenceRequired { get; init; }

    /// <summary>What the criterion does if it does not hold.</summary>
    public Severity Severity { get; init; }

    /// <summary>The confidence of each end of an interval. Default: 0.95. Valid: above 0.5, below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The slices in which it is judged as well; null if in none.</summary>
    public SliceRule? Slices { get; init; }

    /// <summary>Where the criterion is written; null if it is not in a file.</summary>
    public SourcePosition? Source { get; init; }

    /// <summary>The direction of the metric, by the operator.</summary>
    public bool HigherIsBetter => Operator.Info().HigherIsBetter;

    /// <summary>True if the criterion compares with a baseline.</summary>
    public bool IsComparison => Operator.Info().IsComparison;

    /// <summary>True if the criterion can fail the gate: such comparisons are corrected together.</summary>
    public bool IsBlocking => Severity == Severity.Fail;

    internal bool IsCounter => Metric.StartsWith(RunCounters.Prefix, StringComparison.Ordinal);

    internal bool IsShare => Statistic is StatisticKind.PassRate or StatisticKind.PassAll or StatisticKind.LabelShare;

    internal bool IsMean => Statistic == StatisticKind.Mean || IsShare;

    /// <summary>The share of scores below the value of a ranked statistic.</summary>
    internal double Quantile => Statistic == StatisticKind.Percentile ? Percentile!.Value / 100 : 0.5;
}

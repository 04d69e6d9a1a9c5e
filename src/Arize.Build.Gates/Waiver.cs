using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates;

/// <summary>Lets a criterion that does not hold through, for a reason, for a time, and in somebody's name.</summary>
public sealed record Waiver
{
    /// <summary>Which criterion: a metric (all of its criteria), what is measured of it (<c>p95 of latency_ms</c>), or either with the verb (<c>correctness mayDropBy</c>).</summary>
    public required string Criterion { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day on which it holds (UTC).</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Where it is written; null if it is not in a file.</summary>
    public SourcePosition? Source { get; init; }

    /// <summary>Whether it names a criterion. Letters count as written: metrics may differ by case alone.</summary>
    /// <param name="criterion">The criterion.</param>
    public bool Names(Criterion criterion) => NamesOf(criterion).Contains(Criterion, StringComparer.Ordinal);

    /// <summary>All that a waiver may call a criterion.</summary>
    internal static IEnumerable<string> NamesOf(Criterion criterion)
    {
        var (title, key) = (CriterionText.Title(criterion), criterion.Operator.Key());
        return new[] { criterion.Metric, title, $"{criterion.Metric} {key}", $"{title} {key}" }.Distinct();
    }
}

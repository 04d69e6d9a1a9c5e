namespace Arize.Build.Gates;

/// <summary>One example whose score differs from the baseline's.</summary>
/// <param name="Before">The baseline's score.</param>
/// <param name="After">The candidate's score.</param>
/// <param name="Worse">True if it got worse.</param>
public sealed record ChangedExample(double Before, double After, bool Worse)
{
    internal UInt128 Key { get; init; }

    /// <summary>True if this example alone carries more than half of the spread of all changes.</summary>
    public bool Dominates { get; init; }

    /// <summary>The example's id; null until the rows were looked up.</summary>
    public string? ExampleId { get; init; }

    /// <summary>The example's question, shortened; null if the dataset has none. Not neutralised.</summary>
    public string? Question { get; init; }

    /// <summary>The expected answer, shortened; null if the dataset has none. Not neutralised.</summary>
    public string? Expected { get; init; }

    /// <summary>The baseline's output, shortened; null if it cannot be read. Not neutralised.</summary>
    public string? BaselineOutput { get; init; }

    /// <summary>The slice that the example is in; null without a slice rule. Not neutralised.</summary>
    public string? Slice { get; init; }

    /// <summary>The candidate's output, shortened. Not neutralised.</summary>
    public string? Output { get; init; }

    /// <summary>The evaluator's explanation, shortened. Not neutralised.</summary>
    public string? Explanation { get; init; }
}

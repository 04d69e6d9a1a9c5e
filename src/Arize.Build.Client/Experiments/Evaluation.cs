namespace Arize.Build.Client;

/// <summary>The judgement of one evaluator, or one person, on one row.</summary>
public sealed record Evaluation
{
    /// <summary>Makes an empty evaluation.</summary>
    public Evaluation()
    {
    }

    /// <summary>Makes an evaluation.</summary>
    /// <param name="score">The score.</param>
    /// <param name="label">The label.</param>
    /// <param name="explanation">The explanation.</param>
    public Evaluation(double? score, string? label, string? explanation) => (Score, Label, Explanation) = (score, label, explanation);

    /// <summary>The score; null if there is none. Not finite if the service wrote something that is not a finite number.</summary>
    public double? Score { get; init; }

    /// <summary>The label; null if there is none.</summary>
    public string? Label { get; init; }

    /// <summary>The explanation; null if there is none. Not neutralised.</summary>
    public string? Explanation { get; init; }
}

namespace Arize.Build.Client;

/// <summary>What one evaluator, or one person, said of one row.</summary>
public sealed record Evaluation
{
    /// <summary>Makes an evaluation without anything.</summary>
    public Evaluation()
    {
    }

    /// <summary>Makes an evaluation.</summary>
    /// <param name="score">The score.</param>
    /// <param name="label">The label.</param>
    /// <param name="explanation">The reason given.</param>
    public Evaluation(double? score, string? label, string? explanation) => (Score, Label, Explanation) = (score, label, explanation);

    /// <summary>The score; null if there is none. Not finite if the service wrote something that is not a finite number.</summary>
    public double? Score { get; init; }

    /// <summary>The label; null if there is none.</summary>
    public string? Label { get; init; }

    /// <summary>The reason given; null if there is none. Not neutralised.</summary>
    public string? Explanation { get; init; }
}

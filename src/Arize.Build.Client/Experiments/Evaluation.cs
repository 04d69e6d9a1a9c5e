namespace Arize.Build.Client;

/// <summary>What one evaluator, or one person, said of one row.</summary>
/// <param name="Score">The score; null where there is none. Not finite where the service wrote something that is no finite number.</param>
/// <param name="Label">The label; null where there is none.</param>
/// <param name="Explanation">The reason given; null where there is none. Not neutralised.</param>
public sealed record Evaluation(double? Score, string? Label, string? Explanation);

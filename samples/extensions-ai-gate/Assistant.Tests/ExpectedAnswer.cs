using Microsoft.Extensions.AI.Evaluation;

/// <summary>The expected answer of an example, for the evaluators.</summary>
public sealed class ExpectedAnswer(string text) : EvaluationContext("expected answer", text)
{
    public string Text { get; } = text;
}

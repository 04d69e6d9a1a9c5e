using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

/// <summary>Whether the assistant answered, rather than hand the customer over.</summary>
public sealed class AnsweredEvaluator : IEvaluator
{
    public const string Answered = "answered";

    public IReadOnlyCollection<string> EvaluationMetricNames => [Answered];

    public ValueTask<EvaluationResult> EvaluateAsync(IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default) =>
        new(new EvaluationResult(new BooleanMetric(Answered, !modelResponse.Text.Contains("hand you over", StringComparison.OrdinalIgnoreCase))));
}

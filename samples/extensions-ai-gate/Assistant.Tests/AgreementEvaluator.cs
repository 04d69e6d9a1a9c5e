using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

/// <summary>How much of the expected answer is in the answer: the share of its words, from 0 to 1. It needs no model.</summary>
public sealed class AgreementEvaluator : IEvaluator
{
    public const string Agreement = "agreement";

    public IReadOnlyCollection<string> EvaluationMetricNames => [Agreement];

    public ValueTask<EvaluationResult> EvaluateAsync(IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null,
        IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
    {
        var expected = Words(additionalContext!.OfType<ExpectedAnswer>().Single().Text);
        var missing = expected.Except(Words(modelResponse.Text)).ToArray();
        var metric = new NumericMetric(Agreement, 1 - (double)missing.Length / expected.Count, missing.Length == 0 ? "All words are there." : $"Missing: {string.Join(", ", missing)}");
        return new(new EvaluationResult(metric));
    }

    static HashSet<string> Words(string text) =>
        [.. new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

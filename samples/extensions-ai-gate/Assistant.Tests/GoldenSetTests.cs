using System.Diagnostics;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Microsoft.Extensions.AI.Evaluation;
using NUnit.Framework;

/// <summary>Answers and evaluates the golden set. The build exports it, and the gate judges what is written here.</summary>
public sealed class GoldenSetTests
{
    // An evaluator that asks a model is one more entry, such as new RelevanceEvaluator() of Microsoft.Extensions.AI.Evaluation.Quality; pass new ChatConfiguration(chat) below.
    readonly CompositeEvaluator evaluator = new(new AgreementEvaluator(), new AnsweredEvaluator());

    [Test]
    public async Task Every_example_is_answered_and_evaluated()
    {
        if (Environment.GetEnvironmentVariable("GOLDEN_SET") is not { } goldenSet)
        {
            Assert.Ignore("The golden set is exported by the build: dotnet publish Assistant.");
            return;
        }
        var assistant = new SupportAssistant(new HelpPageClient());
        using var results = ResultsWriter.Create(Environment.GetEnvironmentVariable("RESULTS")!);
        await Parallel.ForEachAsync(File.ReadLinesAsync(goldenSet), async (line, cancellationToken) =>
        {
            var example = JsonNode.Parse(line)!;
            var question = example["question"]!.GetValue<string>();
            var started = Stopwatch.GetTimestamp();
            var response = await assistant.AnswerAsync(question, cancellationToken);
            var latency = Stopwatch.GetElapsedTime(started);
            var evaluation = await evaluator.EvaluateAsync(SupportAssistant.Prompt(question), response,
                additionalContext: [new ExpectedAnswer(example["expected_answer"]!.GetValue<string>())], cancellationToken: cancellationToken);
            results.Write(new ApplicationResult
            {
                ExampleId = example["id"]!.GetValue<string>(),
                Output = response.Text,
                Fields = new JsonObject { ["latency_ms"] = latency.TotalMilliseconds },
                Evaluations = evaluation.Metrics.Values.ToDictionary(m => m.Name, ToEvaluation),
            });
        });
        Assert.That(results.Count, Is.GreaterThan(0));
    }

    /// <summary>A metric of .NET's evaluators as a score, a label and an explanation.</summary>
    static Evaluation ToEvaluation(EvaluationMetric metric) => metric switch
    {
        NumericMetric number => new(number.Value, number.Interpretation?.Rating.ToString(), metric.Reason),
        BooleanMetric flag => new(flag.Value switch { true => 1, false => 0, null => null }, flag.Value?.ToString(), metric.Reason),
        StringMetric text => new(null, text.Value, metric.Reason),
        _ => throw new NotSupportedException($"A metric of type {metric.GetType().Name} has no score."),
    };
}

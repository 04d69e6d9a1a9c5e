using System.Text.Json;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Tests.Verdicts;
using Arize.Emulator;

namespace Arize.Build.Tests.Uploads;

/// <summary>Scores that the build has computed itself are judged from its own file, and uploaded with the outputs.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OwnScoreTests
{
    const string Gate = """
        { "space": "support", "results": { "dataset": "support-golden-set", "file": "results.jsonl" },
          "criteria": [ { "metric": "groundedness", "atLeast": 0.80 } ] }
        """;

    /// <summary>Answers the golden set, with a score of 1 for so many of a hundred answers and of 0 for the others.</summary>
    static async Task Answer(GateUnderTest gate, int good, string name = "groundedness", int repeats = 1)
    {
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        using var writer = ResultsWriter.Create(Path.Combine(gate.Folder, "results.jsonl"));
        var at = 0;
        await foreach (var example in gate.Client.Datasets.ListExamplesAsync(dataset.Id, dataset.LatestVersionId))
        {
            for (var repeat = 1; repeat <= repeats; repeat++)
                writer.Write(new ApplicationResult
                {
                    ExampleId = example.Id,
                    Output = $"answer {at} of {good}",
                    Repeat = repeats > 1 ? repeat : null,
                    Evaluations = new Dictionary<string, Evaluation> { [name] = new(at % 100 < good && (repeat < 3 || at % 2 == 0) ? 1 : 0, "checked", $"because of {at}") },
                });
            at++;
        }
    }

    static async Task<JsonElement> Criterion(GateResult result) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(result.VerdictFile)).RootElement.GetProperty("criteria")[0];

    [TestCase(95, true), TestCase(60, false)]
    public async Task They_are_judged_without_an_evaluation_in_Arize_and_the_verdict_shows_it(int good, bool passes)
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, good);
        var result = await gate.Run(Gate);
        Assert.That((result.Passed, result.Verdict.Criteria[0].ScoredByBuild, LogGateTests.Creates(gate), LogGateTests.Triggers(gate)), Is.EqualTo((passes, true, 1, 0)), string.Join('\n', result.Diagnostics));
        Assert.That((result.Verdict.Criteria[0].Value, (await Criterion(result)).GetProperty("scoredByBuild").GetBoolean()), Is.EqualTo((good / 100.0, true)));
        Assert.That(gate.Log, Has.Some.Contains("'groundedness' is judged by the 200 scores in 'results.jsonl', which the build has computed itself; the service gave all of them back."));
        var rows = await gate.Client.Experiments.ListRowsAsync(result.Experiment!.Id).ToListAsync();
        Assert.That(rows[7].Evaluations["groundedness"], Is.EqualTo(new Evaluation(1, "checked", "because of 7")), "uploaded as flat columns");
    }

    [Test]
    public async Task What_the_service_makes_of_them_changes_nothing()
    {
        await using var gate = await GateUnderTest.With(s => s.Faults.Add(new ScenarioFault
        {
            Method = "GET", Path = "/v2/experiments/{experiment_id}/runs", Times = 1, Status = 200, ContentType = "application/json",
            Body = """{"experiment_runs":[],"pagination":{"has_more":false}}""",
        }));
        await Answer(gate, good: 95);
        var result = await gate.Run(Gate);
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("200 results were logged, and 0 rows can be read"), "scores alone are no proof of an upload");
    }

    [Test]
    public async Task They_and_the_scores_of_an_evaluation_are_judged_together()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, good: 95);
        var result = await gate.Run(Gate.Replace("\"criteria\": [", "\"evaluate\": [\"support-judge\"], \"criteria\": [ { \"metric\": \"correctness\", \"atMost\": 0.5 },", StringComparison.Ordinal));
        Assert.That(result.Verdict.Criteria.Select(c => (c.Criterion.Metric, c.ScoredByBuild)), Is.EqualTo([("correctness", false), ("groundedness", true)]));
        Assert.That(result.Passed, string.Join('\n', result.Diagnostics));
    }

    [Test]
    public async Task A_name_that_an_evaluation_of_the_gate_uses_too_is_refused_before_anything_is_sent()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, good: 95, name: "Correctness");
        var result = await gate.Run(Gate.Replace("\"criteria\"", "\"evaluate\": [\"support-judge\"], \"criteria\"", StringComparison.Ordinal));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("has evaluations of 'correctness', and so does the evaluation task 'support-judge'"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task Several_answers_to_an_example_are_averaged_and_the_example_counts_once()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, good: 100, repeats: 3);
        var result = await gate.Run(Gate);
        Assert.That((result.Verdict.Rows, result.Verdict.Examples), Is.EqualTo((600, 200)));
        Assert.That(result.Verdict.Criteria[0].Value, Is.EqualTo(5 / 6.0).Within(1e-9), "the third answer is wrong for every second example");
    }

    [Test]
    public async Task A_second_gate_compares_with_the_scores_that_an_earlier_one_has_uploaded()
    {
        await using var gate = await GateUnderTest.With();
        await Answer(gate, good: 95);
        Assert.That((await gate.Run(Gate, name: "main-1")).Passed);
        await Answer(gate, good: 70);
        var result = await gate.Run(Gate.Replace("\"atLeast\": 0.80", "\"mayDropBy\": 0.05", StringComparison.Ordinal).Replace("\"criteria\"", "\"baseline\": { \"experiment\": \"main-1\" }, \"criteria\"", StringComparison.Ordinal), name: "pr-1");
        Assert.That((result.Verdict.Outcome, result.Verdict.Criteria[0].Broke), Is.EqualTo((Outcome.Fail, 50)));
        Assert.That(result.Verdict.Criteria[0].Changed[0].Explanation, Does.StartWith("because of "));
    }
}

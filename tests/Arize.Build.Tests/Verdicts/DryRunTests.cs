using Arize.Build.Client;
using Arize.Build.Gates.Settings;
using Arize.Build.Tests.GateFiles;

namespace Arize.Build.Tests.Verdicts;

/// <summary>A dry run of a gate file: everything is looked up, nothing is changed.</summary>
[Parallelizable(ParallelScope.All)]
public class DryRunTests
{
    [Test]
    public async Task It_says_what_was_found()
    {
        await using var gate = await GateUnderTest.With();
        var faults = await gate.Operations.DryRunAsync(await gate.Request(GateFileTests.Promised), default);
        var said = string.Join('\n', gate.Log);
        Assert.That(faults, Is.Empty);
        Assert.That(said, Does.Match(@"would run task 'support-golden' \(\S+\) over 200 examples as experiment").And.Match(@"would evaluate with 'support-judge' \(\S+: correctness, \w+\)").And.Contain("would compare with 'main-2026-11-20'")
            .And.EndWith("dry run: 2 criteria checked. Nothing was triggered."));
        Assert.That((gate.Posts.Count(), Directory.Exists(gate.Record)), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task It_says_what_the_gate_can_see_and_what_it_costs_at_most()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var json = GateFileTests.Promised.Replace("\"criteria\"", "\"onInconclusive\": { \"repeat\": 2 }, \"criteria\"", StringComparison.Ordinal);
        Assert.That(await gate.Operations.DryRunAsync(await gate.Request(json), default), Is.Empty);
        var said = string.Join('\n', gate.Log);
        Assert.That(said, Does.Contain("dry run: would cost at most 3 runs, 600 answers and 1200 evaluations.")
            .And.Match(@"dry run: correctness: drop that passes about once in four: \d[\d.]* points\.")
            .And.Match(@"dry run: An identical model passes this gate about \d+ % of the time, further runs not counted\."));
        Assert.That(said, Does.Not.Contain("slide"), "there is a floor");
        Assert.That(gate.Posts, Is.Empty);
    }

    [TestCase("\"main-2026-11-20\"", "the baseline is not a pattern"), TestCase("{ \"latest\": \"main-2026-11-20*\" }", "there is one")]
    public async Task Without_two_experiments_it_says_that_it_needs_two(string baseline, string why)
    {
        await using var gate = await GateUnderTest.With();
        await gate.Operations.DryRunAsync(await gate.Request(GateFileTests.Promised.Replace("{ \"latest\": \"main-*\" }", baseline, StringComparison.Ordinal)), default);
        Assert.That(gate.Log, Has.Some.Contains($"need two experiments of the baseline's pattern, and {why}"));
    }

    [Test]
    public async Task A_latest_baseline_without_a_floor_is_explained_once()
    {
        await using var gate = await GateUnderTest.With();
        var bare = GateFileTests.Promised.Replace("\"atLeast\": 0.90, ", "", StringComparison.Ordinal);
        await gate.Operations.DryRunAsync(await gate.Request(bare), default);
        Assert.That(gate.Log.Count(l => l.Contains("correctness has no floor (\"atLeast\"): one point lost in each release passes most of the time", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("{ \"metric\": \"latency_ms\", \"statistic\": \"p99\", \"mayRiseBy\": \"10%\" }", "p99 of latency_ms can never be decided with the examples of this dataset: 200 rows are too few for an interval.")]
    [TestCase("{ \"metric\": \"helpfulness\", \"mayDropBy\": 0.1 }", "helpfulness can never be decided with the examples of this dataset: 200 examples are fewer than data.minExamples.")]
    public async Task A_criterion_that_can_never_decide_is_a_warning(string criterion, string warning)
    {
        await using var gate = await GateUnderTest.With(s => s.Models["atlas-1"].Noise = 0.2);
        var json = GateFileTests.Promised.Replace("0.02 }", $"0.02 }}, {criterion}", StringComparison.Ordinal);
        if (criterion.Contains("helpfulness", StringComparison.Ordinal))
            json = json.Replace("\"criteria\"", "\"data\": { \"minExamples\": 201 }, \"criteria\"", StringComparison.Ordinal);
        var warnings = await gate.Operations.DryRunAsync(await gate.Request(json), default);
        Assert.That(warnings, Has.All.Property("Severity").EqualTo(Build.Gates.DiagnosticSeverity.Warning));
        Assert.That(warnings.Select(w => (w.Message, w.At!.Line)), Has.Some.EqualTo(($"Gate 'release': {warning}", 3)));
    }

    [TestCase("\"main-*\"", "\"never-*\"", "ARIZE4003", "There is no baseline"), TestCase("\"atLeast\": 0.90", "\"atLeast\": 0.999, \"evidence\": \"required\", \"cutoff\": 0.5", "ARIZE1008", "examples")]
    public async Task What_would_stop_the_gate_is_said_at_its_place(string instead, string written, string code, string said)
    {
        await using var gate = await GateUnderTest.With();
        var fault = (await gate.Operations.DryRunAsync(await gate.Request(GateFileTests.Promised.Replace(instead, written, StringComparison.Ordinal)), default)).Single();
        Assert.That((fault.Code, fault.At!.Line), Is.EqualTo((code, fault.Code == "ARIZE4003" ? 2 : 3)));
        Assert.That(fault.Message, Does.Contain(said));
    }

    [TestCase("\"metric\": \"correctness\"", "\"metric\": \"corectness\"", "Error", "Did you mean 'correctness'?"), TestCase("\"metric\": \"correctness\"", "\"metric\": \"politeness_by_people\"", "Warning", "'politeness_by_people'")]
    [TestCase("\"atLeast\": 0.90", "\"atLeast\": 90", "Error", "atLeast is 90, and the scores of correctness are between 0 and 1. Did you mean 0.9?")]
    public async Task A_metric_or_a_limit_that_looks_wrong_is_reported_before_a_run_is_paid_for(string instead, string written, string severity, string said)
    {
        await using var gate = await GateUnderTest.With();
        var faults = await gate.Operations.DryRunAsync(await gate.Request(GateFileTests.Promised.Replace(instead, written, StringComparison.Ordinal)), default);
        Assert.That(faults, Is.Not.Empty);
        Assert.That(faults[0].Severity.ToString(), Is.EqualTo(severity));
        Assert.That(faults[0].Message, Does.Contain(said));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_name_that_is_not_there_is_an_error()
    {
        await using var gate = await GateUnderTest.With();
        var plan = await gate.Request(GateFileTests.Promised.Replace("support-judge", "support-juge", StringComparison.Ordinal));
        Assert.That(() => gate.Operations.DryRunAsync(plan, default), Throws.TypeOf<ArizeException>().With.Property("Code").EqualTo(ArizeErrorCode.NotFound));
    }

    [Test]
    public async Task A_task_that_the_gate_would_make_is_not_made()
    {
        await using var gate = await GateUnderTest.With();
        var made = """
            { "space": "support", "run": { "task": "made-here", "dataset": "support-golden-set", "configuration": { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway",
              "model_name": "atlas-1", "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" } },
              "criteria": [ { "metric": "correctness", "atLeast": 0.9 } ] }
            """;
        Assert.That(await gate.Operations.DryRunAsync(await gate.Request(made), default), Is.Empty);
        Assert.That(gate.Log[0], Does.Contain("would make task 'made-here' and run it over dataset 'support-golden-set'"));
        Assert.That(gate.Posts, Is.Empty);
    }

    [Test]
    public async Task A_baseline_may_be_said_outside_of_the_file_alone()
    {
        await using var gate = await GateUnderTest.With();
        var bare = GateFileTests.Promised.Replace("\"baseline\": { \"latest\": \"main-*\" },", "", StringComparison.Ordinal);
        Assert.That((await gate.Request(bare)).Diagnostics.Single().Message, Does.Contain("compares with a baseline, and there is none"));
        Assert.That((await gate.Request(bare, new GateSettings { Baseline = "main-2026-11-19" })).Diagnostics, Is.Empty);
    }

    [TestCase(null, 3, null), TestCase("\"maxErrorRate\": 0.2", 3, 0.2), TestCase("\"maxErrorRate\": 0", 3, 0.0), TestCase("\"maxErrors\": 9", 3, null)]
    public async Task MaxErrors_said_outside_of_the_file_is_a_limit_of_its_own(string? data, int errors, double? rate)
    {
        await using var gate = await GateUnderTest.With();
        var file = GateFileTests.Promised.Replace("\"criteria\"", $"\"data\": {{ {data} }}, \"criteria\"", StringComparison.Ordinal);
        var policy = (await gate.Request(file, new GateSettings { MaxErrors = errors })).Gate!.Data;
        Assert.That((policy.MaxErrors, policy.MaxErrorRate), Is.EqualTo((errors, rate)));
    }

    [TestCase("\"main-2026-11-20\"", "would compare with 'main-2026-11-20'"), TestCase("{ \"latest\": \"main-*\" }", null)]
    public async Task A_task_that_the_gate_would_make_is_compared_on_the_dataset_that_it_would_have(string baseline, string? said)
    {
        await using var gate = await GateUnderTest.With();
        var made = $$"""
            { "space": "support", "run": { "task": "made-here", "dataset": "support-golden-set", "configuration": { "experiment_type": "LLM_GENERATION", "ai_integration_id": "llm-gateway",
              "model_name": "atlas-1", "messages": [ { "role": "USER", "content": "{question}" } ], "input_variable_format": "F_STRING" } },
              "baseline": {{baseline}}, "criteria": [ { "metric": "correctness", "mayDropBy": 0.1 } ] }
            """;
        var faults = await gate.Operations.DryRunAsync(await gate.Request(made), default);
        if (said is null)
            Assert.That(faults.Single().Message, Does.Contain("the task is not there yet"));
        else
        {
            Assert.That(faults, Is.Empty);
            Assert.That(gate.Log, Has.Some.Contains(said));
        }
    }

    [Test]
    public async Task The_examples_of_the_version_that_is_run_are_counted()
    {
        await using var gate = await GateUnderTest.With();
        var dataset = await gate.Client.Datasets.GetAsync("support-golden-set", "support");
        foreach (var version in dataset.VersionIds)
        {
            await gate.Operations.DryRunAsync(await gate.Request(GateFileTests.Promised.Replace("\"support-golden\" }", $"\"support-golden\", \"datasetVersion\": \"{version}\" }}", StringComparison.Ordinal)), default);
            Assert.That(gate.Requests.Last(r => r.Path.EndsWith("/examples", StringComparison.Ordinal)).Query, Does.Contain($"dataset_version_id={Uri.EscapeDataString(version)}"));
        }
    }
}

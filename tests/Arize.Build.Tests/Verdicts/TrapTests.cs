using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Statistics;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>What other gates got wrong. The traps of waiting and finding are in GateRunnerTrapTests.</summary>
public class TrapTests
{
    [Test]
    public void Every_measurement_errored_is_not_successful()
    {
        var rows = Enumerable.Range(0, 50).Select(i => Row(i, null, error: "503")).ToArray();
        foreach (var policy in new[] { new DataPolicy(), new DataPolicy { MaxErrorRate = 1 }, new DataPolicy { MaxErrorRate = 1, MaxMissingRate = 1 } })
            Assert.That(Judged([AtLeast(0)], rows, data: policy).Outcome, Is.EqualTo(policy.MaxErrorRate is null ? Outcome.Fail : Outcome.Error));
    }

    [Test]
    public void The_headline_and_the_exit_code_agree()
    {
        foreach (var ones in Enumerable.Range(0, 101))
            foreach (var severity in Enum.GetValues<Severity>())
            {
                var verdict = Judged([AtLeast(0.5) with { Severity = severity }], Of(Ones(ones, 100)));
                Assert.That(verdict.Criteria.Single().Reason.StartsWith("Failed", StringComparison.Ordinal), Is.EqualTo(!verdict.Passed));
                Assert.That(verdict.Passed, Is.EqualTo(verdict.Outcome == Outcome.Pass));
            }
    }

    [Test]
    public void The_direction_of_a_metric_cannot_be_inverted()
    {
        var (better, worse) = Pairs(200, 190, 40, 0);
        Assert.That(Judged(MayDropBy(0.05), worse, better).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(Judged(MayDropBy(0.05), better, worse).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged(MayRiseBy(0.05), worse, better).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged(MayRiseBy(0.05), better, worse).Outcome, Is.EqualTo(Outcome.Fail));
    }

    [Test]
    public void A_drop_is_not_hidden_by_rounding()
    {
        var (baseline, candidate) = Pairs(100_000, 90_400, 200, 0);
        var verdict = Judged(MayDropBy(0.001), candidate, baseline);
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(verdict.Reason, Does.Contain("0.904 -> 0.902"));
        Assert.That(Judged(AtLeast(0.9), Ones(89_999, 100_000)).Reason, Does.Contain("0.89999 is below 0.90000"));
    }

    [Test]
    public void Errored_rows_are_not_left_out_of_the_pass_rate()
    {
        var rows = Of(Ones(90, 90)).Concat(Enumerable.Range(90, 10).Select(i => Row(i, null, error: "503"))).ToArray();
        var verdict = Judged([AtLeast(0.95)], rows, data: new DataPolicy { MaxErrorRate = 0.1 }).Criteria.Single();
        Assert.That((verdict.Outcome, verdict.Value, verdict.Examples), Is.EqualTo((Outcome.Fail, 0.9, 100)));
    }

    [Test]
    public void Errored_rows_are_the_slowest_not_the_fastest()
    {
        var rows = Of(Enumerable.Repeat(800.0, 90)).Concat(Enumerable.Range(90, 10).Select(i => Row(i, null, error: "timeout"))).ToArray();
        var data = new DataPolicy { MaxErrorRate = 0.1 };
        Assert.That(Judged([AtMost(1000) with { Statistic = StatisticKind.Percentile, Percentile = 95 }], rows, data: data).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(Judged([AtMost(1000)], rows, data: data).Outcome, Is.EqualTo(Outcome.Error), "no mean of what has no bound");
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void Scores_that_are_not_finite_are_not_dropped(double score)
    {
        foreach (var criterion in new[] { AtLeast(0), AtMost(1), MayDropBy(1), MayRiseBy(1) })
        {
            var verdict = Judged([criterion], Of([.. Ones(99, 99), score]), Of(Ones(100, 100)), new DataPolicy { MaxMissingRate = 1, MaxErrorRate = 1 });
            Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Error));
            Assert.That(verdict.Criteria.Single().Reason, Does.Contain("not a finite number (example 'example-99')"));
        }
    }

    [Test]
    public void A_metric_without_scores_is_not_skipped_because_another_has_some()
    {
        var verdict = Judged([AtLeast(0.5), AtLeast(0.5, "helpfulness")], Of(Ones(100, 100)));
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Error));
        Assert.That(verdict.Criteria[1].Reason, Is.EqualTo(
            "Cannot be judged: helpfulness is on no row of the experiment: no evaluator and no numeric field of that name has written anything there."));
    }

    /// <summary>Examples differ far more among themselves than two models on one example: a test that forgets the pairs sees nothing.</summary>
    [Test]
    public void Paired_data_gets_a_paired_test()
    {
        var random = new Random(1);
        var baseline = Enumerable.Range(0, 100).Select(_ => random.NextDouble()).ToArray();
        var candidate = baseline.Select((v, i) => Math.Clamp(v - 0.07 + 0.02 * (i % 2), 0, 1)).ToArray();
        var verdict = Judged(MayDropBy(0.01), candidate, baseline);
        Assert.That((verdict.Outcome, verdict.Method), Is.EqualTo((Outcome.Fail, StatisticalMethod.PlusZSquared)));
        var unpaired = (Sample.Of(candidate).Mean - Sample.Of(baseline).Mean) / Math.Sqrt(2 * Math.Pow(Sample.Of(baseline).StandardError, 2));
        Assert.That(StudentT.Cdf(unpaired, 198), Is.GreaterThan(0.05), "which is what an unpaired test would say");
    }

    [Test]
    public void Grades_are_bounded_only_by_a_declared_range()
    {
        var baseline = Enumerable.Range(0, 100).Select(i => 1.0 + i % 5).ToArray();
        var candidate = baseline.Select((v, i) => i % 4 == 0 ? Math.Max(1, v - 1) : v).ToArray();
        var graded = Judged(MayDropBy(0.1) with { Range = new(1, 5) }, candidate, baseline);
        Assert.That((graded.Method, graded.Scale), Is.EqualTo((StatisticalMethod.PlusZSquared, Scale.Bounded)));
        Assert.That(Judged(MayDropBy(0.1), candidate, baseline).Method, Is.EqualTo(StatisticalMethod.PairedT), "a range is never guessed");
    }

    [Test]
    public void One_example_never_passes()
    {
        var generous = new DataPolicy { MinExamples = 1 };
        Assert.That(Judged([AtLeast(0.9)], Of([1.0])).Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(Judged([AtLeast(0.9) with { EvidenceRequired = true }], Of([1.0]), data: generous).Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(Judged([MayDropBy(0.05)], Of([0.7]), Of([0.8]), generous).Outcome, Is.EqualTo(Outcome.Inconclusive));
    }

    [Test]
    public void Old_thresholds_do_not_judge_other_examples()
    {
        var verdict = Judged([MayDropBy(0.02)], Enumerable.Range(1000, 100).Select(i => Row(i, 1)), Of(Ones(100, 100)));
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Error));
    }

    [Test]
    public void A_name_in_another_casing_is_another_metric()
    {
        var other = Judged([AtLeast(0.5, "Correctness")], Of(Ones(50, 50)));
        Assert.That((other.Outcome, other.Warnings.Single()),
            Is.EqualTo((Outcome.Error, "Rows lack the metric 'Correctness' and have 'correctness', which is another one. Did you mean 'correctness'?")));
        var number = Judged([AtMost(5, "Latency_ms")], Of(Ones(50, 50)).Select(r => r with { Numbers = new Dictionary<string, double> { ["latency_ms"] = 1 } }));
        Assert.That(number.Warnings.Single(), Does.EndWith("Did you mean 'latency_ms'?"));
        Assert.That(Judged([AtLeast(0.5)], Of(Ones(50, 50))).Warnings, Is.Empty);
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>The decision on one criterion, and its words.</summary>
public class DecisionTests
{
    [Test]
    public void A_drop_is_said_in_plain_words()
    {
        var (baseline, candidate) = Pairs(240, 218, 18, 1);
        var verdict = Judged(MayDropBy(0.02), candidate, baseline);
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(verdict.Reason, Is.EqualTo(
            "Blocked: correctness 0.91 -> 0.84 on 240 paired examples (18 broke, 1 fixed; p = 0.00002). The smallest drop this gate can see is 4.4 points."));
        Assert.That(verdict.Changed.Count(f => f.Worse), Is.EqualTo(18));
        Assert.That(verdict.Changed.Count(f => !f.Worse), Is.EqualTo(1));
    }

    [TestCase(200, 180, 2, 12, "Passed: correctness 0.90 -> 0.95 on 200 paired examples (2 broke, 12 fixed; p = 1). An improvement.")]
    [TestCase(2000, 1800, 30, 10, "Passed: correctness 0.90 -> 0.89 on 2000 paired examples (30 broke, 10 fixed; p = 0.0007). A drop within the 2 points allowed.")]
    [TestCase(1000, 900, 5, 5, "Passed: correctness 0.90 -> 0.90 on 1000 paired examples (5 broke, 5 fixed; p = 0.5). Shown: no drop of 2 points.")]
    [TestCase(200, 180, 0, 0, "Passed: correctness 0.90 -> 0.90 on 200 paired examples (none changed). Shown: no drop of 2 points.")]
    [TestCase(50, 45, 0, 0, "Passed: correctness 0.90 -> 0.90 on 50 paired examples (none changed). No evidence of a drop.")]
    [TestCase(200, 180, 9, 9, "Inconclusive: correctness 0.90 -> 0.90 on 200 paired examples (9 broke, 9 fixed; p = 0.5). No verdict on a drop of 2 points. "
        + "The smallest drop this gate can see is 5.3 points. About 1399 examples are needed to see 2 points.")]
    public void Comparisons_of_yes_and_no_with_two_points_allowed(int n, int ones, int broke, int @fixed, string reason)
    {
        var (baseline, candidate) = Pairs(n, ones, broke, @fixed);
        Assert.That(Judged(MayDropBy(0.02), candidate, baseline).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void A_drop_that_is_no_chance_and_as_large_as_the_tolerance_fails_and_a_smaller_one_does_not()
    {
        var (baseline, candidate) = Pairs(1000, 900, 60, 20);
        Assert.That(Judged(MayDropBy(0.04), candidate, baseline).Outcome, Is.EqualTo(Outcome.Fail), "the drop is 0.04");
        Assert.That(Judged(MayDropBy(0.0401), candidate, baseline).Outcome, Is.Not.EqualTo(Outcome.Fail));
    }

    [Test]
    public void Evidence_can_be_required()
    {
        var (baseline, candidate) = Pairs(300, 270, 5, 5);
        var verdict = Judged(MayDropBy(0.01) with { Policy = RegressionPolicy.RequireEvidence }, candidate, baseline);
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(verdict.Reason, Does.Contain("A drop beyond the 1 points allowed is not ruled out (it may be 1.9 points).").And.Contain("examples are needed"));
        Assert.That(Judged(MayDropBy(0.02) with { Policy = RegressionPolicy.RequireEvidence }, candidate, baseline).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_floor_is_decided_by_the_number_itself()
    {
        Assert.That(Judged(AtLeast(0.9), Ones(180, 200)).Reason, Is.EqualTo("Passed: correctness 0.90 is at least 0.90 on 200 examples (90 % interval 0.86 to 0.93)."));
        Assert.That(Judged(AtLeast(0.9), Ones(179, 200)).Reason, Is.EqualTo("Blocked: correctness 0.895 is below 0.900 on 200 examples (90 % interval 0.85 to 0.93)."));
    }

    [Test]
    public void A_floor_can_be_decided_by_its_bound()
    {
        var floor = AtLeast(0.9) with { Evidence = EvidenceRule.Bound };
        Assert.That(Judged(floor, Ones(188, 200)).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged(floor, Ones(185, 200)).Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(Judged(floor, Ones(179, 200)).Outcome, Is.EqualTo(Outcome.Fail));
    }

    [Test]
    public void A_ceiling_is_a_floor_upside_down() => Assert.Multiple(() =>
    {
        Assert.That(Judged(AtMost(0.1), Ones(20, 200)).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged(AtMost(0.1), Ones(21, 200)).Outcome, Is.EqualTo(Outcome.Fail));
    });

    [TestCase(StatisticKind.Min, null, 1)]
    [TestCase(StatisticKind.Median, null, 50)]
    [TestCase(StatisticKind.Percentile, 95.0, 95)]
    [TestCase(StatisticKind.Percentile, 99.9, 100)]
    [TestCase(StatisticKind.Mean, null, 50.5)]
    [TestCase(StatisticKind.Sum, null, 5050)]
    [TestCase(StatisticKind.PassRate, 81.0, 0.2)]
    public void Statistics_of_one_to_a_hundred(StatisticKind statistic, double? level, double value) =>
        Assert.That(Judged(AtMost(1e9) with { Statistic = statistic, Percentile = level, Cutoff = level }, Enumerable.Range(1, 100).Select(i => (double)i)).Value, Is.EqualTo(value));

    [Test]
    public void A_percentile_needs_examples_for_its_bound()
    {
        var p95 = AtMost(1000) with { Statistic = StatisticKind.Percentile, Percentile = 95, Evidence = EvidenceRule.Bound };
        Assert.That(Judged(p95, Enumerable.Range(1, 59).Select(i => (double)i)).Outcome, Is.EqualTo(Outcome.Pass));
        var few = Judged(p95, Enumerable.Range(1, 58).Select(i => (double)i));
        Assert.That(few.Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(few.Reason, Does.Contain("At least 59 examples are needed"));
    }

    [Test]
    public void The_share_of_labels()
    {
        var criterion = AtLeast(0.75) with { Statistic = StatisticKind.LabelShare, Labels = ["correct", "nearly"] };
        var rows = new[] { "correct", "nearly", "Correct", "wrong" }.SelectMany((label, i) => Enumerable.Range(0, 5).Select(j => Row(i * 10 + j, null, label: label)));
        var verdict = Judged([criterion], rows).Criteria.Single();
        Assert.That(verdict.Value, Is.EqualTo(0.75));
        Assert.That(verdict.Reason, Does.StartWith("Passed: share of correctness labelled correct or nearly 0.75 is at least 0.75 on 20 examples"));
    }

    [Test]
    public void Counters_of_the_run_can_be_asked_for()
    {
        Criterion[] criteria = [AtMost(0.01, "run.error_rate"), AtLeast(0.5)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(100, 100))), Data = new DataPolicy { MaxErrorRate = 1 } };
        Assert.That(Judge.Verdict(request with { Counters = new(99, 1, 0) }).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judge.Verdict(request with { Counters = new(98, 2, 0) }).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(Judge.Verdict(request).Outcome, Is.EqualTo(Outcome.Error), "unknown counters prove nothing");
    }

    [Test]
    public void Holm_is_applied_to_blocking_comparisons()
    {
        var (baseline, candidate) = Pairs(200, 190, 9, 2); // p = 0.033/2 + ... : below .05 alone
        var alone = Judged(MayDropBy(0), candidate, baseline);
        Assert.That(alone.P, Is.LessThan(0.05));
        Assert.That(alone.Outcome, Is.EqualTo(Outcome.Fail));

        Criterion[] five = [.. Enumerable.Range(0, 5).Select(i => MayDropBy(0, $"m{i}"))];
        ExperimentRow[] Wide(double[] first, double[] others) => [.. first.Select((s, i) => Row(i, 0) with
        {
            Evaluations = five.ToDictionary(c => c.Metric, c => new Evaluation(c.Metric == "m0" ? s : others[i], null, null)),
        })];
        var together = Judged(five, Wide(candidate, baseline), Wide(baseline, baseline));
        Assert.That(together.Criteria[0].AdjustedP, Is.EqualTo(5 * alone.P!.Value).Within(1e-12));
        Assert.That(together.Criteria[0].Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(together.Criteria.Skip(1).Select(c => c.Outcome), Is.All.EqualTo(Outcome.Pass));
    }

    [Test]
    public void The_worst_criterion_decides_and_warnings_do_not_block()
    {
        Criterion fails = AtLeast(0.99), passes = AtLeast(0.1);
        Assert.That(Judged([passes, fails], Of(Ones(90, 100))).Outcome, Is.EqualTo(Outcome.Fail));
        var warned = Judged([passes, fails with { Severity = Severity.Warn }], Of(Ones(90, 100)));
        Assert.That(warned.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(warned.Criteria[1].Outcome, Is.EqualTo(Outcome.Warn));
        Assert.That(warned.Criteria[1].Reason, Does.StartWith("Warning: "));
        Assert.That(Judged([passes, AtLeast(0.1, "absent") with { Severity = Severity.Warn }], Of(Ones(90, 100))).Outcome, Is.EqualTo(Outcome.Error),
            "what cannot be judged is an error even where it would only warn");
    }

    [Test]
    public void Inconclusive_blocks_unless_the_gate_says_otherwise()
    {
        var (baseline, candidate) = Pairs(200, 180, 9, 9);
        Criterion[] criteria = [MayDropBy(0.02)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(candidate)), Baseline = Summary(criteria, Of(baseline)) };
        Assert.That(Judge.Verdict(request), Has.Property("Outcome").EqualTo(Outcome.Inconclusive).And.Property("Passed").False);
        Assert.That(Judge.Verdict(request with { PassInconclusive = true }), Has.Property("Outcome").EqualTo(Outcome.Inconclusive).And.Property("Passed").True);
    }

    [TestCase(Outcome.Error, Outcome.Error)]
    [TestCase(Outcome.Warn, Outcome.Pass)]
    [TestCase(Outcome.Pass, Outcome.Pass)]
    public void Without_a_baseline_the_gate_does_what_it_says(Outcome without, Outcome gate)
    {
        Criterion[] criteria = [MayDropBy(0.02), AtLeast(0.5)];
        Assert.That(Judge.Verdict(new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 100))), WithoutBaseline = without }).Outcome, Is.EqualTo(gate));
    }

    [Test]
    public void Rows_without_a_score_are_tried_both_ways()
    {
        Criterion[] floor = [AtLeast(0.9)];
        var tolerant = new DataPolicy { MaxSkippedRate = 0.1 };
        IEnumerable<ExperimentRow> With(int ones) => Of(Ones(ones, 95)).Concat(Enumerable.Range(95, 5).Select(i => Row(i, null)));
        Assert.That(Judged(floor, With(93), data: tolerant).Outcome, Is.EqualTo(Outcome.Pass), "90 of 100 at worst... 93");
        Assert.That(Judged(floor, With(80), data: tolerant).Outcome, Is.EqualTo(Outcome.Fail), "85 of 100 at best");
        var open = Judged(floor, With(87), data: tolerant);
        Assert.That(open.Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(open.Criteria.Single().Reason, Does.StartWith("Inconclusive: 5 rows without a score of correctness would decide. At their worst: correctness 0.87 is below 0.90"));
        Assert.That(Judged(floor, With(93)).Outcome, Is.EqualTo(Outcome.Error), "by default none may be missing");
    }

    [Test]
    public void Repeats_of_an_example_are_averaged_first()
    {
        var rows = Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 5).Select(r => Row(i, r < 4 ? 1 : 0)));
        var verdict = Judged([AtLeast(0.5)], rows).Criteria.Single();
        Assert.That((verdict.Examples, verdict.Value, verdict.Scale), Is.EqualTo((20, 0.8, Scale.Unit)));
    }
}

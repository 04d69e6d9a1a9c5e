using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>The decision on one criterion, and its words.</summary>
public class DecisionTests
{
    [Test]
    public void A_drop_is_reported_in_plain_words()
    {
        var (baseline, candidate) = Pairs(240, 218, 18, 1);
        var verdict = Judged(MayDropBy(0.02), candidate, baseline);
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(verdict.Reason, Is.EqualTo("Failed: correctness 0.91 -> 0.84 on 240 paired examples: 18 broke, 1 was fixed. Change -7.1 points (90 % interval -10.4 to -4.5 points), allowed -2 points. "
            + "The whole interval is beyond the tolerance."));
        Assert.That(verdict.Changed.Count(f => f.Worse), Is.EqualTo(18));
        Assert.That(verdict.Changed.Count(f => !f.Worse), Is.EqualTo(1));
    }

    /// <summary>The decision table of docs/how-the-gate-decides.md, row by row.</summary>
    [TestCase(200, 180, 2, 12, false, Outcome.Pass, Finding.ShownWithin, "An improvement.")]
    [TestCase(1000, 900, 5, 5, false, Outcome.Pass, Finding.ShownWithin, "The interval rules out a larger drop.")]
    [TestCase(1000, 900, 5, 5, true, Outcome.Pass, Finding.ShownWithin, "The interval rules out a larger drop.")]
    [TestCase(200, 180, 9, 9, false, Outcome.Pass, Finding.Within, "No drop was measured.")]
    [TestCase(200, 180, 11, 8, false, Outcome.Pass, Finding.Within, "The measured drop is within the tolerance.")]
    [TestCase(200, 180, 11, 8, true, Outcome.Inconclusive, Finding.NotShown, "Evidence is required, and the interval does not rule out a larger drop.")]
    [TestCase(200, 180, 12, 7, false, Outcome.Inconclusive, Finding.CouldBeChance, "The measured drop exceeds the tolerance, but could be chance.")]
    [TestCase(200, 180, 12, 7, true, Outcome.Inconclusive, Finding.CouldBeChance, "The measured drop exceeds the tolerance, but could be chance.")]
    [TestCase(200, 180, 20, 2, false, Outcome.Fail, Finding.ShownBeyond, "The whole interval is beyond the tolerance.")]
    [TestCase(200, 180, 20, 2, true, Outcome.Fail, Finding.ShownBeyond, "The whole interval is beyond the tolerance.")]
    public void One_interval_and_one_line(int n, int ones, int broke, int @fixed, bool evidence, Outcome outcome, Finding finding, string words)
    {
        var (baseline, candidate) = Pairs(n, ones, broke, @fixed);
        var verdict = Judged(MayDropBy(0.02) with { EvidenceRequired = evidence }, candidate, baseline);
        Assert.That((verdict.Outcome, verdict.Finding), Is.EqualTo((outcome, finding)));
        Assert.That(verdict.Sentence, Does.EndWith(words).Or.Contain(words));
        Assert.That(verdict.Sentence, Does.Not.Contain("p ="));
    }

    [Test]
    public void A_drop_of_exactly_the_tolerance_is_within_it()
    {
        var (baseline, candidate) = Pairs(1000, 900, 60, 20);
        Assert.That(Judged(MayDropBy(0.04), candidate, baseline).Finding, Is.EqualTo(Finding.Within), "the drop is 0.04");
        Assert.That(Judged(MayDropBy(0.0399), candidate, baseline).Finding, Is.EqualTo(Finding.CouldBeChance));
    }

    [Test]
    public void Evidence_can_be_required_and_the_number_of_examples_is_named()
    {
        var (baseline, candidate) = Pairs(100, 90, 0, 0);
        var verdict = Judged(MayDropBy(0.02) with { EvidenceRequired = true }, candidate, baseline);
        Assert.That((verdict.Outcome, verdict.Needs), Is.EqualTo((Outcome.Inconclusive, 133)));
        Assert.That(verdict.Sentence, Does.EndWith("At least 133 examples are needed."));
        var (larger, same) = Pairs(133, 120, 0, 0);
        Assert.That(Judged(MayDropBy(0.02) with { EvidenceRequired = true }, same, larger).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_floor_is_decided_by_the_number_itself()
    {
        Assert.That(Judged(AtLeast(0.9), Ones(180, 200)).Reason, Is.EqualTo("Passed: correctness 0.90 is at least 0.90 on 200 examples (90 % interval 0.86 to 0.93)."));
        Assert.That(Judged(AtLeast(0.9), Ones(179, 200)).Reason, Is.EqualTo("Failed: correctness 0.895 is below 0.900 on 200 examples (90 % interval 0.85 to 0.93)."));
    }

    [Test]
    public void A_floor_can_be_decided_by_its_bound()
    {
        var floor = AtLeast(0.9) with { EvidenceRequired = true };
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
    [TestCase(StatisticKind.Max, null, 100)]
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
        var p95 = AtMost(1000) with { Statistic = StatisticKind.Percentile, Percentile = 95, EvidenceRequired = true };
        Assert.That(Judged(p95, Enumerable.Range(1, 59).Select(i => (double)i)).Outcome, Is.EqualTo(Outcome.Pass));
        var few = Judged(p95, Enumerable.Range(1, 58).Select(i => (double)i));
        Assert.That(few.Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(few.Reason, Does.Contain("At least 59 rows are needed"));
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
        Assert.That(Judge.Verdict(request with { Counters = [new(99, 1, 0)] }).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judge.Verdict(request with { Counters = [new(98, 2, 0)] }).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(Judge.Verdict(request).Outcome, Is.EqualTo(Outcome.Error), "unknown counters prove nothing");
    }

    /// <summary>Holm can only hold back a fail. It counts comparisons that can fail the gate; a comparison that warns is outside.</summary>
    [Test]
    public void Holm_is_applied_to_blocking_comparisons()
    {
        var (baseline, candidate) = Pairs(200, 190, 13, 2);
        var alone = Judged(MayDropBy(0.02), candidate, baseline);
        Assert.That((alone.Finding, alone.Family), Is.EqualTo((Finding.ShownBeyond, 1)));

        Criterion[] five = [.. Enumerable.Range(0, 5).Select(i => MayDropBy(0.02, $"m{i}"))];
        var together = Judged(five, Wide(five, candidate, baseline), Wide(five, baseline, baseline));
        Assert.That(together.Criteria[0].CorrectedError, Is.EqualTo(5 * alone.SmallestError!.Value).Within(1e-9));
        Assert.That((together.Criteria[0].Outcome, together.Criteria[0].Finding), Is.EqualTo((Outcome.Inconclusive, Finding.HeldBackByHolm)));
        Assert.That(together.Criteria[0].Sentence, Does.Contain("with 5 comparisons in this gate one such drop could be chance"));
        Assert.That(together.Criteria.Skip(1).Select(c => c.Outcome), Is.All.EqualTo(Outcome.Pass));

        Criterion[] watched = [five[0], .. five.Skip(1).Select(c => c with { Severity = Severity.Warn })];
        Assert.That(Judged(watched, Wide(five, candidate, baseline), Wide(five, baseline, baseline)).Criteria[0].Outcome, Is.EqualTo(Outcome.Fail));
    }

    /// <summary>Rows in which the first metric is the one, all others are the other.</summary>
    static ExperimentRow[] Wide(Criterion[] criteria, double[] first, double[] others) => [.. first.Select((s, i) => Row(i, 0) with
    {
        Evaluations = criteria.ToDictionary(c => c.Metric, c => new Evaluation(c == criteria[0] ? s : others[i], null, null)),
    })];

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
        var (baseline, candidate) = Pairs(200, 180, 12, 7);
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
        var tolerant = new DataPolicy { MaxMissingRate = 0.1 };
        IEnumerable<ExperimentRow> With(int ones) => Of(Ones(ones, 95)).Concat(Enumerable.Range(95, 5).Select(i => Row(i, null)));
        Assert.That(Judged(floor, With(93), data: tolerant).Outcome, Is.EqualTo(Outcome.Pass), "93 of 100 at worst");
        Assert.That(Judged(floor, With(80), data: tolerant).Outcome, Is.EqualTo(Outcome.Fail), "85 of 100 at best");
        var open = Judged(floor, With(87), data: tolerant).Criteria.Single();
        Assert.That((open.Outcome, open.AtWorst, open.AtBest), Is.EqualTo((Outcome.Inconclusive, Outcome.Fail, Outcome.Pass)));
        Assert.That(open.Reason, Does.StartWith("Inconclusive: correctness 0.92 is at least 0.90 on 95 examples").And.EndWith("5 rows have no score. With their worst scores the outcome is fail, with their best pass."));
        Assert.That(Judged(floor, With(93)).Outcome, Is.EqualTo(Outcome.Error), "by default none may be missing");
    }

    [Test]
    public void Repeats_of_an_example_are_averaged_first()
    {
        var rows = Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 5).Select(r => Row(i, r < 4 ? 1 : 0)));
        var verdict = Judged([AtLeast(0.5)], rows).Criteria.Single();
        Assert.That((verdict.Examples, verdict.Value, verdict.Scale), Is.EqualTo((20, 0.8, Scale.Proportion)));
    }
}

using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Every kind of data, and what is special about it: relative tolerances, percentiles, unpaired samples, clusters, slices, outputs.</summary>
[Parallelizable(ParallelScope.All)]
public class MethodTests
{
    static readonly DataPolicy ByDocument = new() { Clusters = "document" };

    static GateVerdict Verdict(Criterion criterion, IEnumerable<(ExperimentRow Row, string Field)> candidate, IEnumerable<(ExperimentRow Row, string Field)> baseline, DataPolicy? data = null, bool isUnpaired = false)
    {
        RowSummary Of(IEnumerable<(ExperimentRow Row, string Field)> rows)
        {
            var summary = new RowSummary([criterion], data?.Clusters);
            foreach (var (row, field) in rows)
                summary.Add(row with { Fields = summary.Fields.ToDictionary(f => f, _ => field) });
            return summary;
        }
        return Judge.Verdict(new JudgeRequest { Criteria = [criterion], Data = data ?? new(), Candidate = Of(candidate), Baseline = Of(baseline), IsUnpaired = isUnpaired });
    }

    static IEnumerable<(ExperimentRow, string)> In(IEnumerable<double> scores, Func<int, string> field) => scores.Select((s, i) => (Row(i, s), field(i)));

    [Test]
    public void A_tolerance_in_percent_is_of_the_baseline()
    {
        double[] baseline = [.. Enumerable.Range(0, 60).Select(i => 1000.0 + 10 * i)];
        double[] slower = [.. baseline.Select((v, i) => v * 1.08 + i % 3)];
        var criterion = MayRiseBy(0.1, "latency_ms") with { IsRelative = true };
        var verdict = Judged(criterion, slower, baseline);
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(verdict.Allowed, Is.EqualTo(baseline.Average() / 10).Within(1e-9));
        Assert.That(verdict.Change, Is.EqualTo(slower.Average() - baseline.Average()).Within(1e-9));
        Assert.That(verdict.Sentence, Does.Contain("allowed +129.5 (10 %)"));
        Assert.That(Judged(criterion, baseline.Select(v => v * 1.2), baseline).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(Judged([criterion], Of([-1.0, .. baseline], "latency_ms"), Of([-1.0, .. baseline], "latency_ms")).Criteria.Single().Problem, Does.Contain("never negative"));
    }

    [Test]
    public void Percentiles_of_two_experiments_are_compared_by_their_own_bounds()
    {
        double[] baseline = [.. Enumerable.Range(0, 100).Select(i => 1000.0 + i)];
        var p95 = MayRiseBy(50, "latency_ms") with { Statistic = StatisticKind.Percentile, Percentile = 95 };
        var slow = Judged(p95, baseline.Select(v => v + 500), baseline);
        Assert.That((slow.Outcome, slow.Change, slow.Method), Is.EqualTo((Outcome.Fail, 500.0, StatisticalMethod.OrderStatistics)));
        Assert.That(Judged(p95, baseline.Select(v => v + 40), baseline).Finding, Is.EqualTo(Finding.Within));
        var few = Judged(p95 with { EvidenceRequired = true }, baseline[..71], baseline[..71]);
        Assert.That((few.Outcome, few.Needs), Is.EqualTo((Outcome.Inconclusive, 72)));
        var relative = Judged(p95 with { Limit = 0.1, IsRelative = true }, baseline.Select(v => v + 40), baseline);
        Assert.That(relative.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(relative.Allowed, Is.EqualTo(109.4).Within(1e-9));
    }

    [Test]
    public void Samples_of_different_examples_are_not_paired()
    {
        var candidate = Enumerable.Range(0, 70).Select(i => (Row(i, i < 56 ? 1 : 0), ""));
        var baseline = Enumerable.Range(1000, 80).Select(i => (Row(i, i < 1048 ? 1 : 0), ""));
        var verdict = Verdict(MayDropBy(0.02), candidate, baseline, isUnpaired: true).Criteria.Single();
        Assert.That((verdict.Outcome, verdict.Method, verdict.Broke), Is.EqualTo((Outcome.Pass, StatisticalMethod.UnpairedBounded, (int?)null)));
        Assert.That(verdict.Change, Is.EqualTo(0.8 - 0.6).Within(1e-12), "what was measured, not what the interval lies around");
        Assert.That((verdict.Interval!.Value.Low + verdict.Interval.Value.High) / 2, Is.EqualTo(.194106).Within(1e-6));
        Assert.That(Verdict(MayDropBy(0.02), baseline, candidate, isUnpaired: true).Outcome, Is.EqualTo(Outcome.Fail));
    }

    /// <summary>50 documents of 4 questions: what turns together counts once.</summary>
    [Test]
    public void Examples_of_one_cluster_count_together()
    {
        string Document(int i) => $"document {i / 4}";
        double[] baseline = [.. Enumerable.Repeat(1.0, 200)];
        double[] candidate = [.. baseline.Select((v, i) => i / 4 < 5 ? 0 : v)];
        var alone = Verdict(MayDropBy(0.05), In(candidate, Document), In(baseline, Document)).Criteria.Single();
        var together = Verdict(MayDropBy(0.05), In(candidate, Document), In(baseline, Document), ByDocument).Criteria.Single();
        Assert.That((alone.Outcome, together.Outcome, together.Clusters, together.Method), Is.EqualTo((Outcome.Fail, Outcome.Inconclusive, 50, StatisticalMethod.BoundedClusters)));
        Assert.That(together.Sentence, Does.Contain("on 200 paired examples in 50 clusters"));
        var nine = Verdict(MayDropBy(0.05), In(baseline, i => $"{i % 9}"), In(baseline, i => $"{i % 9}"), ByDocument).Criteria.Single();
        Assert.That((nine.Outcome, nine.Finding), Is.EqualTo((Outcome.Inconclusive, Finding.TooFewExamples)));
        Assert.That(Judge.Verdict(new JudgeRequest { Criteria = [AtLeast(0)], Data = ByDocument, Candidate = Summary([AtLeast(0)], ByDocument, Of(baseline)) }).DataProblems.Single().Message,
            Does.Contain("data.clusters names 'document', and no example and no row has such a field"));
    }

    static RowSummary Summary(IReadOnlyList<Criterion> criteria, DataPolicy data, IEnumerable<ExperimentRow> rows)
    {
        var summary = new RowSummary(criteria, data.Clusters);
        foreach (var row in rows)
            summary.Add(row);
        return summary;
    }

    [Test]
    public void A_slice_can_only_fail()
    {
        var criterion = MayDropBy(0.05) with { Slices = new SliceRule { By = "topic" } };
        string Topic(int i) => $"topic {i / 40}";
        double[] baseline = [.. Enumerable.Repeat(1.0, 200)];
        double[] candidate = [.. baseline.Select((v, i) => i < 16 ? 0 : v)];
        var verdict = Verdict(criterion with { Limit = 0.1 }, In(candidate, Topic), In(baseline, Topic)).Criteria.Single();
        Assert.That((verdict.Outcome, verdict.Finding, verdict.Slices[0].Name, verdict.Slices.Count(s => s.Fails)), Is.EqualTo((Outcome.Fail, Finding.SliceFailed, "topic 0", 1)));
        Assert.That(verdict.Sentence, Does.Contain("It fails in the slice 'topic 0': 1.00 -> 0.60 on 40 examples."));
        double[] oneFell = [.. baseline.Select((v, i) => i < 4 ? 0 : v)];
        Assert.That(Verdict(criterion, In(oneFell, Topic), In(baseline, Topic)).Criteria.Single().Outcome, Is.EqualTo(Outcome.Pass), "10 points in one slice could be chance");
        var small = Verdict(criterion, In(candidate, i => $"topic {i / 19}"), In(baseline, i => $"topic {i / 19}")).Criteria.Single();
        Assert.That(small.Slices, Has.All.Property("IsJudged").False);
        var floor = Verdict(AtLeast(0.8) with { Slices = new SliceRule { By = "topic" } }, In(candidate, Topic), In(baseline, Topic)).Criteria.Single();
        Assert.That((floor.Outcome, floor.Finding), Is.EqualTo((Outcome.Fail, Finding.SliceFailed)));
    }

    static IEnumerable<ExperimentRow> Answers(IEnumerable<(double Score, string Output)> answers) => answers.Select((a, i) => Row(i, a.Score) with { Output = a.Output });

    [Test]
    public void Identical_outputs_pass_their_comparisons_and_nothing_else()
    {
        var baseline = Answers(Enumerable.Range(0, 8).Select(i => (1.0, $"answer {i}")));
        var candidate = Answers(Enumerable.Range(0, 8).Select(i => (i < 4 ? 0.0 : 1, $"answer {i}")));
        Criterion[] criteria = [MayDropBy(0.02), AtLeast(0.9), MayDropBy(0.02) with { EvidenceRequired = true, Severity = Severity.Warn }];
        var verdict = Judged(criteria, candidate, baseline);
        Assert.That(verdict.Criteria.Select(c => c.Finding), Is.EqualTo(new[] { Finding.IdenticalOutputs, Finding.TooFewExamples, Finding.TooFewExamples }));
        Assert.That(verdict.Criteria[0].Sentence, Does.Contain("Every output is identical to the baseline's."));
        var other = Judged([MayDropBy(0.02)], candidate.Select((r, i) => i == 3 ? r with { Output = "another" } : r), baseline).Criteria[0];
        Assert.That(other.Finding, Is.EqualTo(Finding.TooFewExamples), "one output that differs is enough");
        var latency = baseline.Select(r => r with { Numbers = new Dictionary<string, double> { ["latency_ms"] = 5 } }).ToArray();
        Assert.That(Judged([MayRiseBy(1, "latency_ms")], latency, latency).Criteria[0].Finding, Is.EqualTo(Finding.TooFewExamples), "latency is not of the output");
    }

    [Test]
    public void Scores_of_the_build_itself_count_where_no_output_has_changed()
    {
        var baseline = Answers(Enumerable.Range(0, 200).Select(i => (1.0, $"answer {i}"))).ToArray();
        var candidate = Answers(Enumerable.Range(0, 200).Select(i => (i < 100 ? 0.0 : 1, $"answer {i}"))).ToArray();
        Assert.That(Judged([MayDropBy(0.02)], candidate, baseline).Criteria[0].Finding, Is.EqualTo(Finding.IdenticalOutputs), "a judge varies");
        Assert.That(Judged([MayDropBy(0.02)], candidate, baseline, ownScores: true).Outcome, Is.EqualTo(Outcome.Fail), "the build's own measure does not");
        Assert.That(Judged([MayDropBy(0.02)], baseline, baseline, ownScores: true).Criteria[0].Finding, Is.EqualTo(Finding.IdenticalOutputs));
    }

    [Test]
    public void One_text_everywhere_is_an_error_unless_it_is_meant()
    {
        var baseline = Answers(Enumerable.Range(0, 40).Select(i => (0.7, $"answer {i}"))).ToArray();
        var constant = Answers(Enumerable.Range(0, 40).Select(i => (0.8, i < 21 ? "I am the best answer." : $"answer {i}"))).ToArray();
        var verdict = Judged([MayDropBy(0.02)], constant, baseline);
        Assert.That((verdict.Outcome, verdict.DataProblems.Single().Message), Is.EqualTo((Outcome.Error,
            "Degenerate outputs: one text makes up 52.5 % of the outputs, and the baseline's commonest text 2.5 %. A judge may like a constant answer. If it is meant, set data.allowSameOutputs to true.")));
        Assert.That(Judged([MayDropBy(0.02)], constant, baseline, new DataPolicy { AllowSameOutputs = true }).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged([MayDropBy(0.02)], constant, constant).Outcome, Is.EqualTo(Outcome.Pass), "a baseline that is as constant");
    }

    [Test]
    public void The_length_of_outputs_is_a_metric()
    {
        var baseline = Answers(Enumerable.Range(0, 40).Select(i => (1.0, new string('x', 100 + i))));
        var longer = Answers(Enumerable.Range(0, 40).Select(i => (1.0, new string('x', 150 + i))));
        var verdict = Judged([MayRiseBy(0.2, "output_length") with { IsRelative = true }, AtMost(500, "output_length") with { Statistic = StatisticKind.Max }], longer, baseline);
        Assert.That(verdict.Criteria.Select(c => (c.Outcome, c.Value)), Is.EqualTo(new (Outcome, double?)[] { (Outcome.Fail, 169.5), (Outcome.Pass, 189) }));
    }

    [Test]
    public void Several_looks_share_the_error()
    {
        var (baseline, candidate) = Pairs(200, 180, 13, 2);
        Criterion[] criteria = [MayDropBy(0.02)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Rows.Summary(criteria, Of(candidate)), Baseline = Rows.Summary(criteria, Of(baseline)) };
        var (one, three) = (Judge.Verdict(request).Criteria[0], Judge.Verdict(request with { Looks = 3 }).Criteria[0]);
        Assert.That((one.Outcome, three.Outcome), Is.EqualTo((Outcome.Fail, Outcome.Inconclusive)));
        Assert.That(three.Error, Is.EqualTo(0.05 / 3).Within(1e-12));
        Assert.That(three.Sentence, Does.Contain("96.7 % interval"));
    }
}

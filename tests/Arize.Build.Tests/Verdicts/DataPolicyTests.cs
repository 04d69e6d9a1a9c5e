using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>What the data must be before anything is calculated.</summary>
public class DataPolicyTests
{
    static string Fault(IEnumerable<ExperimentRow> rows, DataPolicy? policy = null, params Criterion[] criteria)
    {
        var verdict = Judged(criteria.Length == 0 ? [AtLeast(0.1)] : criteria, rows, data: policy);
        Assert.That(verdict.Outcome, Is.EqualTo(verdict.DataProblems.Any(p => p.Code == "ARIZE3004") ? Outcome.Fail : Outcome.Error));
        Assert.That(verdict.Passed, Is.False);
        return string.Join(" ", verdict.DataProblems.Select(p => p.Message).Concat(verdict.Criteria.Where(c => c.Outcome == Outcome.Error).Select(c => c.Reason)));
    }

    [Test]
    public void No_rows_are_no_evidence() => Assert.That(Fault([]), Is.EqualTo("No evidence: the experiment has no rows."));

    [Test]
    public void Nine_examples_are_too_few_and_ten_are_enough()
    {
        var few = Judged([AtLeast(0.1)], Of(Ones(9, 9))).Criteria.Single();
        Assert.That((few.Outcome, few.Finding), Is.EqualTo((Outcome.Inconclusive, Finding.TooFewExamples)));
        Assert.That(few.Sentence, Does.EndWith("That is too few examples for a decision."));
        Assert.That(Judged([AtLeast(0.1)], Of(Ones(0, 9))).Outcome, Is.EqualTo(Outcome.Inconclusive), "whatever the numbers");
        Assert.That(Judged([AtLeast(0.1)], Of(Ones(10, 10))).Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(Judged([MayDropBy(0.5)], Of(Ones(9, 9)), Of(Ones(9, 9))).Outcome, Is.EqualTo(Outcome.Inconclusive));
    }

    [Test]
    public void Repeats_are_no_examples() =>
        Assert.That(Judged([AtLeast(0.1)], Enumerable.Range(0, 100).Select(i => Row(i % 5, 1))).Criteria.Single().Finding, Is.EqualTo(Finding.TooFewExamples));

    [Test]
    public void The_number_of_examples_can_be_demanded() =>
        Assert.That(Fault(Of(Ones(99, 99)), new DataPolicy { Examples = 100 }), Is.EqualTo("The experiment has 99 examples, and data.examples says 100 examples."));

    [Test]
    public void One_error_is_too_many_by_default() =>
        Assert.That(Fault(Of(Ones(99, 99)).Append(Row(99, null, error: "503"))), Is.EqualTo("1 of 100 (1 %) of the rows have an error, more than data.maxErrors 0."));

    [Test]
    public void An_error_rate_at_the_limit_is_allowed_whatever_the_fraction()
    {
        foreach (var n in Enumerable.Range(10, 300))
            Assert.That(Judged([AtLeast(0)], Of(Ones(n - 3, n - 3)).Concat(Enumerable.Range(n, 3).Select(i => Row(i, null, error: "x"))),
                data: new DataPolicy { MaxErrorRate = 3.0 / n }).Outcome, Is.EqualTo(Outcome.Pass), $"3 of {n}");
    }

    [Test]
    public void A_count_of_errors_can_be_the_limit() =>
        Assert.That(Fault(Of(Ones(98, 98)).Append(Row(98, null, error: "x")).Append(Row(99, null, error: "x")), new DataPolicy { MaxErrors = 1 }),
            Is.EqualTo("2 of 100 (2 %) of the rows have an error, more than data.maxErrors 1."));

    /// <summary>Too many errors are an answer about the release, and the same one however the gate is written; any other problem means that there is no answer.</summary>
    [Test]
    public void Too_many_errors_fail_the_gate_with_the_code_of_a_run()
    {
        var rows = Of(Ones(98, 98)).Append(Row(98, null, error: "x")).Append(Row(99, null, error: "x")).ToArray();
        var verdict = Judged([AtLeast(0.1)], rows, data: new DataPolicy { MaxErrors = 1 });
        Assert.That((verdict.Outcome, verdict.Passed, verdict.DataProblems.Single().Code), Is.EqualTo((Outcome.Fail, false, "ARIZE3004")));
        var both = Judged([AtLeast(0.1)], rows, data: new DataPolicy { MaxErrors = 1, Examples = 400 });
        Assert.That((both.Outcome, both.DataProblems.Select(p => p.Code)), Is.EqualTo((Outcome.Error, new[] { "ARIZE4003", "ARIZE3004" })));
    }

    /// <summary>A rate of 0 that is set is a limit, whatever count is allowed beside it: both apply.</summary>
    [TestCase(5, 0.0, false), TestCase(5, null, true), TestCase(null, 0.05, true), TestCase(null, null, false), TestCase(1, 0.05, false), TestCase(2, 0.02, true)]
    public void Both_limits_of_errors_apply(int? count, double? rate, bool passes)
    {
        var rows = Of(Ones(98, 98)).Append(Row(98, null, error: "x")).Append(Row(99, null, error: "x"));
        Assert.That(Judged([AtLeast(0.1)], rows, data: new DataPolicy { MaxErrors = count, MaxErrorRate = rate }).Outcome, Is.EqualTo(passes ? Outcome.Pass : Outcome.Fail));
    }

    [Test]
    public void Skipped_items_of_the_run_count()
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = [new(90, 0, 10)] };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Does.StartWith("The run skipped 10 of 100 (10 %) of its items"));
        Assert.That(Judge.Verdict(request with { Data = new DataPolicy { MaxSkippedRate = 0.1 } }).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void Errors_that_left_no_row_count()
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = [new(90, 10, 0)] };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Does.StartWith("The run had errors on 10 of 100 (10 %) of its items"));
    }

    [Test]
    public void Rows_that_cannot_be_read_are_missed()
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = [new(91, 0, 0)] };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Is.EqualTo("Only 90 rows can be read, fewer than the run reports (91 succeeded)."));
    }

    /// <summary>The service may keep no row of an error; but a row that is there cannot take the place of one that is not.</summary>
    [TestCase(90, 0, true), TestCase(90, 10, true), TestCase(89, 10, false), TestCase(80, 10, false), TestCase(100, 0, true), TestCase(101, 0, false), TestCase(91, 10, false)]
    public void Rows_match_the_successes_and_errors_of_the_run(int good, int bad, bool match)
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var rows = Of(Ones(good, good)).Concat(Enumerable.Range(good, bad).Select(i => Row(i, null, error: "503")));
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, rows), Counters = [new(90, 10, 0)], Data = new DataPolicy { MaxErrorRate = 0.5 } };
        Assert.That(Judge.Verdict(request).DataProblems, match ? Is.Empty : Has.Count.EqualTo(1));
        Assert.That(Judge.Verdict(request).Outcome, Is.EqualTo(match ? Outcome.Pass : Outcome.Error));
    }

    [Test]
    public void A_baseline_of_other_examples_is_no_baseline()
    {
        var verdict = Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(20, 100).Select(i => Row(i, 1)));
        Assert.That(verdict.Criteria.Single().Reason, Is.EqualTo("Cannot be judged: only 80 of the 100 examples are in the baseline as well, less than data.minOverlap 90 %."));
        Assert.That(Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(10, 100).Select(i => Row(i, 1))).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_baseline_full_of_errors_would_let_anything_pass() =>
        Assert.That(Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(0, 100).Select(i => Row(i, null, error: "503"))).DataProblems.Single().ToString(),
            Is.EqualTo("ARIZE4003: The baseline cannot be used: 100 of 100 (100 %) of the rows have an error, more than data.maxErrors 0."));

    [Test]
    public void A_score_outside_its_range_is_an_error()
    {
        Assert.That(Fault(Of([.. Ones(99, 99), 1.5]), null, AtLeast(0) with { Range = ScoreRange.Unit }), Does.Contain("a score of correctness is 1.5, outside its range [0, 1]."));
        Assert.That(Fault(Of([.. Enumerable.Repeat(3.0, 99), 0]), null, AtLeast(2) with { Range = new(1, 5) }), Does.Contain("is 0, outside its range [1, 5]."));
    }

    /// <summary>One score of 1000 among 99 between 0 and 1 is a mistake; among few, the scores have no bounds.</summary>
    [Test]
    public void A_score_out_of_line_asks_for_a_range()
    {
        Assert.That(Fault(Of([.. Ones(50, 99), 1000])), Does.Contain("99 of 100 scores of correctness lie between 0 and 1, and one is 1000.").And.Contain("add \"range\""));
        Assert.That(Fault(Of([.. Ones(50, 99), 1000]), null, AtLeast(0.2) with { Statistic = StatisticKind.PassRate, Cutoff = 0.5 }), Does.Contain("add \"range\""), "a cut-off does not hide it");
        Assert.That(Judged([AtLeast(0.1)], Of([.. Ones(50, 90), .. Enumerable.Repeat(7.0, 10)])).Criteria.Single().Scale, Is.EqualTo(Scale.Unbounded));
        Assert.That(Judged([AtLeast(0.1) with { Range = new(0, 1000) }], Of([.. Ones(50, 99), 1000])).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_missing_number_without_bounds_has_no_worst_case() =>
        Assert.That(Fault(Of(Enumerable.Range(100, 99).Select(i => (double)i)).Append(Row(99, null)), new DataPolicy { MaxMissingRate = 0.5 }, AtMost(1e6)),
            Does.Contain("no worst value to try"));

    [Test]
    public void What_a_run_skips_and_what_has_no_score_have_a_limit_each()
    {
        var rows = Of(Ones(95, 95)).Concat(Enumerable.Range(95, 5).Select(i => Row(i, null))).ToArray();
        Assert.That(Fault(rows, new DataPolicy { MaxSkippedRate = 1 }), Does.Contain("5 of 100 (5 %) of the rows of the experiment have no score of correctness, more than data.maxMissingRate 0 %."));
        Assert.That(Judged([AtLeast(0.1)], rows, data: new DataPolicy { MaxMissingRate = 0.05 }).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_gate_without_criteria_cannot_pass() => Assert.That(Judged([], Of(Ones(50, 50))).Outcome, Is.EqualTo(Outcome.Error));

    [Test]
    public void Errors_that_left_no_row_count_also_where_the_service_does_not_say_what_was_skipped()
    {
        Criterion[] criteria = [AtLeast(0.1), AtMost(0, "run.num_skipped")];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = [new(90, 10, null)] };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Does.StartWith("The run had errors on 10 of 100 (10 %) of its items"));
        Assert.That(Judge.Verdict(request with { Data = new DataPolicy { MaxErrorRate = 0.1 } }).Criteria.Select(c => c.Outcome), Is.EqualTo(new[] { Outcome.Pass, Outcome.Error }));
    }

    [Test]
    public void A_run_has_counters_where_its_successes_and_errors_are_known()
    {
        var run = new TaskRun { Id = "r", Status = RunStatus.Completed, StatusText = "COMPLETED", NumSuccesses = 90, NumErrors = 10 };
        Assert.That(RunCounters.Of(run), Is.EqualTo(new RunCounters(90, 10, null)));
        Assert.That(RunCounters.Of(run with { NumErrors = null }), Is.Null);
    }
}

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
        Assert.That(Fault(Of(Ones(9, 9))), Is.EqualTo("The experiment has 9 examples, fewer than data.minExamples 10."));
        Assert.That(Judged([AtLeast(0.1)], Of(Ones(10, 10))).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void Repeats_are_no_examples() =>
        Assert.That(Fault(Enumerable.Range(0, 100).Select(i => Row(i % 5, 1))), Is.EqualTo("The experiment has 5 examples, fewer than data.minExamples 10."));

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
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = new(90, 0, 10) };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Does.StartWith("The run skipped 10 of 100 (10 %) of its items"));
        Assert.That(Judge.Verdict(request with { Data = new DataPolicy { MaxSkippedRate = 0.1 } }).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void Errors_that_left_no_row_count()
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = new(90, 10, 0) };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Does.StartWith("The run had errors on 10 of 100 (10 %) of its items"));
    }

    [Test]
    public void Rows_that_cannot_be_read_are_missed()
    {
        Criterion[] criteria = [AtLeast(0.1)];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = new(91, 0, 0) };
        Assert.That(Judge.Verdict(request).DataProblems.Single().Message, Is.EqualTo("The run says that 91 succeeded, and only 90 rows can be read."));
    }

    [Test]
    public void A_baseline_of_other_examples_is_no_baseline()
    {
        var verdict = Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(20, 100).Select(i => Row(i, 1)));
        Assert.That(verdict.Criteria.Single().Reason, Is.EqualTo("Could not be judged: only 80 of the 100 examples are in the baseline, too, less than data.minOverlap 90 %."));
        Assert.That(Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(10, 100).Select(i => Row(i, 1))).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void A_baseline_full_of_errors_would_let_anything_pass() =>
        Assert.That(Judged([MayDropBy(0.02)], Of(Ones(100, 100)), Enumerable.Range(0, 100).Select(i => Row(i, null, error: "503"))).DataProblems.Single().ToString(),
            Is.EqualTo("ARIZE4003: The baseline cannot be used: 100 of 100 (100 %) of the rows have an error, more than data.maxErrors 0."));

    [Test]
    public void A_scale_that_the_scores_do_not_have_is_an_error()
    {
        Assert.That(Fault(Of([.. Ones(99, 99), 0.5]), null, AtLeast(0) with { Scale = Scale.Binary }), Does.Contain("not every score is 0 or 1"));
        Assert.That(Fault(Of([.. Ones(99, 99), 1.5]), null, AtLeast(0) with { Scale = Scale.Unit }), Does.Contain("not every score lies between 0 and 1"));
    }

    [Test]
    public void A_missing_number_without_bounds_has_no_worst_case() =>
        Assert.That(Fault(Of(Enumerable.Range(100, 99).Select(i => (double)i)).Append(Row(99, null)), new DataPolicy { MaxSkippedRate = 0.5 }, AtMost(1e6)),
            Does.Contain("a score without bounds has no worst case"));

    [Test]
    public void A_gate_without_criteria_cannot_pass() => Assert.That(Judged([], Of(Ones(50, 50))).Outcome, Is.EqualTo(Outcome.Error));

    [Test]
    public void Errors_that_left_no_row_count_also_where_the_service_does_not_say_what_was_skipped()
    {
        Criterion[] criteria = [AtLeast(0.1), AtMost(0, "run.num_skipped")];
        var request = new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Of(Ones(90, 90))), Counters = new(90, 10, null) };
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

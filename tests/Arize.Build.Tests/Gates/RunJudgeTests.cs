using Arize.Build.Client;
using Arize.Build.Gates.Runs;

namespace Arize.Build.Tests.Gates;

/// <summary>A run is good only where it COMPLETED, says that something succeeded, and has few enough errors.</summary>
public sealed class RunJudgeTests
{
    static TaskRun Run(string status, long? successes = 0, long? errors = 0, long? skipped = 0, string? reason = null) => new()
    {
        Id = "r1", Status = Enum.TryParse<RunStatus>(status, ignoreCase: true, out var known) ? known : RunStatus.Unknown, StatusText = status,
        NumSuccesses = successes, NumErrors = errors, NumSkipped = skipped, FailureReason = reason,
        CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), RunFinishedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 3, TimeSpan.Zero),
    };

    static string? Code(TaskRun run, int? maxErrors = null, double? maxRate = null) => RunJudge.Judge(run, new RunLimits(maxErrors, maxRate))?.Code;

    [TestCase(200, 0, 0, null, null, null), TestCase(1, 0, 99, null, null, null)]
    [TestCase(199, 1, 0, null, null, "ARIZE3004"), TestCase(199, 1, 0, 1, null, null), TestCase(198, 2, 0, 1, null, "ARIZE3004")]
    [TestCase(190, 10, 0, null, 0.05, null), TestCase(189, 11, 0, null, 0.05, "ARIZE3004"), TestCase(199, 1, 0, null, 0.0, "ARIZE3004"), TestCase(1, 99, 0, null, 0.99, null)]
    [TestCase(190, 10, 0, 5, 0.05, "ARIZE3004"), TestCase(190, 10, 0, 10, 0.05, null), TestCase(90, 10, 0, 10, 0.05, "ARIZE3004"), TestCase(200, 0, 0, 0, 0.0, null)]
    [TestCase(0, 0, 0, null, null, "ARIZE3007"), TestCase(0, 0, 50, null, null, "ARIZE3007"), TestCase(0, 0, 0, 100, 1.0, "ARIZE3007"), TestCase(0, 5, 0, 100, 1.0, "ARIZE3007")]
    [TestCase(0, 5, 0, null, null, "ARIZE3004")]
    public void A_completed_run_is_judged_by_its_counters(int successes, int errors, int skipped, int? maxErrors, double? maxRate, string? code) =>
        Assert.That(Code(Run("COMPLETED", successes, errors, skipped), maxErrors, maxRate), Is.EqualTo(code));

    [Test]
    public void A_rate_that_is_no_number_lets_nothing_pass()
    {
        Assert.That(Code(Run("COMPLETED", 199, 1), maxRate: double.NaN), Is.EqualTo("ARIZE3004"));
        Assert.That(Code(Run("COMPLETED", 200), maxRate: double.NaN), Is.EqualTo("ARIZE3004"));
    }

    [TestCase(null, 0L), TestCase(5L, null), TestCase(null, null), TestCase(-1L, 0L), TestCase(5L, -3L)]
    public void A_run_that_does_not_say_what_it_did_is_no_evidence(long? successes, long? errors)
    {
        var fault = RunJudge.Judge(Run("COMPLETED", successes, errors), new RunLimits(1000, 1))!;
        Assert.That(fault.Code, Is.EqualTo("ARIZE3007"));
        Assert.That(fault.Message, Does.Contain("cannot be judged"));
    }

    [Test]
    public void A_missing_count_of_skipped_items_is_no_fault() => Assert.That(Code(Run("COMPLETED", 5, 0, null)), Is.Null);

    [Test]
    public void Counters_beyond_reason_do_not_overflow_into_a_pass()
    {
        Assert.That(Code(Run("COMPLETED", long.MaxValue, long.MaxValue), int.MaxValue, 0.5), Is.EqualTo("ARIZE3004"));
        Assert.That(Code(Run("COMPLETED", long.MaxValue, 1), 1, 0.5), Is.EqualTo("ARIZE3004").Or.Null);
    }

    [Test]
    public void A_failed_run_says_why_in_harmless_words()
    {
        var fault = RunJudge.Judge(Run("FAILED", 3, 2, 1, "no model\n##vso[task.complete]\u001b[0m"), new RunLimits(100, 1))!;
        Assert.That((fault.Code, fault.Message), Is.EqualTo(("ARIZE3002", @"Run r1 FAILED after 3 succeeded, 2 errors, 1 skipped. The service says: no model # #vso[task.complete]\u001B[0m")));
        Assert.That(RunJudge.Judge(Run("FAILED"), new RunLimits())!.Message, Does.EndWith("The service gave no reason."));
    }

    [Test]
    public void A_run_that_was_cancelled_with_nothing_done_names_the_likely_causes()
    {
        var fault = RunJudge.Judge(Run("CANCELLED"), new RunLimits(100, 1))!;
        Assert.That(fault.Code, Is.EqualTo("ARIZE3003"));
        foreach (var cause in new[] { "no data matched", "OverrideEvaluations", "credential", "custom code evaluator", "model's name or key", "it lived 3 s" })
            Assert.That(fault.Message, Does.Contain(cause));
    }

    [Test]
    public void A_run_that_was_cancelled_at_work_or_with_a_reason_guesses_no_causes()
    {
        Assert.That(RunJudge.Judge(Run("CANCELLED", 5), new RunLimits())!.Message, Does.Contain("somebody may have cancelled it").And.Not.Contain("Likely causes"));
        Assert.That(RunJudge.Judge(Run("CANCELLED", reason: "quota"), new RunLimits())!.Message, Does.EndWith("The service says: quota"));
    }

    [TestCase("SUCCEEDED"), TestCase("COMPLETED_WITH_ERRORS"), TestCase("PENDING"), TestCase("RUNNING"), TestCase("Unknown"), TestCase("")]
    public void Whatever_is_not_COMPLETED_is_not_good(string status) =>
        Assert.That(Code(Run(status, 200), int.MaxValue, 1), Is.EqualTo("ARIZE2007"));
}

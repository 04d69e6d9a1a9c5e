using System.Reflection;
using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>One sentence that says what to do, for every outcome.</summary>
public class NextStepTests
{
    static IEnumerable<string> Codes => new[] { typeof(ArizeErrorCode), typeof(GateErrorCode) }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetRawConstantValue()!);

    static string Of(GateVerdict verdict, params GateDiagnostic[] others) => NextStep.For(verdict, others);

    static GateVerdict Verdict(CriterionVerdict criterion, PassEstimate? identical = null) => new()
    {
        Outcome = criterion.Outcome == Outcome.Warn ? Outcome.Pass : criterion.Outcome,
        Passed = criterion.Outcome is Outcome.Pass or Outcome.Warn,
        Criteria = [criterion],
        IdenticalModel = identical,
    };

    static CriterionVerdict Drop(Outcome outcome, Finding finding) => new()
    {
        Criterion = MayDropBy(0.02), Outcome = outcome, Finding = finding, Scale = Scale.Binary, Examples = 200, Broke = 34, Fixed = 8,
    };

    static CriterionVerdict Floor(Outcome outcome, Finding finding) => new() { Criterion = AtLeast(0.9), Outcome = outcome, Finding = finding, Scale = Scale.Binary, Examples = 200 };

    [TestCaseSource(nameof(Codes))]
    public void Every_error_has_a_next_step_that_names_its_page(string code)
    {
        Assert.That(NextStep.For(code), Does.EndWith($"(docs/errors/{code}.md)."));
        Assert.That(File.Exists(Path.Combine(Repository.Root, "docs", "errors", $"{code}.md")), Is.True);
    }

    [Test]
    public void A_pass_needs_nothing() => Assert.That(Of(Verdict(Floor(Outcome.Pass, Finding.LimitMet))), Is.EqualTo("Nothing to do: the release can go out."));

    [Test]
    public void A_warning_is_named() =>
        Assert.That(Of(Verdict(Floor(Outcome.Warn, Finding.LimitMissed))), Is.EqualTo("The release can go out; look at correctness, which only warns."));

    [Test]
    public void A_waiver_names_its_last_day()
    {
        var waiver = new Waiver { Criterion = "correctness", Owner = "ann", Reason = "r", Expires = new DateOnly(2026, 12, 31) };
        Assert.That(Of(Verdict(Floor(Outcome.Warn, Finding.LimitMissed) with { Waiver = waiver })), Does.Contain("before its waiver ends on 2026-12-31"));
    }

    [Test]
    public void A_failed_comparison_sends_to_the_answers_that_broke_and_names_the_waiver() =>
        Assert.That(Of(Verdict(Drop(Outcome.Fail, Finding.ShownBeyond))), Does.StartWith("Read the 34 answers that broke").And.Contain("a waiver for \"correctness mayDropBy\"").And.Contain("ARIZE4001"));

    [Test]
    public void A_failed_floor_names_the_limit() => Assert.That(Of(Verdict(Floor(Outcome.Fail, Finding.LimitMissed))), Does.StartWith("Bring correctness to at least 0.9"));

    [Test]
    public void A_failed_slice_is_named()
    {
        var slice = new SliceVerdict { Name = "refunds", Examples = 30, IsJudged = true, Fails = true };
        Assert.That(Of(Verdict(Drop(Outcome.Fail, Finding.SliceFailed) with { Slices = [slice] })), Does.Contain("the slice 'refunds'"));
    }

    [Test]
    public void An_inconclusive_criterion_gets_the_step_that_fits_its_reason()
    {
        var chance = Drop(Outcome.Inconclusive, Finding.CouldBeChance);
        var estimate = new PassEstimate { Share = 0.61, Exchanges = 2000, Narrowest = MayDropBy(0.02), Tolerance = 0.05 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(Verdict(chance)), Does.StartWith("Read the examples that got worse"));
            Assert.That(Of(Verdict(chance, estimate)), Does.Contain("\"mayDropBy\": 0.05").And.Contain("61 %").And.Contain("ArizeGateReplay"));
            Assert.That(Of(Verdict(chance with { Finding = Finding.NotShown, Needs = 135 })), Does.Contain("at least 135 examples"));
            Assert.That(Of(Verdict(chance with { Finding = Finding.NotShown, Needs = int.MaxValue })), Does.Not.Contain("2147483647"));
            Assert.That(Of(Verdict(chance with { Finding = Finding.TooFewExamples, Examples = 8 })), Does.Contain("8 examples are too few"));
            Assert.That(Of(Verdict(chance with { Finding = Finding.MissingScoresDecide, Missing = 3 })), Does.Contain("the 3 rows without a score"));
        }
    }

    [Test]
    public void Inconclusive_that_is_let_through_says_that_nothing_was_shown() =>
        Assert.That(Of(Verdict(Drop(Outcome.Inconclusive, Finding.CouldBeChance)) with { Passed = true }), Does.StartWith("The release can go out, although nothing was shown: correctness"));

    [Test]
    public void Without_criteria_the_first_error_decides()
    {
        var stopped = new GateVerdict { Outcome = Outcome.Error, Passed = false };
        Assert.That(Of(stopped, new GateDiagnostic(GateErrorCode.GateWarning, "w", Severity: DiagnosticSeverity.Warning), new GateDiagnostic(GateErrorCode.RunFailed, "m")), Is.EqualTo(NextStep.For(GateErrorCode.RunFailed)));
        Assert.That(Of(stopped with { DataProblems = [new(GateErrorCode.TooManyErrors, "12 of 200")] }), Does.StartWith("Read the errors of the failed rows"));
    }

    [Test]
    public void The_errors_of_criteria_that_a_build_reports_change_nothing()
    {
        var verdict = Verdict(Drop(Outcome.Fail, Finding.ShownBeyond));
        Assert.That(Of(verdict, new GateDiagnostic(GateErrorCode.CriterionFailed, "m")), Is.EqualTo(Of(verdict)));
    }

    [Test]
    public void A_missing_baseline_is_told_how_to_make_one() =>
        Assert.That(Of(Verdict(Drop(Outcome.Error, Finding.NoBaseline))), Does.Contain("\"whenMissing\": \"adopt\""));
}

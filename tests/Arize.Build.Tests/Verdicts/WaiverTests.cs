using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using Arize.Build.Tests.GateFiles;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>A waiver lets a number through that is known to be bad, until a day, and in the open.</summary>
public class WaiverTests
{
    static readonly DateOnly Last = new(2026, 12, 31);

    static Waiver Of(string criterion) => new() { Criterion = criterion, Reason = "the new judge is stricter", Owner = "ann", Expires = Last };

    static GateVerdict Judged(Waiver waiver, DateOnly today, double score = 0, params Criterion[] criteria)
    {
        criteria = criteria is [] ? [AtLeast(0.9)] : criteria;
        return Judge.Verdict(new JudgeRequest { Criteria = criteria, Candidate = Summary(criteria, Rows.Of(Enumerable.Repeat(score, 20))), Waivers = [waiver], Today = today });
    }

    [Test]
    public void A_waived_criterion_that_fails_is_a_warning_that_names_who_answers_for_it()
    {
        var verdict = Judged(Of("correctness"), Last);
        Assert.That((verdict.Outcome, verdict.Passed, verdict.Criteria[0].Outcome), Is.EqualTo((Outcome.Pass, true, Outcome.Warn)));
        Assert.That(verdict.Criteria[0].Reason, Does.StartWith("Waived: correctness 0.00 is below 0.90").And.EndsWith("The waiver of ann for correctness (the new judge is stricter) lets it through until 2026-12-31."));
        Assert.That(verdict.Waivers.Single().State, Is.EqualTo(WaiverState.Applied));
    }

    [Test]
    public void The_day_after_the_last_the_criterion_counts_again()
    {
        var verdict = Judged(Of("correctness"), Last.AddDays(1));
        Assert.That((verdict.Outcome, verdict.Passed), Is.EqualTo((Outcome.Fail, false)));
        Assert.That(verdict.Waivers.Single().ToString(), Does.Contain("expired on 2026-12-31: the criterion counts again."));
    }

    [Test]
    public void A_waiver_that_nothing_needs_is_said_all_the_same() =>
        Assert.That(Judged(Of("correctness"), Last, score: 1).Waivers.Single().ToString(), Does.Contain("holds until 2026-12-31, and nothing needs it."));

    [Test]
    public void What_could_not_be_judged_is_never_excused()
    {
        var verdict = Judged(Of("politeness"), Last, 1, AtLeast(0.9, "politeness"));
        Assert.That((verdict.Outcome, verdict.Passed, verdict.Waivers.Single().State), Is.EqualTo((Outcome.Error, false, WaiverState.Idle)));
    }

    [Test]
    public void Bad_data_are_never_excused()
    {
        var verdict = Judge.Verdict(new JudgeRequest { Criteria = [AtLeast(0.9)], Candidate = Summary([AtLeast(0.9)], []), Waivers = [Of("correctness")], Today = Last });
        Assert.That((verdict.Outcome, verdict.Waivers.Count), Is.EqualTo((Outcome.Error, 1)));
    }

    [Test]
    public void An_inconclusive_criterion_can_be_waived()
    {
        var criteria = new[] { AtLeast(0.9) with { EvidenceRequired = true } };
        var rows = Summary(criteria, Rows.Of(Ones(19, 20)));
        var request = new JudgeRequest { Criteria = criteria, Candidate = rows, Today = Last };
        Assert.That(Judge.Verdict(request).Outcome, Is.EqualTo(Outcome.Inconclusive));
        Assert.That(Judge.Verdict(request with { Waivers = [Of("correctness")] }).Passed);
    }

    [TestCase("correctness atLeast", true)]
    [TestCase("correctness", true)]
    [TestCase("correctness mayDropBy", false)]
    [TestCase("Correctness", false)]
    public void A_waiver_may_name_one_verb(string name, bool holds) => Assert.That(Of(name).Names(AtLeast(0.9)), Is.EqualTo(holds));

    [Test]
    public void A_waiver_lets_through_only_what_it_names()
    {
        var verdict = Judged(Of("lowest correctness"), Last, 0, AtLeast(0.9), AtLeast(0.5) with { Statistic = StatisticKind.Min });
        Assert.That(verdict.Criteria.Select(c => c.Outcome), Is.EqualTo([Outcome.Fail, Outcome.Warn]));
        Assert.That(verdict.Passed, Is.False);
    }

    [TestCase("""{ "criterion": "correctnes", "reason": "r", "owner": "o", "expires": "2026-12-31" }""", "1,110: 'correctnes' is no criterion of this gate. Did you mean 'correctness'?")]
    [TestCase("""{ "criterion": "correctness", "owner": "o", "expires": "2026-12-31" }""", "1,108: 'reason' is missing. Say why the criterion may fail.")]
    [TestCase("""{ "criterion": "correctness", "reason": "r", "expires": "2026-12-31" }""", "1,108: 'owner' is missing. Say who answers for it.")]
    [TestCase("""{ "criterion": "correctness", "reason": "r", "owner": "o" }""", "1,108: 'expires' is missing. Say until when: the last day, such as \"2026-12-31\".")]
    [TestCase("""{ "criterion": "correctness", "reason": "r", "owner": "o", "expires": "31.12.2026" }""", "1,167: '31.12.2026' is no day. Write the last day on which the waiver holds as \"2026-12-31\".")]
    public void Slips_in_a_waiver_are_told_at_their_place(string waiver, string fault)
    {
        var text = $$"""{ "experiment": "e", "criteria": [ { "metric": "correctness", "atLeast": 0.9 } ],             "waivers": [ {{waiver}} ] }""";
        var reading = GateFileReader.Parse(text, new GateContext { Folder = "/", Records = "/records" });
        Assert.That(reading.Diagnostics.Select(f => $"{f.At!.Line},{f.At.Column}: {f.Message}"), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public async Task A_whole_gate_says_its_waivers_on_the_console_and_in_the_verdict()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        static string With(string expires) => GateFileTests.Promised.Replace("\"criteria\"", $$""" "waivers": [ { "criterion": "correctness", "reason": "r", "owner": "o", "expires": "{{expires}}" } ], "criteria" """, StringComparison.Ordinal);
        var waived = await gate.Run(With("2999-12-31"));
        Assert.That(waived.Passed, string.Join('\n', waived.Diagnostics));
        Assert.That(waived.Diagnostics.Select(d => (d.Code, d.Severity)), Is.EqualTo(Enumerable.Repeat(("ARIZE4004", DiagnosticSeverity.Warning), 2)));
        Assert.That(waived.Table, Has.Some.Contains("The waiver of o for correctness (r) lets it through until 2999-12-31."));
        Assert.That(await File.ReadAllTextAsync(waived.VerdictFile), Does.Contain("\"state\": \"applied\""));

        var expired = await gate.Run(With("2020-01-31"));
        Assert.That(expired.Passed, Is.False);
        Assert.That(expired.Diagnostics[^1], Has.Property("Code").EqualTo("ARIZE4004").And.Property("Message").Contains("expired on 2020-01-31").And.Property("At").Not.Null);
    }
}

using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The run ends, and what it leaves is odd, or no evidence.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EvidenceCases
{
    const int Always = int.MaxValue;

    static IEnumerable<TestCaseData> Cases() => All().Select(c => c.ToTest());

    static IEnumerable<FaultCase> All() => Scores().Concat(Rows()).Concat(Runs()).Concat(Answers());

    static FaultCase Row3(string number, string what, string ends, string row) => new(number, what, ends) { Break = g => g.Rows[3] = row, Within = 60 };

    static IEnumerable<FaultCase> Scores()
    {
        foreach (var score in new[] { "\"NaN\"", "\"Infinity\"", "1e999", "-1e999", "\"high\"", "[]" })
            yield return Row3("28", $"a score of {score}", "error", WholeGate.Row(3, score)) with { Says = "finite" };
        yield return new("28", "no row at all", "error") { Break = g => g.Rows.Clear(), Within = 60, Says = "no rows" };
        yield return new("28", "no score at all", "error") { Break = g => Without(g, "eval.correctness.score"), Within = 60 };
        yield return new("28", "all items skipped", "error") { Break = g => g.RunFields = """{"num_successes":0,"num_errors":0,"num_skipped":12}""", Within = 60, Says = "no evidence" };
        yield return new("28", "not one success", "error") { Break = g => g.RunFields = """{"num_successes":0}""", Within = 60, Says = "no evidence" };
        yield return new("28", "no counters at all", "error") { Break = g => g.RunFields = """{"num_successes":null,"num_errors":null}""", Within = 60 };
        yield return Row3("28b", "a score that is null, and would not decide", "pass", WholeGate.Row(3, "null"));
        yield return new("28b", "scores that are null, and would decide", "inconclusive")
        {
            Break = g =>
            {
                for (var i = 0; i < 4; i++)
                    g.Rows[i] = WholeGate.Row(i, "null");
            },
            Within = 60, Says = "would decide",
        };
        yield return Row3("28b", "a row with an error, where none is tolerated", "error", WholeGate.Row(3, "1", ",\"error\":\"no answer\""));
    }

    static void Without(WholeGate gate, string field)
    {
        for (var i = 0; i < gate.Rows.Count; i++)
            gate.Rows[i] = gate.Rows[i].Replace(field, "eval.other.score", StringComparison.Ordinal);
    }

    static IEnumerable<FaultCase> Rows()
    {
        yield return new("25", "503 at a page of rows, once", "pass") { Break = g => g.Break("rows", Breakage.Problem(503), from: 2) };
        yield return new("13", "a page of rows that is no JSON, once", "pass") { Break = g => g.Break("rows", Breakage.Cut(200, saysLength: false), from: 2) };
        yield return new("10", "a page of rows that ends early, always", "ARIZE2005") { Break = g => g.Break("rows", Breakage.Cut(200, saysLength: true), from: 2, times: Always), Within = 110 };
        yield return new("11", "a web page instead of rows", "ARIZE2006") { Break = g => g.Break("rows", Breakage.Instead(() => Reply.Html())), Says = "proxy" };
        yield return new("16", "a page of rows without its list", "ARIZE2007") { Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("experiment_runs", "items", StringComparison.Ordinal))) };
        yield return new("16", "a page of rows that has more and does not say where", "ARIZE2007") { Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("next_cursor", "next", StringComparison.Ordinal))) };
        yield return new("16", "pages of rows that go round in a circle", "ARIZE2007") { Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("\"p10\"", "\"p5\"", StringComparison.Ordinal)), times: Always), Says = "came back twice" };
        yield return new("19", "the experiment is not there", "ARIZE2002") { Break = g => g.Break("experiment", Breakage.Problem(404), times: Always), Within = 70 };
    }

    static IEnumerable<FaultCase> Runs()
    {
        yield return new("29", "COMPLETED with errors, where none is tolerated", "error") { Break = g => g.RunFields = """{"num_successes":11,"num_errors":1}""", Within = 60 };
        yield return new("30", "CANCELLED with nothing done", "error") { Break = g => g.End = "CANCELLED", Says = "override" };
        yield return new("30", "FAILED", "error") { Break = g => g.End = "FAILED", Says = "FAILED" };
        yield return new("31", "a reason that a CI agent and a terminal would obey", "error")
        {
            Break = g => (g.End, g.RunFields) = ("FAILED", """{"failure_reason":"\u001b[31m\u0000\u202e##vso[task.complete result=Succeeded]\n::error::gone"}"""), Says = "gone", Never = "##vso",
        };
        yield return new("31", "explanations and ids with control characters", "fail")
        {
            Break = g =>
            {
                for (var i = 0; i < 6; i++)
                    g.Rows[i] = WholeGate.Row(i, "0", ",\"eval.correctness.explanation\":\"\\u001b[2J##vso[x]\\ud800\\n::warning::\"");
            },
            Never = "##vso", Within = 60,
        };
    }

    static IEnumerable<FaultCase> Answers()
    {
        yield return new("31", "half a surrogate pair in an output, as a service that cuts texts sends it", "pass") { Break = g => g.Rows[3] = WholeGate.Row(3, "1", ",\"note\":\"\\ud83d\"").Replace("\"a\"", "\"cut \\ud83d\"", StringComparison.Ordinal) };
        yield return new("31", "bytes that are no UTF-8 in an output", "pass") { Break = g => g.Break("rows", Breakage.Garbage(110, 0xFF), times: Always) };
        yield return new("17", "rows with fields that are new", "pass") { Break = g => g.Rows[3] = WholeGate.Row(3, "1", ",\"more\":{\"a\":[null,1e999]},\"\":1") };
        yield return new("1", "the service knows no such task", "ARIZE2002") { Break = g => g.Break("task", Breakage.Problem(404)), Triggers = 0 };
        yield return new("21", "the key is refused before anything is sent", "ARIZE2001") { Break = g => g.Break("task", Breakage.Problem(401)), Triggers = 0 };
        yield return new("25", "503 while the gate is prepared, always", "ARIZE2005") { Break = g => g.Break("task", Breakage.Problem(503), times: Always), Triggers = 0, Within = 70 };
    }

    [TestCaseSource(nameof(Cases))]
    public Task In_the_evidence(FaultCase fault) => fault.HoldsAsync();
}

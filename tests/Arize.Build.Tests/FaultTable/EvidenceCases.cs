using System.Text;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The run ends, and what it leaves is odd, or no evidence.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EvidenceCases
{

    static IEnumerable<TestCaseData> Cases() => All().Select(c => c.ToTest());

    static IEnumerable<FaultCase> All() => Scores().Concat(Rows()).Concat(Runs()).Concat(Answers());

    static FaultCase Row3(string number, string what, string ends, string row) => new(number, what, ends) { Break = g => g.Rows[3] = row, Within = 60 };

    static IEnumerable<FaultCase> Scores()
    {
        foreach (var score in new[] { "\"NaN\"", "\"Infinity\"", "1e999", "-1e999", "\"high\"", "[]" })
            yield return Row3("28", $"a score of {score}", "error ARIZE4003", WholeGate.Row(3, score)) with { Says = "finite" };
        yield return new("28", "no row at all", "error ARIZE4003") { Break = g => g.Rows.Clear(), Within = 60, Says = "no rows" };
        yield return new("28", "no score at all", "error ARIZE4003") { Break = g => Without(g, "eval.correctness.score"), Within = 60 };
        yield return new("28", "all items skipped", "error ARIZE3007") { Break = g => g.RunFields = """{"num_successes":0,"num_errors":0,"num_skipped":12}""", Within = 60, Says = "no evidence" };
        yield return new("28", "not one success", "error ARIZE3007") { Break = g => g.RunFields = """{"num_successes":0}""", Within = 60, Says = "no evidence" };
        yield return new("28", "no counters at all", "error ARIZE3007") { Break = g => g.RunFields = """{"num_successes":null,"num_errors":null}""", Within = 60 };
        yield return Row3("28b", "a score that is null, where none may be missing", "error ARIZE4003", WholeGate.Row(3, "null")) with { Says = "maxMissingRate" };
        yield return Row3("28b", "a row with an error, where none is tolerated", "fail ARIZE3004", WholeGate.Row(3, "1", ",\"error\":\"no answer\""));
        yield return Tolerant("a score that is null, and would not decide", "pass", 1, i => WholeGate.Row(i, "null"));
        yield return Tolerant("scores that are absent, and would decide", "inconclusive ARIZE4002", 4, i => WholeGate.Row(i, "1").Replace("correctness", "tone", StringComparison.Ordinal)) with { Says = "With their worst scores the outcome is" };
        yield return Tolerant("rows with an error count as the worst value", "fail ARIZE4001", 4, i => WholeGate.Row(i, "1", ",\"error\":\"no answer\""));
    }

    static FaultCase Tolerant(string what, string ends, int rows, Func<int, string> row) => new("28b", $"{what} (half of the rows may lack or err)", ends)
    {
        Break = g =>
        {
            g.Sections = """
                "data":{"maxMissingRate":0.5,"maxErrorRate":0.5},
                """;
            for (var i = 0; i < rows; i++)
                g.Rows[i] = row(i);
        },
        Within = 60,
    };

    static void Without(WholeGate gate, string field)
    {
        for (var i = 0; i < gate.Rows.Count; i++)
            gate.Rows[i] = gate.Rows[i].Replace(field, "eval.other.score", StringComparison.Ordinal);
    }

    static IEnumerable<FaultCase> Rows()
    {
        yield return new("25", "503 at a page of rows, once", "pass") { Break = g => g.Break("rows", Breakage.Problem(503), from: 2) };
        yield return new("13", "a page of rows that is no JSON, once", "pass") { Break = g => g.Break("rows", Breakage.Cut(200, saysLength: false), from: 2) };
        yield return new("10", "a page of rows that ends early, always", "ARIZE2005") { Break = g => g.Break("rows", Breakage.Cut(200, saysLength: true), from: 2, times: FaultCase.Always), Within = 110 };
        (string Number, string What, string Code, string Says, Breakage Breakage)[] unreadable =
        [
            ("11", "a web page instead of rows", "ARIZE2006", "proxy", Breakage.Instead(() => Reply.Html())),
            ("16", "a page of rows without its list", "ARIZE2007", "is missing", Breakage.Altered(b => b.Replace("experiment_runs", "items", StringComparison.Ordinal))),
            ("16", "a page of rows that has more and does not say where", "ARIZE2007", "no cursor", Breakage.Altered(b => b.Replace("next_cursor", "next", StringComparison.Ordinal))),
            ("45", "a row that gives its score twice", "ARIZE2007", "is given twice", Breakage.Altered(b => b.Replace("\"eval.correctness.score\":1", "\"eval.correctness.score\":0,\"eval.correctness.score\":1", StringComparison.Ordinal))),
            ("45", "a row that gives its example twice", "ARIZE2007", "'example_id' is given twice", Breakage.Altered(b => b.Replace("\"output\":", "\"example_id\":\"x\",\"output\":", StringComparison.Ordinal))),
        ];
        foreach (var (number, what, code, says, breakage) in unreadable)
        {
            yield return new(number, $"{what}, once", "pass") { Break = g => g.Break("rows", breakage) };
            yield return new(number, $"{what}, always", code) { Break = g => g.Break("rows", breakage, times: FaultCase.Always), Says = says, Within = 80 };
        }
        yield return new("44", "the experiment that is read is another one", "ARIZE2007") { Break = g => g.Break("experiment", Breakage.Altered(b => b.Replace(WholeGate.ExperimentId, ScriptedArize.Id("Experiment:81:x"), StringComparison.Ordinal)), times: FaultCase.Always), Says = "another experiment" };
        yield return new("16", "a page of rows that says it is the last, and where the next one is", "pass")
        {
            Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("\"has_more\":true", "\"has_more\":false", StringComparison.Ordinal)), times: FaultCase.Always),
        };
        yield return new("16", "pages of rows that go round in a circle", "ARIZE2007") { Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("\"p10\"", "\"p5\"", StringComparison.Ordinal)), times: FaultCase.Always), Says = "came back twice" };
        yield return new("19", "the experiment is not there", "ARIZE2002") { Break = g => g.Break("experiment", Breakage.Problem(404), times: FaultCase.Always), Within = 70 };
    }

    static IEnumerable<FaultCase> Runs()
    {
        yield return new("29", "COMPLETED with errors, where none is tolerated", "fail ARIZE3004") { Break = g => g.RunFields = """{"num_successes":11,"num_errors":1}""", Within = 60 };
        yield return new("30", "CANCELLED with nothing done", "error ARIZE3003") { Break = g => (g.End, g.RunFields) = ("CANCELLED", """{"num_successes":0,"num_errors":0,"num_skipped":0}"""), Says = "everything was evaluated before;" };
        yield return new("30", "FAILED", "error ARIZE3002") { Break = g => g.End = "FAILED", Says = "FAILED" };
        yield return new("31", "a reason that a CI agent and a terminal would obey", "error ARIZE3002")
        {
            Break = g => (g.End, g.RunFields) = ("FAILED", """{"failure_reason":"\u001b[31m\u0000\u202e##vso[task.complete result=Succeeded]\n::error::gone"}"""), Says = "gone", Never = "##vso",
        };
        yield return new("31", "explanations and ids with control characters", "fail ARIZE4001")
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
        yield return new("31", "bytes that are no UTF-8 in outputs", "pass") { Break = g => g.Break("rows", new((_, body) => Reply.With(200, ["Content-Type: application/json"], Encoding.Latin1.GetBytes(body.Replace("\"a\"", "\"\u00ff\"", StringComparison.Ordinal)))), times: FaultCase.Always) };
        yield return new("17", "rows with fields that are new", "pass") { Break = g => g.Rows[3] = WholeGate.Row(3, "1", ",\"more\":{\"a\":[null,1e999]},\"\":1") };
        yield return new("1", "the service knows no such task", "ARIZE2002") { Break = g => g.Break("task", Breakage.Problem(404)), Triggers = 0 };
        yield return new("21", "the key is refused before anything is sent", "ARIZE2001") { Break = g => g.Break("task", Breakage.Problem(401)), Triggers = 0 };
        yield return new("25", "503 while the gate is prepared, always", "ARIZE2005") { Break = g => g.Break("task", Breakage.Problem(503), times: FaultCase.Always), Triggers = 0, Within = 70 };
    }

    [TestCaseSource(nameof(Cases))]
    public Task In_the_evidence(FaultCase fault) => fault.HoldsAsync();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>Rows that are not the rows of the run, and lists that do not end: never a pass, and never a wait for the gate's timeout.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CountCases
{
    /// <summary>More than reading all again for half a minute takes.</summary>
    const int FewRequests = 250;

    static IEnumerable<TestCaseData> Cases() => Invented().Concat(Lost()).Concat(Endless()).Concat(NoNumbers()).Select(c => c.ToTest());

    static FaultCase NotTheRuns(string what, string says, Action<WholeGate> breaks) => new("46", what, "error ARIZE4003")
    {
        Break = breaks, Says = says, Within = 90, // reading all again takes half a minute; the gate's timeout is ten
        Besides = (gate, _) => Assert.That(gate.Count("rows"), Is.LessThan(FewRequests), "requests for rows"),
    };

    static IEnumerable<FaultCase> Invented()
    {
        const string More = "There are more rows than the run reports (12 succeeded).";
        yield return NotTheRuns("one row more than the run has made", More, g => g.Rows.Add(WholeGate.Row(12, "1")));
        yield return NotTheRuns("as many invented rows again", More, g => g.Rows.AddRange(Enumerable.Range(12, 12).Select(i => WholeGate.Row(i, "1"))));
        yield return NotTheRuns("good invented rows before the bad ones of the run", More, g =>
        {
            for (var i = 0; i < 6; i++)
                g.Rows[i] = WholeGate.Row(i, "0");
            g.Rows.InsertRange(0, Enumerable.Range(12, 100).Select(i => WholeGate.Row(i, "1")));
        });
        yield return NotTheRuns("new rows for ever, each page with a new cursor", More,
            g => g.Broken = (kind, n) => kind == "rows" ? Breakage.Altered(_ => Page(n * 5, $"n{n}")) : null);
        yield return NotTheRuns("more rows than the run's successes and errors together", "There are more rows than the run reports (12 succeeded, 1 with an error).", g =>
        {
            (g.RunFields, g.Sections) = ("""{"num_successes":12,"num_errors":1}""", "\"data\":{\"maxErrors\":5},");
            g.Rows.AddRange(Enumerable.Range(12, 2).Select(i => WholeGate.Row(i, "1")));
        });
        foreach (var (what, again) in new[] { ("the same row", "row-3"), ("a copy under an id of its own", "row-99") })
            yield return NotTheRuns($"a second row of an example: {what}", "Example 'ex-3' has more than one row", g =>
                g.Rows.Add(WholeGate.Row(3, "1").Replace("row-3", again, StringComparison.Ordinal)));
        yield return NotTheRuns("good copies of the rows that failed, in place of others", "has more than one row", g =>
        {
            g.Rows[0] = WholeGate.Row(0, "0");
            g.Rows[1] = WholeGate.Row(0, "1").Replace("row-0", "row-1", StringComparison.Ordinal);
        });
        yield return new("46", "one row more, once", "pass") { Break = g => g.Break("rows", Breakage.Altered(b => b.Replace("[", $"[{WholeGate.Row(50, "1")},", StringComparison.Ordinal))), Within = 60 };
    }

    static IEnumerable<FaultCase> Lost()
    {
        foreach (var lost in new[] { 1, 6, 11 })
            yield return NotTheRuns($"{lost} of the run's rows are not there", "fewer than the run reports (12 succeeded).", g => g.Rows.RemoveRange(0, lost));
        yield return NotTheRuns("rows with an error in place of good ones that are not there", "fewer than the run reports (12 succeeded, 6 with an error).", g =>
        {
            (g.RunFields, g.Sections) = ("""{"num_successes":12,"num_errors":6}""", "\"data\":{\"maxErrors\":12},");
            for (var i = 0; i < 6; i++)
                g.Rows[i] = WholeGate.Row(i, "null", ",\"error\":\"no answer\"");
        });
        yield return NotTheRuns("the first page comes twice, and the second never", "has more than one row", g => g.Break("rows", Again(1), from: 1, times: FaultCase.Always));
        yield return NotTheRuns("a page comes for ever, each time under a new cursor", "has more than one row",
            g => g.Broken = (kind, n) => kind == "rows" ? Breakage.Altered(_ => Page(0, $"n{n}")) : null);
        yield return new("46", "the first page comes twice, once", "pass") { Break = g => g.Break("rows", Again(1), from: 2), Within = 60 };
    }

    /// <summary>Ids of a later page as those of an earlier one.</summary>
    static Breakage Again(int page) => Breakage.Altered(body => Regex.Replace(body, "(row|ex)-([0-9]+)",
        m => $"{m.Groups[1].Value}-{int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) % (5 * page)}"));

    static string Page(int first, string cursor) => ScriptedArize.Page("experiment_runs", Enumerable.Range(first, 5).Select(i => WholeGate.Row(i, "1")), cursor);

    static IEnumerable<FaultCase> Endless()
    {
        foreach (var (kind, items, entry) in new[] { ("names", "experiments", $$"""{"id":"{{ScriptedArize.Id("Experiment:7:x")}}","name":"x","dataset_id":"{{ScriptedArize.DatasetId}}"}"""), ("runs", "task_runs", ScriptedArize.Run("COMPLETED", id: ScriptedArize.Id("TaskRun:7:x"))) })
            foreach (var (what, page, says, most) in new[] { ("the same page", entry, "pages come back under new cursors", 10), ("empty pages", "", "pages without an item", 110) })
                yield return new("47", $"{what} for ever in the list of {items}, each under a new cursor", "ARIZE2007")
                {
                    Break = g => g.Broken = (k, n) => k == kind ? Breakage.Altered(_ => ScriptedArize.Page(items, page.Length == 0 ? [] : [page], $"n{n}")) : null,
                    Triggers = 0, Says = says, Within = 30,
                    Besides = (gate, _) => Assert.That(gate.Count(kind), Is.LessThan(most), "requests"),
                };
        foreach (var from in new[] { 1, 2 })
            yield return new("27", $"a row that is longer than any answer may be, on page {from}", "ARIZE2007")
            {
                Break = g => g.Break("rows", Breakage.Instead(() => Reply.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20971520\r\n\r\n{\"experiment_runs\":[{")), from, FaultCase.Always),
                Says = "one item of this list is longer than 16 MiB", Never = "PageSize", Within = 60,
            };
        yield return new("27", "a page that is too long, and fits with fewer rows", "pass")
        {
            Break = g => g.Break("rows", Breakage.Instead(() => Reply.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20971520\r\n\r\n{\"experiment_runs\":[{")), times: 2),
        };
    }

    static IEnumerable<FaultCase> NoNumbers()
    {
        foreach (var score in new[] { "true", "false" })
        {
            yield return new("49", $"a score of {score}", "error ARIZE4003") { Break = g => g.Rows[3] = WholeGate.Row(3, score), Says = "is not a finite number", Within = 60 };
            yield return new("49", $"{score} as the score of an evaluation in an object", "error ARIZE4003")
            {
                Break = g => g.Rows[3] = """{"id":"row-3","example_id":"ex-3","output":"a","evaluations":{"correctness":{"score":SCORE}}}""".Replace("SCORE", score, StringComparison.Ordinal),
                Says = "is not a finite number", Within = 60,
            };
        }
        foreach (var name in new[] { "Correctness", "CORRECTNESS" })
            yield return new("49", $"the metric as {name} on all rows", "error ARIZE4003")
            {
                Break = g => Named(g, name, 12), Says = $"Did you mean '{name}'?", Within = 60,
            };
        yield return new("49", "the metric in another casing on one row", "error ARIZE4003") { Break = g => Named(g, "Correctness", 1), Says = "Did you mean 'Correctness'?", Within = 60 };
    }

    static void Named(WholeGate gate, string name, int rows)
    {
        for (var i = 0; i < rows; i++)
            gate.Rows[i] = gate.Rows[i].Replace("eval.correctness", $"eval.{name}", StringComparison.Ordinal);
    }

    [TestCaseSource(nameof(Cases))]
    public Task In_the_count_of_the_evidence(FaultCase fault) => fault.HoldsAsync();
}

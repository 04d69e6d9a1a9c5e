using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The wait for the run goes wrong, in a whole gate.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WaitCases
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static IEnumerable<TestCaseData> Cases() => All().Select(c => c.ToTest());

    static IEnumerable<FaultCase> All() => Once().Concat(Lasting()).Concat(Statuses()).Concat(Throttled());

    static FaultCase Poll(string number, string what, string ends, Func<WholeGate, Breakage> breakage, int from = 2, int times = 1, double within = 20) =>
        new(number, what, ends) { Break = g => g.Break("run", breakage(g), from, times), Within = within, Cancels = ends == "pass" ? 0 : 1 };

    static IEnumerable<FaultCase> Once()
    {
        yield return Poll("6", "a reset at a poll", "pass", _ => Breakage.Instead(Reply.Reset));
        yield return Poll("8", "no headers at a poll within 30 s", "pass", g => Breakage.Instead(() => g.Arize.Taking(Hour, Reply.Hang())), within: 50);
        yield return Poll("10", "a poll's body that ends early, with a length", "pass", _ => Breakage.Cut(60, saysLength: true));
        yield return Poll("10", "a poll's body that ends early, without a length", "pass", _ => Breakage.Cut(60, saysLength: false));
        yield return Poll("13", "a poll that is no JSON, once", "pass", _ => Breakage.Instead(() => Reply.Json("{\"id\":")));
        yield return Poll("27", "JSON nested 100 deep, once", "pass", _ => Breakage.Instead(() => Reply.Json(string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100))));
        foreach (var status in new[] { 500, 502, 503, 504 })
            yield return Poll("25", $"{status} at a poll, once", "pass", _ => Breakage.Problem(status));
    }

    static IEnumerable<FaultCase> Lasting()
    {
        yield return Poll("8", "no headers at any poll", "ARIZE2005", g => Breakage.Instead(() => g.Arize.Taking(Hour, Reply.Hang())), times: FaultCase.Always, within: 345);
        foreach (var (number, what, code, says, breakage) in Unreadable())
        {
            yield return Poll(number, $"{what} at a poll, once", "pass", _ => breakage);
            yield return Poll(number, $"{what} at every poll", code, _ => breakage, times: FaultCase.Always, within: 75) with { AtLeast = 55, Says = says, Never = "##vso" };
            yield return Poll(number, $"{what} at every poll, until the gate's time is over", "ARIZE3001", g =>
            {
                g.Wait = "\"20s\"";
                return breakage;
            }, times: FaultCase.Always, within: 25.1) with { Says = says, Never = "##vso", Besides = (_, ending) => Assert.That(ending.Everything, Does.Contain("Correct what the message names").And.Not.Contain("Give the gate more time")) };
        }
        yield return Poll("19", "404 right after the trigger, three times", "pass", _ => Breakage.Problem(404), from: 1, times: 3);
        yield return Poll("19", "404 right after the trigger, always", "ARIZE2002", _ => Breakage.Problem(404), from: 1, times: FaultCase.Always, within: 70) with { AtLeast = 60 };
        yield return Poll("20", "404 in the middle of the wait, twice", "pass", _ => Breakage.Problem(404), times: 2);
        yield return Poll("20", "404 in the middle of the wait, always", "ARIZE2002", _ => Breakage.Problem(404), times: FaultCase.Always);
        foreach (var status in new[] { 401, 403 })
            yield return Poll("21", $"{status} in the middle of the wait", "ARIZE2001", _ => Breakage.Problem(status), within: 5) with { Says = "was cancelled" };
        yield return Poll("25", "a storm of 503 that ends after a while", "pass", _ => Breakage.Problem(503), times: 8, within: 120);
        yield return Poll("25", "a storm of 503 without end", "ARIZE2005", _ => Breakage.Problem(503), times: FaultCase.Always, within: 340) with { AtLeast = 280, Says = "was cancelled" };
        yield return Poll("32", "a redirect at a poll", "ARIZE2006", g => Breakage.Instead(() => Reply.With(302, [$"Location: {g.Arize.Server.Url}elsewhere"], [])));
    }

    /// <summary>Answers of status 200 that cannot be a run.</summary>
    static IEnumerable<(string Number, string What, string Code, string Says, Breakage Breakage)> Unreadable()
    {
        yield return ("11", "a web page", "ARIZE2006", "proxy", Breakage.Instead(() => Reply.Html("<html>##vso[task.complete]sign in</html>")));
        yield return ("12", "another content type", "ARIZE2006", "text/plain", Breakage.Instead(() => Reply.With(200, ["Content-Type: text/plain"], "{}"u8.ToArray())));
        yield return ("13", "JSON that ends early", "ARIZE2007", "cannot be read", Breakage.Instead(() => Reply.Json("{\"id\":")));
        yield return ("16", "null", "ARIZE2007", "not a JSON object", Breakage.Instead(() => Reply.Json("null")));
        yield return ("16", "[]", "ARIZE2007", "not a JSON object", Breakage.Instead(() => Reply.Json("[]")));
        yield return ("16", "a missing status", "ARIZE2007", "'status' is missing", Breakage.Altered(b => b.Replace("\"status\"", "\"state\"", StringComparison.Ordinal)));
        yield return ("16", "a status that is a number", "ARIZE2007", "not text", Breakage.Altered(b => b.Replace("\"RUNNING\"", "7", StringComparison.Ordinal).Replace("\"COMPLETED\"", "7", StringComparison.Ordinal)));
        yield return ("28", "NaN as a counter", "ARIZE2007", "cannot be read", Breakage.Altered(b => b.Replace("\"num_errors\":0", "\"num_errors\":NaN", StringComparison.Ordinal)));
        yield return ("45", "a status that is given twice", "ARIZE2007", "'status' is given twice", Breakage.Altered(b => b[..^1] + ",\"status\":\"COMPLETED\"}"));
        yield return ("45", "a counter that is given twice", "ARIZE2007", "'num_errors' is given twice", Breakage.Altered(b => "{\"num_errors\":50," + b[1..]));
        yield return ("44", "another run", "ARIZE2007", "another run", Breakage.Altered(b => b.Replace(ScriptedArize.RunId, WholeGate.EvaluationId, StringComparison.Ordinal)));
    }

    static IEnumerable<FaultCase> Statuses()
    {
        yield return Poll("14", "a status that nobody knows, for a while", "pass", _ => Breakage.Altered(b => b.Replace("RUNNING", "ARCHIVED", StringComparison.Ordinal))) with { Says = "not known to this version" };
        yield return Poll("14", "a status that nobody knows, until the deadline", "ARIZE3001", _ => Breakage.Altered(b => b.Replace("RUNNING", "SUCCEEDED", StringComparison.Ordinal).Replace("COMPLETED", "SUCCEEDED", StringComparison.Ordinal)), times: FaultCase.Always, within: 605) with
        {
            AtLeast = 600, Says = "last status: SUCCEEDED",
        };
        yield return Poll("15", "a status in lower case", "pass", _ => Breakage.Altered(b => b.Replace("COMPLETED", "completed", StringComparison.Ordinal)), from: 1, times: FaultCase.Always);
        yield return Poll("17", "fields that are new", "pass", _ => Breakage.Altered(b => b[..^1] + ""","region":"eu","costs":{"usd":[1,2]}}"""), from: 1, times: FaultCase.Always);
        yield return Poll("18", "RUNNING, then PENDING", "pass", _ => Breakage.Altered(b => b.Replace("RUNNING", "PENDING", StringComparison.Ordinal)));
    }

    static IEnumerable<FaultCase> Throttled()
    {
        foreach (var (header, least, most) in new[] { ("Retry-After: 40", 40.0, 60.0), ("Retry-After: Mon, 23 Nov 2026 09:00:30 GMT", 29, 50), ("Retry-After: Mon, 23 Nov 2020 09:00:30 GMT", 0, 20), ("Retry-After: -3", 0, 20), ("Retry-After: soon", 0, 20), ("X-Other: 1", 0, 20) })
            yield return Poll("24", $"429 at a poll, {header}", "pass", _ => Breakage.Problem(429, "busy", header), within: most) with { AtLeast = least };
        foreach (var asked in new[] { "99999", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT" })
            yield return Poll("24", $"429 at a poll, Retry-After: {asked}", "ARIZE2004", _ => Breakage.Problem(429, "busy", $"Retry-After: {asked}"), within: 5) with { Says = "s left" };
        yield return Poll("24", "429 at every poll without a Retry-After", "ARIZE2004", _ => Breakage.Problem(429), times: FaultCase.Always, within: 340);
    }

    [TestCaseSource(nameof(Cases))]
    public Task During_the_wait(FaultCase fault) => fault.HoldsAsync();
}

using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>The trigger goes wrong, in a whole gate: how it ends, and how many triggers the service counted.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TriggerCases
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static IEnumerable<TestCaseData> Cases() => All().Select(c => c.ToTest());

    static IEnumerable<FaultCase> All()
    {
        (string Number, string What, Func<WholeGate, Reply> Reply, double Within)[] lost =
        [
            ("6", "reset after send", _ => Reply.Reset(), 20),
            ("8", "no headers within the request's 30 s", g => g.Arize.Taking(Hour, Reply.Hang()), 50),
            ("10", "a body that ends early, with a length", _ => Reply.Truncated(ScriptedArize.Run("PENDING"), saysLength: true), 20),
            ("10", "a body that ends early, without a length", _ => Reply.Truncated(ScriptedArize.Run("PENDING"), saysLength: false), 20),
            ("11", "a web page as a 200", _ => Reply.Html(), 20),
            ("12", "a 200 of another content type", _ => Reply.With(200, ["Content-Type: text/plain"], "{}"u8.ToArray()), 20),
            ("13", "a 201 that is no JSON", _ => Reply.Json("{\"id\":", 201), 20),
            ("16", "a 201 that is null", _ => Reply.Json("null", 201), 20), ("16", "a 201 without an id", _ => Reply.Json("{}", 201), 20),
            ("44", "a run of another task", _ => Reply.Json(ScriptedArize.Run("COMPLETED", id: ScriptedArize.Id("TaskRun:7:old"), more: $$"""{"task_id":"{{WholeGate.JudgeId}}"}"""), 201), 20),
            ("45", "a run whose id is given twice", _ => Reply.Json($$"""{"id":"{{ScriptedArize.RunId}}","id":"{{ScriptedArize.Id("TaskRun:7:old")}}","status":"COMPLETED"}""", 201), 20),
            ("25", "500", _ => Reply.Problem(500), 20), ("25", "502", _ => Reply.Problem(502), 20),
            ("25", "503, with Retry-After", _ => Reply.Problem(503, "x", "Retry-After: 1"), 20), ("25", "504", _ => Reply.Problem(504), 20),
        ];
        foreach (var (number, what, reply, within) in lost)
        {
            yield return new(number, $"{what} at the trigger, which was carried out", "pass") { Break = g => g.Break("trigger", Breakage.Lost(() => reply(g))), Within = within, Says = "the trigger had arrived" };
            yield return new(number, $"{what} at the trigger, and no run can be found", "ARIZE3005")
            {
                Break = g => g.Break("trigger", Breakage.Instead(() => reply(g)), times: 99), AtLeast = 119, Within = 160, Says = "nothing was sent again",
            };
        }
        yield return new("44", "the task that is read is another one", "ARIZE2007") { Break = g => g.Break("task", Breakage.Altered(b => b.Replace(ScriptedArize.TaskId, WholeGate.JudgeId, StringComparison.Ordinal))), Triggers = 0, Says = "another task" };
        yield return new("45", "a task that gives its type twice", "ARIZE2007")
        {
            Break = g => g.Break("task", Breakage.Altered(b => b[..^1] + ",\"type\":\"TEMPLATE_EVALUATION\"}"), times: FaultCase.Always), Triggers = 0, Says = "'type' is given twice", Within = 80,
        };
        yield return new("22", "409 at the trigger", "ARIZE3006") { Break = g => g.Break("trigger", Breakage.Problem(409, "exists")), Says = "pr-7" };
        foreach (var status in new[] { 400, 422 })
            yield return new("23", $"{status} at the trigger", "ARIZE2008")
            {
                Break = g => g.Break("trigger", Breakage.Problem(status, @"no such version ##vso[task.complete]\u001b[31m\n::error::x")), Says = "no such version", Never = "##vso",
            };
        foreach (var (header, least, most) in new[] { ("Retry-After: 40", 40.0, 60.0), ("Retry-After: Mon, 23 Nov 2026 09:00:30 GMT", 29, 50), ("Retry-After: Mon, 23 Nov 2020 09:00:30 GMT", 0, 20), ("Retry-After: -3", 0, 20), ("Retry-After: soon", 0, 20), ("X-Other: 1", 0, 20) })
            yield return new("24", $"429 at the trigger, {header}", "pass") { Break = g => g.Break("trigger", Breakage.Problem(429, "busy", header)), Triggers = 2, AtLeast = least, Within = most };
        yield return new("24", "429 at the trigger with a Retry-After of 28 hours", "ARIZE2004") { Break = g => g.Break("trigger", Breakage.Problem(429, "busy", "Retry-After: 99999")) };
        // The gate's time ends while a cause persists: the error names it, and the advice is about it.
        yield return new("24", "429 at every trigger, until the gate's time is over", "ARIZE3001")
        {
            Break = g =>
            {
                g.Wait = "\"20s\"";
                g.Break("trigger", Breakage.Problem(429, "busy", "Retry-After: 3"), times: FaultCase.Always);
            },
            Triggers = 7, AtLeast = 19, Within = 21, Says = "busy", Besides = (_, ending) => Assert.That(ending.Everything, Does.Contain("Wait until the service answers").And.Not.Contain("Give the gate more time")),
        };
        yield return new("8", "an answer that does not come before the gate's time is over, before the trigger", "ARIZE3001")
        {
            Break = g =>
            {
                g.Wait = "\"20s\"";
                g.Break("task", Breakage.Instead(() => g.Arize.Taking(TimeSpan.FromSeconds(25), Reply.Hang())), times: FaultCase.Always);
            },
            Triggers = 0, AtLeast = 19, Within = 31, Says = "no whole answer within", Besides = (_, ending) => Assert.That(ending.Everything, Does.Contain("Wait until the service answers")),
        };
        yield return new("6", "reset after send, and the gate's time ends during the search", "ARIZE3005")
        {
            Break = g =>
            {
                g.Wait = "\"20s\"";
                g.Break("trigger", Breakage.Instead(Reply.Reset), times: 99);
            },
            AtLeast = 20, Within = 25.1, Says = "Searched for 2", Besides = (g, ending) =>
            {
                Assert.That(ending.Message, Does.Match(@"Searched for 2\d(\.\d)? s among"));
                Assert.That(g.Log.Milestones.Count(m => m.StartsWith("The outcome of", StringComparison.Ordinal)), Is.EqualTo(1), "told once");
            },
        };
        foreach (var status in new[] { 301, 302, 307, 308 })
            yield return new("32", $"{status} at the trigger", "ARIZE2006") { Break = g => g.Break("trigger", Breakage.Instead(() => Reply.With(status, [$"Location: {g.Arize.Server.Url}other"], []))), Says = "redirect" };
        foreach (var status in new[] { 401, 403 })
            yield return new("21", $"{status} at the trigger", "ARIZE2001") { Break = g => g.Break("trigger", Breakage.Problem(status)) };
    }

    [TestCaseSource(nameof(Cases))]
    public Task At_the_trigger(FaultCase fault) => fault.HoldsAsync();
}

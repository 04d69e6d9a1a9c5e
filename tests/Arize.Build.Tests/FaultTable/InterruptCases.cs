using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>Somebody stops the build, in a whole gate; and the cancel that follows goes wrong.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class InterruptCases
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static IEnumerable<TestCaseData> Cases() => Interrupts().Concat(Cancels()).Select(c => c.ToTest());

    static IEnumerable<FaultCase> Interrupts()
    {
        yield return new("35", "an interrupt before the trigger is sent", "interrupted") { Break = g => g.Break("runs", Breakage.Doing(g.Stop.Cancel)), Triggers = 0 };
        yield return new("35", "an interrupt while the trigger is under way, which was carried out", "interrupted")
        {
            Break = g => g.Break("trigger", Breakage.Lost(() => Reply.Hang().After(g.Stop.Cancel))), Cancels = 1, Within = 5.5, Says = "was cancelled",
        };
        yield return new("35", "an interrupt while the trigger is under way, and no run can be found", "ARIZE3005")
        {
            Break = g => g.Break("trigger", Breakage.Instead(() => Reply.Hang().After(g.Stop.Cancel))), Within = 10.5, Says = "A paid run may be active",
        };
        yield return new("35", "an interrupt during a pause", "interrupted") { Break = g => g.Break("run", Breakage.Doing(() => g.Arize.Clock.InPause = g.Stop.Cancel), from: 2), Cancels = 1, Within = 5, Says = "was cancelled" };
        yield return new("35", "an interrupt during a poll", "interrupted") { Break = g => g.Break("run", Breakage.Instead(() => Reply.Hang().After(g.Stop.Cancel)), from: 2), Cancels = 1, Within = 3, Says = "was cancelled" };
        yield return new("35", "an interrupt while the evaluation is waited for", "interrupted")
        {
            Break = g =>
            {
                g.HasEvaluation = true;
                g.Break("evaluation", Breakage.Instead(() => Reply.Hang().After(g.Stop.Cancel)), from: 2);
            },
            Cancels = 1, Says = "was cancelled",
        };
        yield return new("35", "an interrupt while scores are read: the run has ended, and is not cancelled", "interrupted") { Break = g => g.Break("rows", Breakage.Instead(() => Reply.Hang().After(g.Stop.Cancel)), from: 2) };
    }

    static IEnumerable<FaultCase> Cancels()
    {
        (string What, Func<WholeGate, Reply> Reply, bool MayPass)[] fates =
        [
            ("hangs", g => g.Arize.Taking(Hour, Reply.Hang()), true), ("is answered with 400", _ => Reply.Problem(400), false), ("is answered with 503", _ => Reply.Problem(503), true),
            ("is reset", _ => Reply.Reset(), true), ("is answered with a web page", _ => Reply.Html(), true), ("is answered with 401", _ => Reply.Problem(401), false),
        ];
        foreach (var (what, reply, mayPass) in fates)
        {
            yield return Cancel($"an interrupt, and the cancel {what}", "interrupted", reply, g => g.Break("run", Breakage.Doing(g.Stop.Cancel), from: 2), within: 7, mayPass);
            yield return Cancel($"a key that is refused in the middle of the wait, and the cancel {what}", "ARIZE2001", reply, g => g.Break("run", Breakage.Problem(401), from: 2), within: 7, mayPass);
            yield return Cancel($"a timeout, and the cancel {what}", "ARIZE3001", reply, g => g.Wait = "\"20s\"", within: 25.1, mayPass);
        }
        (string What, Func<WholeGate, Reply> Reply)[] once =
        [
            ("hangs once", g => g.Arize.Taking(Hour, Reply.Hang())), ("is answered with 429 once", _ => Reply.Problem(429, "busy", "Retry-After: 1")), ("is answered with 503 once", _ => Reply.Problem(503, "busy", "Retry-After: 1")),
            ("is reset once", _ => Reply.Reset()), ("is answered with a web page once", _ => Reply.Html()),
        ];
        foreach (var (what, reply) in once)
            yield return new("36", $"a timeout, and the cancel {what}", "ARIZE3001")
            {
                Break = g =>
                {
                    g.Looks = 1000;
                    g.Wait = "\"20s\"";
                    g.Break("cancel", Breakage.Instead(() => reply(g)));
                },
                Cancels = 2, Within = 25.1, Says = "was cancelled", Never = "may be active",
            };
        yield return new("36", "a timeout, and the cancel is carried out while its answer is lost", "ARIZE3001")
        {
            Break = g =>
            {
                g.Looks = 1000;
                g.Wait = "\"20s\"";
                g.Break("cancel", Breakage.Lost(Reply.Reset), times: FaultCase.Always);
            },
            Cancels = 1, CancelsAtMost = 5, Within = 25.1, Says = "was cancelled", Never = "may be active",
        };
    }

    static FaultCase Cancel(string what, string ends, Func<WholeGate, Reply> reply, Action<WholeGate> stop, double within, bool mayPass) => new("36", what, ends)
    {
        Break = g =>
        {
            g.Looks = 1000;
            stop(g);
            g.Break("cancel", Breakage.Instead(() => reply(g)), times: FaultCase.Always);
        },
        Cancels = mayPass ? 2 : 1, CancelsAtMost = mayPass ? 5 : null, Within = within, Says = "may be active still",
        Besides = (g, _) => Assert.That(File.ReadAllText(Path.Combine(g.Record, "run.json")), Does.Contain("STARTED").And.Contain(ScriptedArize.RunId), "the record names the run"),
    };

    [TestCaseSource(nameof(Cases))]
    public Task When_the_build_is_stopped(FaultCase fault) => fault.HoldsAsync();
}

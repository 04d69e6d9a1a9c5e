using Arize.Build.Tests.Faults;

namespace Arize.Build.Tests.FaultTable;

/// <summary>Settings that cannot be, clocks, cultures, in a whole gate.</summary>
public sealed class SettingCases
{
    static IEnumerable<TestCaseData> Cases() => Refused().Concat(Clocks()).Select(c => c.ToTest());

    static FaultCase BeforeAnyRequest(string number, string what, string code, Action<WholeGate> set, string says) => new(number, what, code)
    {
        Break = set, Triggers = 0, Within = 0, Says = says,
        Besides = (g, _) => Assert.That(g.Arize.Server.Connections, Is.Zero, "connections"),
    };

    static IEnumerable<FaultCase> Refused()
    {
        foreach (var duration in new[] { "0", "\"0s\"", "-1", "\"-5m\"", "\"NaN\"", "1e300", "\"60d\"", "\"ten\"" })
            yield return BeforeAnyRequest("40", $"a wait of {duration}", "ARIZE1008", g => g.Wait = duration, "wait");
        yield return BeforeAnyRequest("40", "a poll interval of 0", "ARIZE1008", g => g.Wait = """{"timeout":"1h","pollInterval":"0s"}""", "pollInterval");
        yield return BeforeAnyRequest("40", "a share of errors of 1.5", "ARIZE1008", g => g.Sections = """
            "data":{"maxErrorRate":1.5},
            """, "maxErrorRate");
        foreach (var (what, key) in new[] { ("with a newline", $"{ScriptedArize.Key}\nx"), ("with a space", $"{ScriptedArize.Key} x"), ("with a letter outside of ASCII", $"{ScriptedArize.Key}é"), ("that is empty", "") })
            yield return BeforeAnyRequest("43", $"a key {what}", "ARIZE1006", g => g.Variables["ARIZE_API_KEY"] = key, "ARIZE_API_KEY");
    }

    static IEnumerable<FaultCase> Clocks()
    {
        yield return new("26", "the wall clock jumps a day at each look, there and back", "pass") { Break = g => g.Time = new JumpingWallClock(g.Arize.Clock) };
        yield return new("38", "requests that time out, which is no cancellation", "pass") { Break = g => g.Break("run", Breakage.Instead(() => g.Arize.Taking(TimeSpan.FromHours(1), Reply.Hang())), from: 2, times: 2), AtLeast = 60, Within = 70 };
        yield return new("38", "requests that time out for longer than a fault may last", "ARIZE2005")
        {
            Break = g => g.Break("run", Breakage.Instead(() => g.Arize.Taking(TimeSpan.FromHours(1), Reply.Hang())), from: 2, times: FaultCase.Always), Cancels = 1, Within = 345, Says = "was cancelled",
        };
        yield return new("39", "a timeout that is shorter than the poll interval, and a run that ends in time", "pass") { Break = g => (g.Wait, g.Looks) = ("""{"timeout":"5s","pollInterval":"1m"}""", 1), AtLeast = 4.9, Within = 6 };
        yield return new("39", "a timeout that is shorter than the poll interval, and a run that does not end", "ARIZE3001")
        {
            Break = g => (g.Wait, g.Looks) = ("""{"timeout":"5s","pollInterval":"1m"}""", 1000), Cancels = 1, AtLeast = 5, Within = 6, Says = "last status: RUNNING",
        };
    }

    [TestCaseSource(nameof(Cases))]
    public Task With_such_settings(FaultCase fault) => fault.HoldsAsync();
}

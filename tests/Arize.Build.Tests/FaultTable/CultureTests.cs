using System.Globalization;
using System.Text.RegularExpressions;

namespace Arize.Build.Tests.FaultTable;

/// <summary>A whole gate under cultures that write numbers, dates and letters in other ways.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class CultureTests
{
    [FaultRow("41", "another culture", "every word that is said, traced and written is the same")]
    [TestCase("tr-TR"), TestCase("de-DE"), TestCase("ar-SA"), TestCase("fa-IR"), TestCase("th-TH")]
    public async Task All_that_a_gate_says_and_writes_is_the_same(string culture) => Assert.That(await AskAsync(culture), Is.EqualTo(await AskAsync("")));

    static async Task<string> AskAsync(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture); // of this asynchronous flow alone
        await using var gate = new WholeGate { Wait = """{"timeout":"1h","pollInterval":"1.5s"}""", Criteria = """[{"metric":"correctness","atLeast":0.8},{"metric":"latency_ms","statistic":"p95","atMost":1234.5}]""" };
        for (var i = 0; i < gate.Rows.Count; i++)
            gate.Rows[i] = WholeGate.Row(i, i < 4 ? "0.125" : "1", $",\"latency_ms\":{i * 150}.5");
        gate.Break("run", Breakage.Problem(429, "busy", "Retry-After: 2"), from: 2);
        var ending = await gate.AskAsync();
        Assert.That(ending.Shown, Is.EqualTo("fail ARIZE4001"));
        // The port is new each time, and the verdict's seal with it.
        return IntegrityHash().Replace(ending.Everything, "SEAL").Replace(gate.Folder, "FOLDER", StringComparison.Ordinal).Replace($"127.0.0.1:{gate.Arize.Server.Port.ToString(CultureInfo.InvariantCulture)}", "SERVER", StringComparison.Ordinal);
    }

    [GeneratedRegex("\"sha256\": \"[0-9a-f]{64}\"")]
    private static partial Regex IntegrityHash();
}

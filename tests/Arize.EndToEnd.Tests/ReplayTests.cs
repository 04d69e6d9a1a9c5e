using Arize.EndToEnd.Tests.Harness;

namespace Arize.EndToEnd.Tests;

/// <summary>Records of real builds, judged again by the packed target.</summary>
public sealed class ReplayTests : EmulatedTests
{
    const string Gate = """
        { "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "reuse": false,
          "criteria": [ { "metric": "correctness", "atLeast": 0.5 } ] }
        """;

    [Test]
    public async Task Records_are_judged_again_under_a_stricter_gate_without_a_key_and_without_a_request()
    {
        var consumer = Project("""
              <ItemGroup>
                <ArizeGate Include="gates/release.gate.json" />
              </ItemGroup>
            """).Write("App/gates/release.gate.json", Gate).Write("App/gates/stricter.gate.json", Gate.Replace("0.5", "0.999", StringComparison.Ordinal));
        (await consumer.Dotnet("build", "App", "-restore", "-t:ArizeGate", "-p:ArizeRecords=../kept/monday")).Passes();
        (await consumer.Dotnet("build", "App", "-t:ArizeGate", "-p:ArizeRecords=../kept/tuesday")).Passes();
        var (requests, verdicts) = (Emulator.Requests.Count, Verdicts());
        consumer.Environment["ARIZE_API_KEY"] = null;

        var own = (await consumer.Dotnet("build", "App", "-t:ArizeGateReplay", "-p:ArizeRecords=../kept/monday")).Passes();
        Assert.That(own.Output, Does.Contain("Gate 'release', replay of 1 record: it would block 0, and blocked 0 then; 0 turned."));

        var stricter = (await consumer.Dotnet("build", "App", "-t:ArizeGateReplay", "-p:ArizeReplayGate=gates/stricter.gate.json", "-p:ArizeReplay=../kept")).Passes();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stricter.Output, Does.Contain("Gate 'stricter', replay of 2 records: it would block 2, and blocked 0 then; 2 turned.")
                .And.Match("correctness +atLeast 0\\.999 +0 +0 +0 +2 +0 +2").And.Contain("monday/release: pass -> fail").And.Contain("tuesday/release: pass -> fail").And.Contain("is below 0.999"));
            Assert.That(stricter.Errors, Is.Empty, "it tells, and blocks nothing");
            Assert.That(Emulator.Requests, Has.Count.EqualTo(requests));
            Assert.That(Verdicts(), Is.EqualTo(verdicts), "no record was changed");
        }
        (await consumer.Dotnet("build", "App", "-t:ArizeGateReplay", "-p:ArizeReplay=../nowhere")).Fails("ARIZE4003");

        string[] Verdicts() => [.. consumer.Files("verdict.json").Order(StringComparer.Ordinal).Select(f => File.ReadAllText(Path.Combine(consumer.Folder, f)))];
    }
}

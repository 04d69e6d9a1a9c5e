using System.Text.Json;
using Arize.Build.Gates;
using Arize.Build.Client;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Records;
using Arize.Build.Gates.Replay;
using Arize.Build.Gates.Settings;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Tests.GateFiles;
using Arize.Build.Tests.Gates;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Records judged again: the same gate says the same, another one says what would have been.</summary>
[Parallelizable(ParallelScope.All)]
public class ReplayTests
{
    static ReplayResult Replay(string path, string json, RecordingLog? log = null) => GateReplay.Run(GateFileReader.Parse(json, new GateContext { Folder = "/", Records = "/records" }).Gate!, path, log ?? new RecordingLog());

    [TestCase("atlas-1")]
    [TestCase("atlas-1-mini")]
    [TestCase("atlas-1-flaky")]
    [TestCase("atlas-1-broken")]
    public async Task The_same_gate_says_of_a_record_what_it_said_then(string model)
    {
        await using var gate = await GateUnderTest.WithModel(model);
        var then = await gate.Run(GateFileTests.Promised);
        var requests = gate.Posts.Count();
        var now = Replay(gate.Record, GateFileTests.Promised).Records.Single();
        Assert.That((now.Was, now.Now.Outcome, now.Turned, now.Name), Is.EqualTo((then.Verdict.Outcome, then.Verdict.Outcome, false, "record")));
        Assert.That(now.Now.Criteria.Select(c => c.Reason), Is.EqualTo(then.Verdict.Criteria.Select(c => c.Reason)));
        Assert.That(gate.Posts.Count(), Is.EqualTo(requests));
    }

    [Test]
    public async Task A_changed_gate_says_what_turns_and_why()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        await gate.Run(GateFileTests.Promised);
        var result = Replay(gate.Record, """{ "experiment": "e", "baseline": "b", "criteria": [ { "metric": "correctness", "atLeast": 0.5, "mayDropBy": 0.5 }, { "metric": "latency_ms", "statistic": "p90", "atMost": 9000 } ] }""");
        Assert.That((result.Blocked, result.Records.Single().Turned), Is.EqualTo((0, true)));
        var lines = result.Lines("release");
        Assert.That(lines[0], Is.EqualTo("Gate 'release', replay of 1 record: it would block 0, and blocked 1 then; 1 turned."));
        Assert.That(lines, Has.Some.Match(@"^  correctness +atLeast 0\.5 +1 +0 +0 +0 +0 +1$").And.Some.Match(@"^  p90 of latency_ms +atMost 9000 +1 +0 +0 +0 +0 +0$").And.Some.EqualTo("  record: fail -> pass"));
    }

    [Test]
    public async Task Records_of_one_model_propose_limits_that_it_meets()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1", s => s.Models["atlas-1"].Noise = 0.2);
        for (var i = 0; i < 6; i++)
        {
            await gate.Run(GateFileTests.Promised, name: $"noise-{i}");
            Directory.CreateDirectory(gate.Record + "s");
            Directory.Move(gate.Record, Path.Combine(gate.Record + "s", $"run-{i}"));
        }
        var result = Replay(gate.Record + "s", GateFileTests.Promised);
        Assert.That(result.Records.Select(r => r.Name), Is.EqualTo(Enumerable.Range(0, 6).Select(i => $"run-{i}")));
        var (floor, tolerance) = (result.Proposals[0], result.Proposals[1]);
        Assert.That(floor.Limit, Is.LessThan(result.Records.Min(r => r.Now.Criteria[0].Value!.Value)).And.GreaterThan(0.8));
        Assert.That(tolerance.Limit, Is.InRange(0.001, 0.2));
        Assert.That(tolerance.Reason, Does.Match(@"^correctness: mayDropBy [\d.]+ passes 95 % of 30 comparisons of one with another; the gate has 0\.02, which passes \d+(\.\d)? %\.$"));
        Assert.That(result.Lines("release"), Has.Some.Contains("If these are runs of one model"));
    }

    [Test]
    public async Task An_altered_record_is_left_out_and_said()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised);
        await File.AppendAllTextAsync(Path.Combine(gate.Record, "baseline.jsonl"), "\n");
        var log = new RecordingLog();
        Assert.That(() => Replay(gate.Record, GateFileTests.Promised, log), Throws.TypeOf<ArizeException>().With.Message.Contains("There is no record"));
        Assert.That(log.Warnings.Single().Message, Does.Contain("one of the two was altered. It is left out."));
    }

    [TestCase("scores.jsonl", true), TestCase("scores.jsonl", false)]
    public async Task A_record_that_holds_a_row_twice_or_not_at_all_is_left_out_whatever_its_hashes_say(string file, bool twice)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised);
        var path = Path.Combine(gate.Record, file);
        var lines = await File.ReadAllLinesAsync(path);
        await File.WriteAllLinesAsync(path, twice ? lines.Append(lines[3]) : lines.Skip(1));
        var verdict = VerdictFile.Read(gate.Record)!;
        verdict = IntegrityHash.Put(verdict with { Scores = new FileDocument { File = file, Sha256 = RecordFile.Hash(gate.Record, file) } });
        await File.WriteAllBytesAsync(Path.Combine(gate.Record, "verdict.json"), JsonSerializer.SerializeToUtf8Bytes(verdict, VerdictJson.Default.VerdictDocument));
        var log = new RecordingLog();
        Assert.That(() => Replay(gate.Record, GateFileTests.Promised, log), Throws.TypeOf<ArizeException>().With.Message.Contains("There is no record"));
        Assert.That(log.Warnings.Single().Message, Does.Contain("its verdict counts 200 rows of 200 examples, and scores.jsonl holds " + (twice ? "201 rows of 200" : "199 rows of 199")));
    }

    [Test]
    public void A_folder_without_records_is_an_error() =>
        Assert.That(() => Replay(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), GateFileTests.Promised), Throws.TypeOf<ArizeException>().With.Property("Code").EqualTo(GateErrorCode.NotJudged));

    /// <summary>The formula and the judge must agree: just above the least tolerance a comparison passes, just below it does not.</summary>
    [Test]
    public void The_least_passing_tolerance_is_the_least_that_passes()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (broke, @fixed) = (random.Next(12), random.Next(12));
            var (baseline, candidate) = Rows.Pairs(100, 80, broke, @fixed);
            foreach (var evidence in new[] { false, true })
            {
                CriterionVerdict At(double tolerance) => Rows.Judged(Rows.MayDropBy(tolerance) with { EvidenceRequired = evidence }, candidate, baseline);
                var least = IdenticalModel.LeastTolerance(At(0))!.Value;
                Assert.That(At(least + 1e-6).Outcome, Is.EqualTo(Outcome.Pass), $"{broke} broke, {@fixed} fixed, {evidence}");
                if (least > 1e-3)
                    Assert.That(At(least - 1e-6).Outcome, Is.Not.EqualTo(Outcome.Pass), $"{broke} broke, {@fixed} fixed, {evidence}");
            }
        }
    }
}

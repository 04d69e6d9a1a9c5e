using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Records;
using Arize.Build.Gates;
using Arize.Build.Tests.GateFiles;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>A record holds what a second judgement needs, and no text of a row.</summary>
[Parallelizable(ParallelScope.All)]
public class RecordTests
{
    static readonly ExperimentRow Everything = new()
    {
        Id = "row", ExampleId = "example", Output = "the output", Error = "the error",
        Evaluations = new Dictionary<string, Evaluation> { ["correctness"] = new(0.25, "partly", "the explanation"), ["tone"] = new(null, "rude", null), ["broken"] = new(double.NaN, null, null) },
        Annotations = new Dictionary<string, Evaluation> { ["person"] = new(1, "fine", "the note") },
        Numbers = new Dictionary<string, double> { ["latency_ms"] = 12.5, ["tone"] = 7, ["odd"] = double.PositiveInfinity },
    };

    static readonly Criterion[] Questions =
    [
        AtLeast(0.5), AtLeast(0.5) with { Statistic = StatisticKind.PassRate, Cutoff = 0.2 }, AtMost(0.1, "tone") with { Statistic = StatisticKind.LabelShare, Labels = ["rude"] }, AtLeast(0, "broken"),
        AtLeast(0, "person"), AtMost(9, "latency_ms"), AtMost(9, "latency_ms") with { Statistic = StatisticKind.Sum }, AtMost(9, "tone"), AtMost(9, "odd"), AtMost(9, "absent"),
    ];

    [TestCase(true)]
    [TestCase(false)]
    public void A_row_read_back_gives_every_criterion_what_the_row_gave(bool failed)
    {
        var row = failed ? Everything : Everything with { Error = null };
        var live = Summary(Questions, [row]);
        var back = new RowSummary(Questions);
        RowLine.Read(Line(row), back);
        foreach (var question in Questions)
        {
            var (mine, theirs) = (live.For(question), back.For(question));
            Assert.That(theirs.Values, Is.EqualTo(mine.Values), question.ToString());
            Assert.That((theirs.NotFinite, theirs.Missing, theirs.FailedRows, theirs.FromEvaluations), Is.EqualTo((mine.NotFinite, mine.Missing, mine.FailedRows, mine.FromEvaluations)), question.ToString());
        }
        Assert.That((back.Errors, back.Unscored, back.Keys[0]), Is.EqualTo((live.Errors, live.Unscored, live.Keys[0])));
    }

    [Test]
    public void A_number_is_written_as_dotnet_writes_it([Values(0, -0.0, 1, -3, 0.1, 1e14, 1e14 + 1, 1e15, 9007199254740993, 1e18, 1e19, 1e300)] double number) =>
        Assert.That(Line(Everything with { Numbers = new Dictionary<string, double> { ["n"] = number } }), Does.EndWith(string.Create(CultureInfo.InvariantCulture, $"\"n\":{number:R}}}}}")));

    [TestCase("the output"), TestCase(""), TestCase("2")]
    public void An_output_is_written_as_half_of_its_SHA_256(string output) =>
        Assert.That(Line(Everything with { Output = output }), Does.Contain($"\"output\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output)))[..32]}\""));

    [Test]
    public void No_text_of_a_row_is_in_its_line() =>
        Assert.That(Line(Everything), Does.Not.Contain("the output").And.Not.Contain("the error").And.Not.Contain("the explanation").And.Not.Contain("the note"));

    [Test]
    public async Task The_rows_of_candidate_and_baseline_are_bound_to_the_verdict()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var result = await gate.Run(GateFileTests.Promised);
        var verdict = JsonNode.Parse(await File.ReadAllTextAsync(result.VerdictFile))!;
        foreach (var (key, file) in new[] { ("scores", "scores.jsonl"), ("baseline", "baseline.jsonl") })
        {
            Assert.That((string?)verdict[key]!["sha256"], Is.EqualTo(RecordFile.Hash(gate.Record, file)));
            var lines = await File.ReadAllLinesAsync(Path.Combine(gate.Record, file));
            Assert.That(lines, Has.Length.EqualTo(200));
            Assert.That(lines[0], Does.Contain("correctness").And.Contain("latency_ms").And.Contain("\"labels\""), "what no criterion asked for is there, too");
        }
        Assert.That((long)verdict["counters"]![0]!["successes"]!, Is.EqualTo(200));
    }

    [Test]
    public async Task A_record_that_is_the_baseline_leaves_its_rows_in_the_new_record()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        await gate.Run(GateFileTests.Promised);
        Directory.Move(gate.Record, gate.Record + "-pinned");
        await gate.Run(GateFileTests.Promised.Replace("{ \"latest\": \"main-*\" }", "{ \"record\": \"record-pinned\" }", StringComparison.Ordinal));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(gate.Record, "baseline.jsonl")), Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(gate.Record + "-pinned", "scores.jsonl"))));
    }

    static string Line(ExperimentRow row)
    {
        using var line = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(line))
            RowLine.Write(json, row);
        return System.Text.Encoding.UTF8.GetString(line.ToArray());
    }
}

using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Tests.Verdicts;

/// <summary>Slices and clusters by a field of the dataset's examples, which the gate reads beside the rows.</summary>
public sealed class ExampleFieldTests
{
    static string Gate(string data, string slices) => $$"""
        { "space": "support", "run": { "task": "support-golden" }, "evaluate": ["support-judge"], "baseline": { "latest": "main-*" }, "reuse": false,
          "data": { "minExamples": 2 {{data}} }, "criteria": [ { "metric": "correctness", "mayDropBy": 0.1 {{slices}} } ] }
        """.Replace("\"reuse\": false,", "", StringComparison.Ordinal);

    [Test]
    public async Task A_criterion_is_judged_in_each_slice_of_the_datasets_examples()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var criterion = (await gate.Run(Gate("", """, "slices": { "by": "category", "minExamples": 5 }"""))).Verdict.Criteria.Single();
        Assert.That(criterion.Slices, Is.Not.Empty);
        Assert.That(criterion.Slices.Select(s => s.Name), Has.Some.EqualTo("product"));
        Assert.That(criterion.Slices.Sum(s => s.Examples), Is.EqualTo(200));
    }

    [Test]
    public async Task Clusters_are_those_of_the_datasets_examples()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var criterion = (await gate.Run(Gate(""", "clusters": "category" """, ""))).Verdict.Criteria.Single();
        Assert.That(criterion.Clusters, Is.InRange(2, 20));
    }

    /// <summary>What the dataset does not have is looked for on the rows.</summary>
    [Test]
    public async Task Slices_and_clusters_may_be_fields_of_the_rows()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var sliced = (await gate.Run(Gate("", """, "slices": { "by": "total_tokens", "minExamples": 1 }"""))).Verdict.Criteria.Single();
        Assert.That(sliced.Slices.Select(s => s.Name), Has.All.Match("^[0-9]+$"));
        Assert.That(sliced.Slices.Sum(s => s.Examples), Is.EqualTo(200));
        Assert.That((await gate.Run(Gate(""", "clusters": "total_tokens" """, ""))).Verdict.Criteria.Single().Clusters, Is.EqualTo(sliced.Slices.Count));
        Assert.That((await gate.Run(Gate("", """, "slices": "no_such_field" """))).Verdict.Criteria.Single().Reason, Does.Contain("'no_such_field', and no example and no row has such a field"));
    }

    [TestCase("", """, "slices": { "by": "category", "minExamples": 5 }"""), TestCase(""", "clusters": "category" """, "")]
    public async Task A_record_holds_the_fields_so_such_a_gate_can_be_judged_again(string data, string slices)
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1-mini");
        var json = Gate(data, slices);
        var before = (await gate.Run(json)).Verdict.Criteria.Single();
        var now = Build.Gates.Replay.GateReplay.RunAndPrint(await gate.Request(json), null, new Gates.RecordingLog()).Records.Single().Now.Criteria.Single();
        Assert.That((now.Sentence, now.Clusters, now.Interval), Is.EqualTo((before.Sentence, before.Clusters, before.Interval)));
        Assert.That(now.Slices, Is.EqualTo(before.Slices));

        Directory.Move(gate.Record, gate.Record + "-pinned");
        var pinned = await gate.Run(json.Replace("{ \"latest\": \"main-*\" }", "{ \"record\": \"record-pinned\" }", StringComparison.Ordinal));
        Assert.That(pinned.Verdict.Outcome, Is.EqualTo(Outcome.Pass), "such a record is a baseline, too");
    }

    /// <summary>A cluster may be a long text; the record holds no more of it than tells it from others.</summary>
    [Test]
    public void A_long_field_is_cut_and_stays_different()
    {
        var (one, other) = (FieldColumn.Short(new string('x', 300) + "1"), FieldColumn.Short(new string('x', 300) + "2"));
        Assert.That((one.Length, one == other, FieldColumn.Short("short")), Is.EqualTo((134, false, "short")));
        Assert.That(() => System.Text.Encoding.GetEncoding("utf-8", new System.Text.EncoderExceptionFallback(), System.Text.DecoderFallback.ReplacementFallback)
            .GetBytes(FieldColumn.Short(new string('x', 99) + "🙂" + new string('x', 200))), Throws.Nothing);
    }
}

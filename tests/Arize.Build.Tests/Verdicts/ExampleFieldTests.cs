using Arize.Build.Client;

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

    [Test]
    public async Task A_record_holds_no_fields_so_such_a_gate_is_not_judged_again()
    {
        await using var gate = await GateUnderTest.WithModel("atlas-1");
        var json = Gate("", """, "slices": { "by": "category" }""");
        await gate.Run(json);
        var request = await gate.Request(json);
        var e = Assert.Throws<ArizeException>(() => Build.Gates.Replay.GateReplay.RunAndPrint(request, null, new Gates.RecordingLog()));
        Assert.That(e!.Message, Does.Contain("'category'").And.Contains("a record holds no fields"));
    }
}

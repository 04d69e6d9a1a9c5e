using System.Diagnostics;
using Arize.Build.Client;
using Arize.Build.Gates.Reports;
using Arize.Build.Gates.Statistics;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>How often an identical model passes: two thousand exchanges through the judge itself.</summary>
[Parallelizable(ParallelScope.All)]
public class IdenticalModelTests
{
    static GateVerdict Exchanged(IReadOnlyList<Criterion> criteria, IEnumerable<ExperimentRow> candidate, IEnumerable<ExperimentRow>? baseline = null, DataPolicy? data = null) =>
        Judged(criteria, candidate, baseline, data, IdenticalModel.Exchanges);

    [Test]
    public void It_is_the_exact_share_for_paired_answers()
    {
        // 20 of 200 examples differ: 4 more broken than fixed pass, and the number that breaks is Bin(20, 1/2).
        var (baseline, candidate) = Pairs(200, 180, 10, 10);
        var estimate = Exchanged([MayDropBy(0.02)], Of(candidate), Of(baseline)).IdenticalModel!;
        var exact = Enumerable.Range(0, 13).Sum(k => Binomial.Pmf(k, 20, .5));
        Assert.That(estimate.Exchanges, Is.EqualTo(2000));
        Assert.That(estimate.Share, Is.EqualTo(exact).Within(0.03));
        Assert.That(Exchanged([MayDropBy(0.02)], Of(candidate).Reverse(), Of(baseline)).IdenticalModel, Is.EqualTo(estimate), "seeded by the examples, not by their order");
    }

    [Test]
    public void A_gate_that_stops_the_innocent_says_what_would_help()
    {
        var (baseline, candidate) = Pairs(200, 150, 30, 30);
        var estimate = Exchanged([MayDropBy(0.01), AtLeast(0.1)], Of(candidate), Of(baseline)).IdenticalModel!;
        Assert.That(estimate.Share, Is.LessThan(PassEstimate.Enough));
        Assert.That((estimate.Narrowest!.Operator, estimate.Examples > 200, estimate.Tolerance > 0.01), Is.EqualTo((CriterionOperator.MayDropBy, true, true)));
        Assert.That(Exchanged([MayDropBy(estimate.Tolerance!.Value)], Of(candidate), Of(baseline)).IdenticalModel!.Share, Is.GreaterThanOrEqualTo(PassEstimate.Enough));
        Assert.That(ReportWording.IdenticalModel(estimate), Does.Match(@"^An identical model passes this gate about \d+ % of the time\. For four of five, correctness needs one of: mayDropBy 0\.0\d+, about \d+ examples"));
    }

    /// <summary>A wider tolerance, or more examples, do not help against a floor that the model itself misses.</summary>
    [Test]
    public void A_gate_that_is_stopped_by_its_floor_is_not_told_to_change_its_comparison()
    {
        var (baseline, candidate) = Pairs(200, 190, 8, 6);
        var estimate = Exchanged([AtLeast(0.99), MayDropBy(0.06)], Of(candidate), Of(baseline)).IdenticalModel!;
        Assert.That((estimate.Share, estimate.Narrowest, estimate.Tolerance, estimate.Examples), Is.EqualTo((0.0, (Criterion?)null, (double?)null, (int?)null)));
    }

    [Test]
    public void Without_a_baseline_it_is_not_given() => Assert.That(Exchanged([AtLeast(0.5)], Of(Ones(90, 100))).IdenticalModel, Is.Null);

    /// <summary>Two metrics that always break together are one way to fail, not two.</summary>
    [Test]
    public void An_examples_whole_row_is_exchanged()
    {
        var (baseline, candidate) = Pairs(200, 180, 10, 10);
        Criterion[] both = [MayDropBy(0.02), MayDropBy(0.02, "other")];
        IEnumerable<ExperimentRow> Twice(double[] scores) => scores.Select((s, i) => Row(i, s) with
        {
            Evaluations = new Dictionary<string, Evaluation> { [Metric] = new(s, null, null), ["other"] = new(s, null, null) },
        });
        Assert.That(Exchanged(both, Twice(candidate), Twice(baseline)).IdenticalModel!.Share, Is.EqualTo(Exchanged([MayDropBy(0.02)], Of(candidate), Of(baseline)).IdenticalModel!.Share));
    }

    /// <summary>A hundred thousand examples must not make a gate slow: fewer exchanges say the same there.</summary>
    [Test]
    public void Large_gates_take_fewer_exchanges()
    {
        var random = new Random(1);
        double[] Draw() => [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];
        var watch = Stopwatch.StartNew();
        var verdict = Exchanged([MayDropBy(0.02)], Of(Draw()), Of(Draw()));
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s");
        Assert.That(verdict.IdenticalModel!.Exchanges, Is.InRange(100, 1000));
    }
}

using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Statistics;
using Arize.Build.Gates;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>How often the judge is wrong, counted. Seeds are fixed: a failure is seen again.</summary>
[Parallelizable(ParallelScope.All)]
public class SimulationTests
{
    const int Seed = 20_261_123;
    const int Runs = 20_000;
    const double Alpha = 0.05;

    static readonly double MostFalseBlocks = Alpha + 3 * Math.Sqrt(Alpha * (1 - Alpha) / Runs);

    [TestCase(1, 50)]
    [TestCase(1, 200)]
    [TestCase(5, 200)]
    public void False_blocks_stay_below_five_percent_where_scores_are_yes_or_no(int family, int n) =>
        Assert.That(Blocked(family, random => Binary(random, n, worse: 0.05, better: 0.05)), Is.LessThanOrEqualTo(MostFalseBlocks));

    /// <summary>Differences of two draws of one model on [0,1], as a judge with a scale gives them.</summary>
    [TestCase(1)]
    [TestCase(5)]
    public void False_blocks_stay_below_five_percent_where_scores_lie_between(int family) =>
        Assert.That(Blocked(family, random => Unit(random, 25)), Is.LessThanOrEqualTo(MostFalseBlocks));

    /// <summary>Without Holm, five criteria block an innocent release four times as often: the correction is not for show.</summary>
    [Test]
    public void Without_the_correction_a_family_of_five_would_block_far_too_often() =>
        Assert.That(Blocked(5, random => Binary(random, 200, 0.05, 0.05), correct: false), Is.GreaterThan(0.15));

    [TestCase(400, 0.10)]
    [TestCase(1000, 0.06)]
    public void A_drop_of_the_smallest_visible_size_is_seen_in_four_of_five_runs(int n, double noise)
    {
        // The drop d with d = 2.4865 sd / √n, where sd itself holds d: sd² = noise + d - d².
        var factor = Planning.SmallestVisible(1, n, 0.95);
        var drop = factor;
        for (var i = 0; i < 100; i++)
            drop = factor * Math.Sqrt(noise + drop - drop * drop);
        double printed = 0;
        var seen = Blocked(1, random =>
        {
            var run = Binary(random, n, noise / 2 + drop, noise / 2);
            printed += run.SmallestVisible / Runs;
            return run;
        });
        Assert.That(printed, Is.EqualTo(drop).Within(0.03 * drop), "what the gate prints is this drop");
        Assert.That(seen, Is.EqualTo(0.80).Within(0.03));
    }

    [Test]
    public void A_drop_of_the_smallest_visible_size_of_a_mean_is_seen_in_four_of_five_runs()
    {
        const int N = 100;
        var drop = Planning.SmallestVisible(0.2, N, 0.95);
        var seen = Blocked(1, random => Comparison.Of([.. Enumerable.Range(0, N).Select(_ => 5 - drop + 0.2 * Gauss(random))], [.. Enumerable.Repeat(5.0, N)], Scale.Continuous, Criterion));
        Assert.That(seen, Is.EqualTo(0.80).Within(0.03));
    }

    static Criterion Criterion { get; } = MayDropBy(0);

    /// <summary>The share of gates that block.</summary>
    static double Blocked(int family, Func<Random, Comparison> run, bool correct = true)
    {
        TestContext.Out.WriteLine($"seed {Seed}, {Runs} runs");
        var random = new Random(Seed);
        var blocked = 0;
        for (var i = 0; i < Runs; i++)
        {
            var seen = Enumerable.Range(0, family).Select(_ => run(random)).ToArray();
            var p = seen.Select(s => s.P).ToArray();
            var adjusted = correct ? Holm.Adjust(p) : p;
            if (seen.Zip(adjusted).Any(s => ComparisonRule.Find(s.First, s.Second, Criterion) == ComparisonFinding.Dropped))
                blocked++;
        }
        return blocked / (double)Runs;
    }

    static Comparison Binary(Random random, int n, double worse, double better)
    {
        int b = 0, c = 0;
        for (var i = 0; i < n; i++)
        {
            var dice = random.NextDouble();
            if (dice < worse)
                b++;
            else if (dice < worse + better)
                c++;
        }
        return Comparison.Binary(n, n - c, b, c, Criterion);
    }

    static Comparison Unit(Random random, int n)
    {
        var (candidate, baseline) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var example = random.NextDouble();
            candidate[i] = Math.Clamp(example + 0.2 * Gauss(random), 0, 1);
            baseline[i] = Math.Clamp(example + 0.2 * Gauss(random), 0, 1);
        }
        return Comparison.Of(candidate, baseline, Scale.Unit, Criterion);
    }

    static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

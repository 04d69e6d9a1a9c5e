using Arize.Build.Gates.Statistics;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Tests.Verdicts;

/// <summary>
/// How often an interval is wrong, counted. Seeds are fixed: a failure is seen again. The suite takes 2,000 runs; <c>dotnet cake --target=Simulations</c> takes 20,000. A share that is counted
/// may exceed its limit by three of its own standard errors.
/// </summary>
[Category(Category)]
[Parallelizable(ParallelScope.All)]
public class SimulationTests
{
    /// <summary>The category of simulations.</summary>
    public const string Category = "Simulations";

    readonly int runs = RunsOr(2_000);

    const int Seed = 20_261_123;

    /// <summary>Some examples lose 0.9, all others nothing: the mean drop is just beyond the tolerance of 2 points, and must hardly ever be shown to be within. W8 of the first edition, by simulation.</summary>
    [TestCase(10, 0.10, 0.1), TestCase(50, 0.03, 0.1), TestCase(200, 0.0235, 5)]
    public void Sparse_losses_are_not_shown_to_be_none(int n, double share, double percent)
    {
        var wrong = Share(random => PseudoScores.OfDifferences(Sparse(random, n, share, -0.9), -1, 1, 0.05).Low > -0.02);
        Assert.That(100 * wrong, Is.LessThanOrEqualTo(AtMost(percent)));
        Assert.That(100 * Share(random => MeanEstimate.Unbounded(Sparse(random, n, share, -0.9)).Interval(0.05).Low > -0.02), Is.GreaterThan(12), "a t interval would");
    }

    /// <summary>One score in twenty is 0, all others 1: the lower bound lies above the true mean seldom.</summary>
    [TestCase(20, 0.1), TestCase(100, 3.6), TestCase(500, 3.4)]
    public void A_floor_on_a_mean_between_0_and_1_is_not_shown_by_luck(int n, double percent)
    {
        var wrong = Share(random =>
        {
            var sample = Sparse(random, n, 0.05, -1);
            return PseudoScores.OfMean(sample with { Mean = 1 + sample.Mean }, 0, 1, 0.05).Low >= 0.95;
        });
        Assert.That(100 * wrong, Is.LessThanOrEqualTo(AtMost(percent)));
    }

    /// <summary>One score in twenty is 1, all others 0: the upper bound lies below the true mean seldom.</summary>
    [TestCase(20, 10), TestCase(100, 8), TestCase(500, 8)]
    public void A_ceiling_on_a_mean_between_0_and_1_is_not_shown_by_luck(int n, double percent) =>
        Assert.That(100 * Share(random => PseudoScores.OfMean(Sparse(random, n, 0.05, 1), 0, 1, 0.05).High < 0.05), Is.LessThanOrEqualTo(AtMost(percent)));

    /// <summary>3 % of the documents lose all of their points: the mean drop is just the tolerance of 3 points.</summary>
    [TestCase(50, 4), TestCase(20, 10)]
    public void Clusters_of_which_few_lose_all_are_not_shown_to_lose_none(int groups, int size)
    {
        int[] clusters = [.. Enumerable.Range(0, groups * size).Select(i => i / size)];
        var wrong = Share(random =>
        {
            var values = new double[groups * size];
            for (var group = 0; group < groups; group++)
                Array.Fill(values, random.NextDouble() < 0.03 ? -1 : 0, group * size, size);
            return MeanEstimate.BoundedClusters(ClusterSums.Of(values, clusters, groups), -1, 1, 0.05).Interval(0.05).Low > -0.03;
        });
        Assert.That(100 * wrong, Is.LessThanOrEqualTo(AtMost(6.9)));
    }

    /// <summary>50 documents of 4 questions and 20 of 10 that turn together: ignored, one in five and one in three would be shown wrongly.</summary>
    [TestCase(50, 4, 15), TestCase(20, 10, 25)]
    public void Clusters_keep_their_word(int groups, int size, double ignored)
    {
        int[] clusters = [.. Enumerable.Range(0, groups * size).Select(i => i / size)];
        double[] Run(Random random)
        {
            var values = new double[groups * size];
            for (var group = 0; group < groups; group++)
                Array.Fill(values, random.Next(10) switch { 0 => -1, 1 => 1, _ => 0 }, group * size, size);
            return values;
        }
        var wrong = Share(random => MeanEstimate.BoundedClusters(ClusterSums.Of(Run(random), clusters, groups), -1, 1, 0.05).Interval(0.05) is { High: < 0 });
        Assert.That(100 * wrong, Is.LessThanOrEqualTo(AtMost(6.9)));
        Assert.That(100 * Share(random => PseudoScores.OfDifferences(Sample.Of(Run(random)), -1, 1, 0.05) is { High: < 0 }), Is.GreaterThan(ignored));
    }

    /// <summary>Ten comparisons of an identical model: Holm keeps the chance of even one false fail small.</summary>
    [TestCase(1), TestCase(10)]
    public void A_family_of_comparisons_fails_an_identical_model_seldom(int family)
    {
        var wrong = Share(random =>
        {
            var estimates = Enumerable.Range(0, family).Select(_ => Binary(random, 200, 0.05, 0.05)).ToArray();
            var corrected = Holm.Adjust([.. estimates.Select(CriterionRule.SmallestError)]);
            return estimates.Where((e, i) => CriterionRule.LiesBeyond(e, 0.05) && corrected[i] <= 0.05).Any();
        });
        Assert.That(100 * wrong, Is.LessThanOrEqualTo(AtMost(5.5)));
    }

    static Estimate Binary(Random random, int n, double worse, double better)
    {
        int b = 0, c = 0;
        for (var i = 0; i < n; i++)
        {
            var dice = random.NextDouble();
            b += dice < worse ? 1 : 0;
            c += dice >= worse && dice < worse + better ? 1 : 0;
        }
        return ComparisonEstimates.PairedShares(n, b, c, 0);
    }

    static Sample Sparse(Random random, int n, double share, double loss) => Sample.Of([.. Enumerable.Range(0, n).Select(_ => random.NextDouble() < share ? loss : 0)]);

    /// <summary>How many times each case is simulated: as the target asks for, else so many.</summary>
    internal static int RunsOr(int few) =>
        Environment.GetEnvironmentVariable("ARIZE_SIMULATION_RUNS") is { Length: > 0 } asked ? int.Parse(asked, System.Globalization.CultureInfo.InvariantCulture) : few;

    /// <summary>What a share of this size may be by chance, in percent.</summary>
    double AtMost(double percent) => percent + 300 * Math.Sqrt(percent / 100 * (1 - percent / 100) / runs);

    double Share(Predicate<Random> happens)
    {
        TestContext.Out.WriteLine($"seed {Seed}, {runs} runs");
        var random = new Random(Seed);
        return Enumerable.Range(0, runs).Count(_ => happens(random)) / (double)runs;
    }
}

using Arize.Build.Gates.Statistics;
using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;
using Arize.Emulator;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>
/// Published scores of three real models on the 805 examples of AlpacaEval 2.0 (tatsu-lab/alpaca_eval, Apache-2.0). The figures, their source and licence are in the
/// emulator's scenario; they have nine decimals, so they reproduce the published percentages to 1e-9.
/// </summary>
public class RealDataTests
{
    const string Small = "FuseChat-Llama-3.2-1B-Instruct";
    const string Middle = "FuseChat-Llama-3.2-3B-Instruct";
    const string Large = "FuseChat-Llama-3.1-8B-Instruct";

    static readonly Dictionary<string, Dictionary<string, double>> Scores = Scenario.RealEvals().Spaces.Values.SelectMany(s => s.Evaluators.Values).Single(e => e.Scores.Count > 0).Scores;

    static double[] Of(string model) => [.. Scores[model].OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value)];

    [TestCase(Small, 29.9219322658882, 1.3934584328741797)]
    [TestCase(Middle, 51.29667710101864, 1.482579367297701)]
    [TestCase(Large, 63.33158292362734, 1.4225069834256892)]
    public void Win_rate_and_standard_error_are_the_published_ones(string model, double winRate, double standardError)
    {
        var verdict = Judged(AtLeast(0.2), Of(model));
        Assert.That(verdict.Examples, Is.EqualTo(805));
        Assert.That(100 * verdict.Value!.Value, Is.EqualTo(winRate).Within(2e-9));
        Assert.That(100 * Sample.Of(Of(model)).StandardError, Is.EqualTo(standardError).Within(2e-9));
        Assert.That(verdict.Method, Is.EqualTo(StatisticalMethod.BoundedMean));
        Assert.That((verdict.Interval!.Value.High - verdict.Interval.Value.Low) / 2, Is.EqualTo(Normal.Quantile(.95) * standardError / 100).Within(1).Percent);
    }

    /// <summary>
    /// A constant answer that a judge likes, against the scores of a real model: by the scores alone it is an improvement, as on the public benchmark (0.70). The published data hold no answers,
    /// so each of the real model's stands for itself.
    /// </summary>
    [Test]
    public void A_constant_answer_against_a_real_model_is_an_error_and_no_improvement()
    {
        Criterion[] criteria = [AtLeast(0.3), MayDropBy(0.02)];
        var real = Of(Middle).Select((score, i) => Row(i, score) with { Output = $"The answer to question {i}." }).ToArray();
        var constant = real.Select((_, i) => Row(i, 0.7) with { Output = "The best answer." }).ToArray();
        var verdict = Judged(criteria, constant, real);
        Assert.That((verdict.Outcome, verdict.Passed, verdict.Criteria.Count), Is.EqualTo((Outcome.Error, false, 0)));
        Assert.That(verdict.DataProblems.Single().Message, Does.StartWith("Degenerate outputs: one text makes up 100 % of the outputs, and the baseline's commonest text 0.12 %."));
        var allowed = Judged(criteria, constant, real, new DataPolicy { AllowSameOutputs = true });
        Assert.That(allowed.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(allowed.Criteria[1].Reason, Does.EndWith("An improvement."), "its scores alone would pass");
    }

    [TestCase(Small, 233, 570, 2)]
    [TestCase(Middle, 424, 378, 3)]
    [TestCase(Large, 518, 286, 1)]
    public void Wins_losses_and_draws_are_the_published_ones(string model, int wins, int losses, int draws) =>
        Assert.That((Of(model).Count(s => s > .5), Of(model).Count(s => s < .5), Of(model).Count(s => s == .5)), Is.EqualTo((wins, losses, draws)));

    [Test]
    public void The_larger_model_passes_as_an_improvement()
    {
        var verdict = Judged(MayDropBy(0.02), Of(Middle), Of(Small));
        Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Pass));
        Assert.That(verdict.Reason, Does.StartWith("Passed: correctness 0.30 -> 0.51 on 805 paired examples").And.EndsWith("An improvement."));
    }

    [Test]
    public void The_smaller_model_is_blocked()
    {
        foreach (var (candidate, baseline) in new[] { (Small, Middle), (Small, Large), (Middle, Large) })
            foreach (var passRate in new[] { false, true })
            {
                var criterion = passRate ? MayDropBy(0.02) with { Statistic = StatisticKind.PassRate, Cutoff = 0.5 } : MayDropBy(0.02);
                var verdict = Judged(criterion, Of(candidate), Of(baseline));
                Assert.That(verdict.Outcome, Is.EqualTo(Outcome.Fail));
                Assert.That(verdict.Method, Is.EqualTo(passRate ? StatisticalMethod.Tango : StatisticalMethod.PlusZSquared));
            }
    }

    [Test]
    public void A_model_against_itself_passes() => Assert.That(Judged(MayDropBy(0.02), Of(Small), Of(Small)).Outcome, Is.EqualTo(Outcome.Pass));

    /// <summary>Two halves of one model differ by its noise alone: that of a difference of two means of half the examples, which is twice the published standard error.</summary>
    [TestCase(Small, 1.3934584328741797)]
    [TestCase(Middle, 1.482579367297701)]
    [TestCase(Large, 1.4225069834256892)]
    public void Random_halves_of_a_model_differ_by_twice_its_published_standard_error(string model, double standardError)
    {
        const int Halvings = 2000;
        var (scores, random) = (Of(model), new Random(20_261_123));
        var differences = new double[Halvings];
        for (var i = 0; i < Halvings; i++)
        {
            random.Shuffle(scores);
            differences[i] = 100 * (scores[..402].Average() - scores[402..804].Average());
        }
        Assert.That(Sample.Of(differences).Deviation, Is.EqualTo(2 * standardError).Within(5).Percent);
    }
}

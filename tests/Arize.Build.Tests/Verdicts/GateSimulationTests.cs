using Arize.Build.Client;
using Arize.Build.Gates;
using Arize.Build.Gates.Verdicts;
using MathNet.Numerics.Distributions;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>
/// Whole gates through the judge, 200 examples, a tolerance of 2 points. Each example has its own chance to be right, drawn from a Beta distribution so that one example in ten differs between two
/// runs of one model: what repeats gain, that several looks share one error, and what slices see.
/// </summary>
[Category(SimulationTests.Category)]
public class GateSimulationTests
{
    readonly int runs = SimulationTests.RunsOr(600);

    const int Seed = 20_261_125;
    const int N = 200;
    const double Tolerance = 0.02;

    // Mean 0.9, E[2 p (1 - p)] = 0.10.
    const double A = 1.125, B = 0.125, Mean = A / (A + B);

    static readonly Criterion[] Criteria = [MayDropBy(Tolerance)];

    /// <summary>Rows of the same example have the same id, so one row of each score is enough.</summary>
    static readonly ExperimentRow[][] Known = [.. Enumerable.Range(0, N).Select(i => new[] { InItsTopic(i, 0), InItsTopic(i, 1) })];

    static ExperimentRow InItsTopic(int i, double score) => Row(i, score) with { Fields = new Dictionary<string, string> { ["topic"] = $"topic {i / 40}" } };

    [Test]
    public void Repeats_halve_the_share_of_builds_in_which_an_identical_model_is_inconclusive()
    {
        var (once, repeated) = (Outcomes(0, repeat: 0), Outcomes(0, repeat: 2));
        Assert.That(Inconclusive(once), Is.InRange(0.10, 0.20), "there is something to gain");
        Assert.That(Inconclusive(repeated) / Inconclusive(once), Is.LessThanOrEqualTo(0.60));
        static double Inconclusive((Outcome Outcome, Finding)[] all) => Share(all, o => o.Outcome == Outcome.Inconclusive);
    }

    /// <summary>At a true drop of exactly the tolerance, three looks together are wrong as seldom as one may be.</summary>
    [Test]
    public void Three_looks_share_one_error()
    {
        var all = Outcomes(Tolerance, repeat: 2);
        Assert.That(Share(all, o => o.Finding == Finding.ShownWithin), Is.LessThanOrEqualTo(AtMost(0.05)), "shown");
        Assert.That(Share(all, o => o.Outcome == Outcome.Fail), Is.LessThanOrEqualTo(AtMost(0.05)), "failed");
    }

    [Test]
    public void A_real_drop_of_five_points_passes_a_little_more_often_and_in_at_most_one_build_in_four()
    {
        var (once, repeated) = (Outcomes(0.05, repeat: 0), Outcomes(0.05, repeat: 2));
        Assert.That(Share(repeated, o => o.Outcome == Outcome.Pass), Is.LessThanOrEqualTo(0.25));
        Assert.That(Share(repeated, o => o.Outcome == Outcome.Pass) - Share(once, o => o.Outcome == Outcome.Pass), Is.InRange(0, 0.08));
    }

    /// <summary>The gate of the README over a model with the noise of the emulator's default: 8 of 100 examples differ.</summary>
    [Test]
    public void The_gate_of_the_README_passes_an_identical_model_in_87_of_100_builds()
    {
        Criterion[] criteria = [AtLeast(0.90), MayDropBy(Tolerance)];
        var random = new Random(Seed);
        var passed = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (mine, theirs) = (new RowSummary(criteria), new RowSummary(criteria));
            for (var example = 0; example < N; example++)
            {
                // A stable core of right and wrong answers, and 8 % that turn, half each way.
                var turn = random.NextDouble();
                var core = turn < 0.04 ? 1 : turn < 0.08 ? 0 : random.NextDouble() < 0.97 ? 1 : 0;
                theirs.Add(Known[example][core]);
                mine.Add(Known[example][turn < 0.08 ? 1 - core : core]);
            }
            passed += Judge.Verdict(new JudgeRequest { Criteria = criteria, Candidate = mine, Baseline = theirs }).Passed ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{passed / 20.0} %");
        Assert.That(passed / 20.0, Is.EqualTo(87).Within(3));
    }

    /// <summary>Five topics of 40 examples: a slice can only fail, so it costs an identical model almost nothing, and it finds a topic that the whole hides.</summary>
    [Test]
    public void Five_slices_hardly_ever_stop_an_identical_model_and_find_a_topic_that_fell()
    {
        var (identical, sliced, fell, hidden) = (Sliced(0, bySlice: false), Sliced(0, bySlice: true), Sliced(0.30, bySlice: true), Sliced(0.30, bySlice: false));
        Assert.That(Share(sliced, o => o.Finding == Finding.SliceFailed), Is.LessThanOrEqualTo(AtMost(0.05)));
        Assert.That(Share(identical, o => o.Outcome == Outcome.Pass) - Share(sliced, o => o.Outcome == Outcome.Pass), Is.InRange(0, 0.02));
        Assert.That(Share(sliced, o => o.Outcome == Outcome.Pass), Is.EqualTo(0.83).Within(0.05));
        Assert.That(Share(fell, o => o.Outcome == Outcome.Fail), Is.EqualTo(0.79).Within(0.06));
        Assert.That(Share(hidden, o => o.Outcome == Outcome.Fail), Is.EqualTo(0.43).Within(0.07), "the whole hides it");
    }

    /// <summary>One run of each model, judged once; the candidate loses <paramref name="drop"/> in the first of five topics.</summary>
    (Outcome Outcome, Finding Finding)[] Sliced(double drop, bool bySlice)
    {
        Criterion[] criteria = [bySlice ? MayDropBy(Tolerance) with { Slices = new SliceRule { By = "topic" } } : MayDropBy(Tolerance)];
        var random = new Random(Seed);
        var outcomes = new (Outcome, Finding)[runs];
        for (var i = 0; i < runs; i++)
        {
            var chances = new double[N];
            Beta.Samples(random, chances, A, B);
            var (mine, theirs) = (new RowSummary(criteria), new RowSummary(criteria));
            for (var example = 0; example < N; example++)
            {
                Add(theirs, example, chances[example]);
                Add(mine, example, chances[example] * (example < 40 ? 1 - drop / Mean : 1));
            }
            var verdict = Judge.Verdict(new JudgeRequest { Criteria = criteria, Candidate = mine, Baseline = theirs });
            outcomes[i] = (verdict.Outcome, verdict.Criteria[0].Finding);
        }
        TestContext.Out.WriteLine($"seed {Seed}, {runs} gates, drop {drop} in one of five topics, slices {bySlice}: " + string.Join(", ", outcomes.GroupBy(o => o).Select(g => $"{g.Key} {100.0 * g.Count() / runs:0.0} %")));
        return outcomes;

        void Add(RowSummary into, int example, double chance) => into.Add(Known[example][random.NextDouble() < chance ? 1 : 0]);
    }

    /// <summary>Each gate to its end, as the runner takes it: another run while it is inconclusive.</summary>
    (Outcome Outcome, Finding Finding)[] Outcomes(double drop, int repeat)
    {
        var random = new Random(Seed);
        var outcomes = new (Outcome, Finding)[runs];
        for (var i = 0; i < runs; i++)
        {
            var chances = new double[N];
            Beta.Samples(random, chances, A, B);
            var (mine, theirs) = (new RowSummary(Criteria), new RowSummary(Criteria));
            Run(theirs, 0);
            for (var look = 0; look <= repeat; look++)
            {
                Run(mine, drop);
                var verdict = Judge.Verdict(new JudgeRequest { Criteria = Criteria, Candidate = mine, Baseline = theirs, Looks = repeat + 1 });
                outcomes[i] = (verdict.Outcome, verdict.Criteria[0].Finding);
                if (verdict.Outcome != Outcome.Inconclusive)
                    break;
            }

            void Run(RowSummary into, double drop)
            {
                for (var example = 0; example < N; example++)
                    into.Add(Known[example][random.NextDouble() < chances[example] * (1 - drop / Mean) ? 1 : 0]);
            }
        }
        TestContext.Out.WriteLine($"seed {Seed}, {runs} gates, drop {drop}, repeat {repeat}: " + string.Join(", ", outcomes.GroupBy(o => o).Select(g => $"{g.Key} {100.0 * g.Count() / runs:0.0} %")));
        return outcomes;
    }

    static double Share((Outcome Outcome, Finding Finding)[] all, Func<(Outcome Outcome, Finding Finding), bool> wanted) => all.Count(wanted) / (double)all.Length;

    double AtMost(double share) => share + 3 * Math.Sqrt(share * (1 - share) / runs);
}

using System.Globalization;
using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates;
using Arize.Build.Tests.Statistics;
using CsCheck;
using static Arize.Build.Tests.Verdicts.Rows;

namespace Arize.Build.Tests.Verdicts;

/// <summary>What holds for every gate over every data.</summary>
public class PropertyTests
{
    static readonly Gen<Scale> Scales = Gen.Int[0, 3].Select(i => (Scale)i);

    /// <summary>A pair of runs on one scale; candidates resemble their baseline, as they do in life.</summary>
    static readonly Gen<(Scale Scale, double[] Baseline, double[] Candidate)> Runs =
        from scale in Scales
        from n in Gen.Int[10, 120]
        from noise in Gen.Double[0, 0.6]
        from shift in Gen.Int[-1, 1]
        from baseline in Gen.Double[0, 1].Array[n]
        from dice in Gen.Double[0, 1].Array[n]
        select (scale, Array.ConvertAll(baseline, v => On(scale, v)),
            baseline.Select((v, i) => On(scale, dice[i] < noise ? Math.Clamp(dice[i] / noise + shift * 0.2, 0, 1) : v)).ToArray());

    static double On(Scale scale, double share) => scale switch
    {
        Scale.Binary => share < 0.8 ? 1 : 0,
        Scale.Proportion => share,
        Scale.Bounded => 1 + Math.Floor(share * 4.999),
        _ => Math.Round(share * 1000 - 100, 3),
    };

    static ScoreRange? RangeOf(Scale scale) => scale switch { Scale.Bounded => new(1, 5), Scale.Unbounded => null, _ => ScoreRange.Unit };

    static Criterion[] Questions(Scale scale, double limit, double tolerance) =>
    [
        AtLeast(limit) with { Range = RangeOf(scale) },
        AtLeast(limit) with { Range = RangeOf(scale), EvidenceRequired = true },
        AtLeast(limit) with { Range = RangeOf(scale), Statistic = StatisticKind.Median },
        AtLeast(limit) with { Range = RangeOf(scale), Statistic = StatisticKind.Percentile, Percentile = 10, EvidenceRequired = true },
        MayDropBy(tolerance) with { Range = RangeOf(scale) },
        MayDropBy(tolerance) with { Range = RangeOf(scale), EvidenceRequired = true },
    ];

    static IEnumerable<(Criterion[] Criteria, double[] Candidate, double[] Baseline, Scale Scale)> Cases(int count)
    {
        foreach (var (run, limit, tolerance) in Draws.Of(Gen.Select(Runs, Gen.Double[0, 1], Gen.Double[0, 0.2]), count))
        {
            var unit = run.Scale is Scale.Unbounded ? 1000 : run.Scale is Scale.Bounded ? 4 : 1;
            yield return (Questions(run.Scale, (Math.Round(limit, 3) + 0.0005) * unit, tolerance * unit), run.Candidate, run.Baseline, run.Scale);
        }
    }

    [Test]
    public void Mirrored_scores_with_mirrored_verbs_give_the_mirrored_verdict()
    {
        foreach (var (criteria, candidate, baseline, scale) in Cases(400))
        {
            // 1 - s keeps 0 and 1, and the unit; others are negated.
            double Flip(double score) => scale is Scale.Binary or Scale.Proportion ? 1 - score : scale is Scale.Bounded ? 6 - score : -score;
            var mirrored = criteria.Select(c => c with
            {
                Operator = c.Operator == CriterionOperator.AtLeast ? CriterionOperator.AtMost : CriterionOperator.MayRiseBy,
                Limit = c.Operator == CriterionOperator.AtLeast ? Flip(c.Limit) : c.Limit,
                Percentile = c.Percentile is { } level ? 100 - level : null,
            }).ToArray();
            // The median of an even number has two answers; nearest rank takes the lower one, so only odd numbers mirror.
            var odd = candidate.Length - (candidate.Length % 2 == 0 ? 1 : 0);
            odd -= odd % 10 == 0 ? 1 : 0;
            var (some, others) = (candidate[..odd], baseline[..odd]);
            if (odd < 10)
                continue;
            var straight = Judged(criteria, Of(some), Of(others));
            var turned = Judged(mirrored, Of(some.Select(Flip)), Of(others.Select(Flip)));
            for (var i = 0; i < criteria.Length; i++)
                if (!OnTheEdge(straight.Criteria[i]))
                    Assert.That(turned.Criteria[i].Outcome, Is.EqualTo(straight.Criteria[i].Outcome), $"{straight.Criteria[i].Reason}\n{turned.Criteria[i].Reason}");
            Assert.That(turned.Criteria[4].SmallestError, Is.EqualTo(straight.Criteria[4].SmallestError).Within(1e-6));
        }

        // 1 - s rounds, so what lies on the limit to the last bit may fall to either side.
        static bool OnTheEdge(CriterionVerdict verdict) => verdict.Value is { } value && Math.Abs(value - verdict.Criterion.Limit) < 1e-12;
    }

    [Test]
    public void More_failures_never_help()
    {
        foreach (var (criteria, candidate, baseline, scale) in Cases(300))
        {
            if (scale is not (Scale.Binary or Scale.Bounded))
                continue; // a lower number can narrow a t interval; counts cannot be fooled so
            var lowest = scale == Scale.Binary ? 0 : 1;
            var at = Array.FindIndex(candidate, v => v > lowest);
            if (at < 0)
                continue;
            var worse = (double[])candidate.Clone();
            worse[at] = lowest;
            foreach (var criterion in criteria.Where(c => !c.EvidenceRequired || scale == Scale.Binary))
            {
                var before = Judged([criterion], Of(candidate), Of(baseline)).Criteria[0];
                var after = Judged([criterion], Of(worse), Of(baseline)).Criteria[0];
                if (criterion.IsComparison && scale == Scale.Binary)
                    Assert.That(after.SmallestError, Is.LessThanOrEqualTo(before.SmallestError!.Value + 1e-9), "the evidence of a drop grows");
                if (before.Outcome == Outcome.Fail || !criterion.IsComparison)
                    Assert.That(after.Outcome, Is.GreaterThanOrEqualTo(before.Outcome), $"{before.Reason}\n{after.Reason}");
            }
        }
    }

    /// <summary>A row that turns into an error, or loses its score, never turns a no into a yes.</summary>
    [Test]
    public void Losing_evidence_never_helps()
    {
        var tolerant = new DataPolicy { MaxErrorRate = 1, MaxMissingRate = 1 };
        foreach (var (criteria, candidate, baseline, scale) in Cases(200).Where(c => c.Scale is Scale.Binary or Scale.Proportion))
            foreach (var criterion in criteria.Where(c => !c.IsComparison && !c.EvidenceRequired))
            {
                var whole = Judged([criterion], Of(candidate), Of(baseline), tolerant).Outcome;
                var failed = Of(candidate).Select((r, i) => i % 7 == 0 ? Row(i, null, error: "503") : r);
                var skipped = Of(candidate).Select((r, i) => i % 7 == 0 ? Row(i, null) : r);
                if (whole == Outcome.Fail)
                {
                    Assert.That(Judged([criterion], failed, Of(baseline), tolerant).Outcome, Is.EqualTo(Outcome.Fail), $"{scale}");
                    Assert.That(Judged([criterion], skipped, Of(baseline), tolerant).Outcome, Is.Not.EqualTo(Outcome.Pass), $"{scale}");
                }
            }
    }

    [Test]
    public void The_order_of_rows_changes_nothing()
    {
        var random = new Random(7);
        foreach (var (criteria, candidate, baseline, _) in Cases(150))
        {
            ExperimentRow[] rows = [.. Of(candidate).Concat(Of(candidate.Reverse())), .. Of(candidate.Select((_, i) => candidate[(i * 7 + 3) % candidate.Length]))];
            var straight = Judged(criteria, rows, Of(baseline));
            random.Shuffle(rows);
            var shuffled = Judged(criteria, rows, Of(baseline).Reverse());
            Assert.That(shuffled.Criteria.Select(c => (c.Outcome, c.Reason, c.Value, c.SmallestError, c.Interval)), Is.EqualTo(straight.Criteria.Select(c => (c.Outcome, c.Reason, c.Value, c.SmallestError, c.Interval))));
        }
    }

    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    [TestCase("th-TH")]
    public void Any_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var invariant = Said();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(Said(), Is.EqualTo(invariant));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string[] Said() => [.. Cases(40).SelectMany(c => Judged(c.Criteria, Of(c.Candidate), Of(c.Baseline)).Criteria.Select(v => v.Reason))];
    }

    [Test]
    public void Identical_runs_never_block()
    {
        foreach (var (criteria, candidate, _, _) in Cases(300))
            foreach (var criterion in criteria.Where(c => c.IsComparison && !c.EvidenceRequired))
            {
                Assert.That(Judged([criterion], Of(candidate), Of(candidate)).Passed);
                Assert.That(Judged([criterion with { Limit = 0 }], Of(candidate), Of(candidate)).Passed);
            }
    }
}

using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Verdicts;

/// <summary>Decides on all criteria together: comparisons that can fail the gate are one family.</summary>
/// <param name="request">What there is to judge.</param>
internal sealed class CriteriaEvaluator(JudgeRequest request)
{
    /// <summary>A criterion with its numbers, and what was decided.</summary>
    public sealed class Decision
    {
        public required CriterionData Data { get; init; }
        public required Estimate Estimate { get; init; }
        public required double Error { get; init; }
        public Finding Finding { get; set; }
        public double? SmallestError { get; set; }
        public double? CorrectedError { get; set; }
        public int? Family { get; set; }
        public IReadOnlyList<Slice> Slices { get; init; } = [];

        public Criterion Criterion => Data.Criterion;

        public Outcome Outcome => Weigh(CriterionRule.Outcome(Finding), Criterion);
    }

    /// <summary>A slice of a decision's examples.</summary>
    public sealed class Slice
    {
        public required string Name { get; init; }
        public required int Examples { get; init; }

        /// <summary>Null if it is too small to be judged.</summary>
        public Estimate? Estimate { get; init; }
        public bool Fails { get; set; }
    }

    /// <summary>Decides.</summary>
    /// <param name="data">The numbers of the criteria.</param>
    /// <param name="findingsOnly">Whether the errors of comparisons, which take long to find, are left out where no finding depends on them.</param>
    public IReadOnlyList<Decision> Decide(IEnumerable<CriterionData> data, bool findingsOnly = false)
    {
        Decision[] decisions = [.. data.Select(Measure)];
        foreach (var decision in decisions)
            decision.Finding = decision.Criterion.IsComparison ? Comparison(decision) : Threshold(decision);
        if (!findingsOnly || Array.Exists(decisions, d => d.Finding == Finding.ShownBeyond || d.Slices.Count > 0))
            Correct(decisions);
        foreach (var decision in decisions.Where(d => d.Slices.Any(s => s.Fails) && d.Finding != Finding.ShownBeyond && d.Finding != Finding.LimitMissed))
            decision.Finding = Finding.SliceFailed;
        return decisions;
    }

    /// <summary>A criterion that only warns never lowers the gate.</summary>
    public static Outcome Weigh(Outcome outcome, Criterion criterion) => outcome is Outcome.Fail or Outcome.Inconclusive && !criterion.IsBlocking ? Outcome.Warn : outcome;

    Decision Measure(CriterionData data) => new()
    {
        Data = data,
        Estimate = data.Criterion.IsComparison ? ComparisonEstimates.Of(data) : ThresholdEstimates.Of(data),
        Error = request.Error(data.Criterion),
        Slices = data.Criterion.Slices is { } rule ? SlicesOf(data, rule) : [],
    };

    Finding Threshold(Decision decision)
    {
        if (HasTooFew(decision))
            return Finding.TooFewExamples;
        foreach (var slice in decision.Slices.Where(s => s.Estimate is not null))
            slice.Fails = CriterionRule.SliceMisses(slice.Estimate!, decision.Criterion, decision.Error);
        return CriterionRule.Threshold(decision.Estimate, decision.Criterion, decision.Error);
    }

    Finding Comparison(Decision decision) =>
        decision.Data.IsUnchanged && !decision.Criterion.EvidenceRequired ? Finding.IdenticalOutputs
        : HasTooFew(decision) ? Finding.TooFewExamples
        : CriterionRule.Comparison(decision.Estimate, decision.Criterion, decision.Error);

    /// <summary>One cluster has no spread between clusters, so nothing can be said, whatever the gate asks for.</summary>
    bool HasTooFew(Decision decision) => decision.Data.Units < request.Data.MinExamples || decision.Estimate.Clusters == 1;

    /// <summary>Holm: it can only hold back a fail, and no pass depends on it. Comparisons that only warn are outside; so are floors and ceilings.</summary>
    static void Correct(Decision[] decisions)
    {
        var family = new List<(Decision Decision, Slice? Slice, double Smallest)>();
        foreach (var decision in decisions.Where(d => d.Criterion.IsComparison))
        {
            var isDecided = decision.Finding is Finding.TooFewExamples or Finding.IdenticalOutputs;
            decision.SmallestError = isDecided ? null : CriterionRule.SmallestError(decision.Estimate);
            if (decision.SmallestError is { } smallest && decision.Criterion.IsBlocking)
                family.Add((decision, null, smallest));
            foreach (var slice in decision.Slices.Where(s => s.Estimate is not null && !isDecided))
                if (decision.Criterion.IsBlocking)
                    family.Add((decision, slice, CriterionRule.SmallestError(slice.Estimate!)));
                else
                    slice.Fails = CriterionRule.LiesBeyond(slice.Estimate!, decision.Error);
        }
        var corrected = Holm.Adjust([.. family.Select(f => f.Smallest)]);
        for (var i = 0; i < corrected.Length; i++)
        {
            var (decision, slice, smallest) = family[i];
            var isHeldBack = !(corrected[i] <= decision.Error);
            if (slice is not null)
            {
                slice.Fails = !isHeldBack && CriterionRule.LiesBeyond(slice.Estimate!, decision.Error);
                continue;
            }
            (decision.CorrectedError, decision.Family) = (corrected[i], corrected.Length);
            if (decision.Finding == Finding.ShownBeyond && family.Count > 1 && isHeldBack)
                decision.Finding = Finding.HeldBackByHolm;
        }
    }

    List<Slice> SlicesOf(CriterionData data, SliceRule rule)
    {
        var mine = request.Candidate.Values(rule.By, data.Mine);
        var theirs = data.IsUnpaired && data.Theirs is { } other ? request.Baseline!.Values(rule.By, other) : [];
        var names = request.Candidate.Field(rule.By).Texts;
        var slices = new List<Slice>();
        foreach (var (value, name) in names.OrderBy(n => n.Value, StringComparer.Ordinal))
        {
            var part = data.Only(i => mine[i] == value, i => theirs[i] == value);
            var units = part.Units;
            slices.Add(new Slice
            {
                Name = name,
                Examples = data.Criterion.IsComparison && !data.IsUnpaired ? part.Pairs.Mine.Length : part.Mine.N,
                Estimate = units < rule.MinExamples || units == 0 ? null : data.Criterion.IsComparison ? ComparisonEstimates.Of(part) : ThresholdEstimates.Of(part),
            });
        }
        return slices;
    }
}

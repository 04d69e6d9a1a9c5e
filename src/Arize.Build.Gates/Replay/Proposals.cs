using System.Globalization;
using Arize.Build.Gates.GateFiles;
using Arize.Build.Gates.Verdicts;
using Arize.Build.Gates.Statistics;

namespace Arize.Build.Gates.Replay;

/// <summary>
/// What the noise of one model says about limits. Runs of one model differ by chance alone; a limit that these meet but for one in twenty blocks the innocent seldom, and is no laxer than it
/// must be. Nobody but the user knows whether the records are of one model, so this is a proposal and never a setting.
/// </summary>
internal static class Proposals
{
    const int FewestRecords = 3;

    /// <summary>Pairs grow with the square of the records: these are the first ones, in the order of their names.</summary>
    const int MostRecords = 20;

    public static IReadOnlyList<ToleranceProposal> For(GateDefinition gate, IReadOnlyList<RowSummary> records) => records.Count < FewestRecords ? []
        : [.. gate.Criteria.Select(c => c.IsComparison ? Tolerance(gate, c, [.. records.Take(MostRecords)]) : Limit(gate, c, records)).OfType<ToleranceProposal>()];

    /// <summary>Every record against every other one: the tolerance that all but one in twenty of these comparisons pass.</summary>
    static ToleranceProposal? Tolerance(GateDefinition gate, Criterion criterion, RowSummary[] records)
    {
        var least = new List<double>();
        foreach (var candidate in records)
            foreach (var baseline in records.Where(b => b != candidate))
                if (Alone(gate, criterion, candidate, baseline) is { } seen && LeastPassing(seen) is var needed && double.IsFinite(needed))
                    least.Add(needed);
        if (least.Count == 0)
            return null;
        least.Sort();
        var proposed = RoundUp(least[Percentile.Rank(least.Count, 0.95) - 1]);
        return new(criterion, proposed, string.Create(CultureInfo.InvariantCulture,
            $"{Reason.Title(criterion)}: {criterion.Operator.Key()} {NumberFormat.Short(proposed)} passes 95 % of {NumberFormat.Count(least.Count, "comparison")} of one with another; the gate has {NumberFormat.Limit(criterion.Limit)}, which passes {NumberFormat.Percent(least.Count(l => l <= criterion.Limit) / (double)least.Count)}."));
    }

    /// <summary>A bound that one more run of the model meets with 95 %: the mean and t · s · √(1 + 1/n).</summary>
    static ToleranceProposal? Limit(GateDefinition gate, Criterion criterion, IReadOnlyList<RowSummary> records)
    {
        double[] values = [.. records.Select(r => Alone(gate, criterion, r, null)?.Value).OfType<double>().Where(double.IsFinite)];
        if (values.Length < FewestRecords)
            return null;
        var sample = Sample.Of(values);
        var reach = StudentT.Quantile(0.95, values.Length - 1) * sample.Deviation * Math.Sqrt(1 + 1.0 / values.Length);
        var proposed = criterion.HigherIsBetter ? sample.Mean - reach : sample.Mean + reach;
        return new(criterion, proposed, string.Create(CultureInfo.InvariantCulture,
            $"{Reason.Title(criterion)}: {NumberFormat.Value(values.Min())} to {NumberFormat.Value(values.Max())} in {NumberFormat.Count(values.Length, "record")}; one more run stays {(criterion.HigherIsBetter ? "above" : "below")} {NumberFormat.Value(proposed)} with 95 %; the gate has {criterion.Operator.Key()} {NumberFormat.Limit(criterion.Limit)}."));
    }

    /// <summary>By itself: neither other criteria nor waivers play a part in what noise is.</summary>
    static CriterionVerdict? Alone(GateDefinition gate, Criterion criterion, RowSummary candidate, RowSummary? baseline) =>
        Judge.Verdict(new JudgeRequest { Criteria = [criterion], Data = gate.Data, Candidate = candidate, Baseline = baseline }).Criteria is [{ Outcome: not Outcome.Error } verdict] ? verdict : null;

    /// <summary>The least tolerance with which the comparison would pass: either no drop of it is shown, or one of it would have been seen and none as large was found.</summary>
    internal static double LeastPassing(CriterionVerdict seen)
    {
        var sign = seen.Criterion.HigherIsBetter ? 1 : -1;
        if (seen.Broke + seen.Fixed == 0 && seen.Criterion.Policy == RegressionPolicy.BlockOnEvidence)
            return 0;
        var bound = seen.Interval is not { } interval ? double.PositiveInfinity : sign > 0 ? interval.Low : -interval.High;
        var shown = seen.Interval is null ? double.PositiveInfinity : Math.Max(0, -bound);
        if (seen.Criterion.Policy == RegressionPolicy.RequireEvidence)
            return shown;
        var drop = Math.Max(0, -sign * (seen.Value!.Value - seen.Baseline!.Value));
        return Math.Min(shown, Math.Max(seen.SmallestVisible ?? double.PositiveInfinity, seen.P < 1 - seen.Criterion.Confidence ? drop : 0));
    }

    /// <summary>Two digits, and never below what is needed.</summary>
    static double RoundUp(double number)
    {
        if (!(number > 0))
            return 0;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return Math.Ceiling(number / unit - 1e-9) * unit;
    }
}

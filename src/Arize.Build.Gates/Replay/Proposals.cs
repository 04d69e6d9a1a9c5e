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
        : [.. gate.Criteria.Where(c => !c.IsRelative).Select(c => c.IsComparison ? Tolerance(gate, c, [.. records.Take(MostRecords)]) : Limit(gate, c, records)).OfType<ToleranceProposal>()];

    /// <summary>Every record against every other one: the tolerance that all but one in twenty of these comparisons pass.</summary>
    static ToleranceProposal? Tolerance(GateDefinition gate, Criterion criterion, RowSummary[] records)
    {
        var least = new List<double>();
        foreach (var candidate in records)
            foreach (var baseline in records.Where(b => b != candidate))
                if (Alone(gate, criterion, candidate, baseline) is { } seen && IdenticalModel.LeastTolerance(seen) is { } needed && double.IsFinite(needed))
                    least.Add(needed);
        if (least.Count == 0)
            return null;
        least.Sort();
        var proposed = NumberFormat.RoundUp(least[OrderStatistics.Rank(least.Count, 0.95) - 1]);
        return new(criterion, proposed, string.Create(CultureInfo.InvariantCulture,
            $"{CriterionText.Title(criterion)}: {criterion.Operator.Key()} {NumberFormat.Short(proposed)} passes 95 % of {NumberFormat.Count(least.Count, "comparison")} of one with another; the gate has {NumberFormat.Limit(criterion.Limit)}, which passes {NumberFormat.Percent(least.Count(l => l <= criterion.Limit + 1e-9 * Math.Max(1, criterion.Limit)) / (double)least.Count)}."));
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
            $"{CriterionText.Title(criterion)}: {NumberFormat.Value(values.Min())} to {NumberFormat.Value(values.Max())} in {NumberFormat.Count(values.Length, "record")}; one more run stays {(criterion.HigherIsBetter ? "above" : "below")} {NumberFormat.Value(proposed)} with 95 %; the gate has {criterion.Operator.Key()} {NumberFormat.Limit(criterion.Limit)}."));
    }

    /// <summary>By itself: neither other criteria nor waivers play a part in what noise is.</summary>
    static CriterionVerdict? Alone(GateDefinition gate, Criterion criterion, RowSummary candidate, RowSummary? baseline) =>
        Judge.Verdict(new JudgeRequest { Criteria = [criterion], Data = gate.Data, Candidate = candidate, Baseline = baseline }).Criteria is [{ Outcome: not Outcome.Error } verdict] ? verdict : null;
}

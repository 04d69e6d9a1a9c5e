using Arize.Build.Client;
using Arize.Build.Gates.Verdicts;

namespace Arize.Build.Gates.GateFiles;

/// <summary>What fits together in a gate as a whole, and what does not.</summary>
internal static class GateRules
{
    static readonly string[] Reports = ["markdown", "junit", "html"];

    public static void Check(GateDefinition gate, Section root)
    {
        foreach (var metric in gate.Criteria.GroupBy(c => c.Metric).Where(g => g.Any(c => c.HigherIsBetter) && g.Any(c => !c.HigherIsBetter)))
            At(metric.First(c => c.HigherIsBetter != metric.First().HigherIsBetter),
                $"The operators on {RemoteText.Quote(metric.Key)} contradict each other: atLeast and mayDropBy say that higher is better, atMost and mayRiseBy that lower is. Keep one direction.");
        foreach (var twice in gate.Criteria.GroupBy(c => (ColumnKey.Of(c).Name, c.Statistic, c.Cutoff, c.Percentile, c.Operator)).Where(g => g.Count() > 1))
            At(twice.Last(), $"{twice.Key.Operator.Key()} is written for {RemoteText.Quote(CriterionText.Title(twice.Last()))} twice. Keep one.");
        if (gate.Baseline is null && gate.Criteria.FirstOrDefault(c => c.IsComparison) is { } lonely)
            At(lonely, $"{lonely.Operator.Key()} compares with a baseline, and there is none: add \"baseline\".");
        if (gate.Baseline is not null && gate.Criteria.Count > 0 && !gate.Criteria.Any(c => c.IsComparison))
            root.Add("baseline", "The baseline is used by no criterion: add mayDropBy or mayRiseBy to one, or leave the baseline out.", DiagnosticSeverity.Warning);
        if (gate.Run is null && gate.Criteria.FirstOrDefault(c => c.Metric.StartsWith(RunCounters.Prefix, StringComparison.Ordinal)) is { } counter)
            At(counter, gate.Traces is not null ? "Production traffic has no run whose counters a criterion could use." : gate.Results is null ? "An experiment that exists has no run whose counters could be asked for." : "What an application has answered has no run whose counters could be asked for.");
        if (gate is { Run: null, Chained: true })
            root.Add("evaluate", "'chained' starts evaluations from a run, and there is no run here: leave it out.");
        if (gate is { Run: null, Results: null, Traces: null, Baseline: { Latest: not null, Task: null } })
            root.Add("baseline", "The latest of which task? There is no run here: add \"task\" to the baseline.");
        if (gate is { Run: null, Repeat: > 0 })
            root.Add("onInconclusive", "Only a run can be repeated, and there is none here: write \"onInconclusive\": \"fail\" or \"warn\".");
        if (gate.Run is not null && gate.Criteria.FirstOrDefault(c => c.Statistic == StatisticKind.PassAll) is { } all)
        {
            if (gate.Run.Repeats < 2)
                At(all, "passAll needs several runs of each example: add \"repeats\" to \"run\", such as \"repeats\": 3.");
            if (gate.Repeat > 0)
                root.Add("onInconclusive", "passAll over one more run is another number, so it cannot be repeated: write \"onInconclusive\": \"fail\" or \"warn\".");
        }
        if (gate.Traces is null && root.Has("reuse") && (gate.Experiment is not null || (root.Value("run") ?? root.Value("results"))?.Member("name") is not null))
            root.Add("reuse", gate.Experiment is not null ? "An experiment that exists is never made again: leave 'reuse' out."
                : "'reuse' finds experiments by the end of the names that the gate makes: leave 'name' out, or 'reuse'.");
        TracesRules.Check(gate, root);
        TracesRules.CheckWait(gate, root);
        foreach (var report in (gate.Reports ?? []).Except(Reports))
            root.Add("reports", $"{RemoteText.Quote(report)} is no report. There are: {string.Join(", ", Reports)}.");
        foreach (var (criterion, message) in FeasibilityCheck.Diagnostics(gate.Criteria, gate.Data, MostExamples(gate), gate.Looks))
            if (criterion is null)
                root.Add("data", message);
            else
                At(criterion, message);

        void At(Criterion criterion, string message) => root.AddAt(criterion.Source!, message);
    }

    /// <summary>The maximum number of examples that the file itself allows; null if only the dataset knows.</summary>
    static int? MostExamples(GateDefinition gate)
    {
        int?[] bounds = [gate.Run?.MaxExamples, gate.Run?.ExampleIds?.Distinct().Count(), gate.Data.Examples];
        return bounds.Min();
    }
}
